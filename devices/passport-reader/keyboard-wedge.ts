import { keyboardReports, reportsTyping } from '../transport/keyboard-reports.ts';
import type { ScanFraming } from './profile.ts';
import { zoneOf, type ScanEvent, type ScanParser } from './scan-event.ts';

export type WedgeFraming = Extract<ScanFraming, { kind: 'keyboard-wedge' }>;

/** Lines ended by CR, typed. Nothing marks the last one: a pause does. */
export function wedgeParser({ longestText }: WedgeFraming, reportId: number): ScanParser {
  const keyboard = keyboardReports(reportId);
  let text = '';
  let isTooLong = false;
  return {
    push(bytes) {
      const typed = keyboard.push(bytes);
      const isFirst = text === '' && typed !== '' && !isTooLong;
      if (!isTooLong) text += typed;
      if (text.length > longestText) {
        text = '';
        isTooLong = true;
      }
      return isFirst ? [{ kind: 'begin' }] : [];
    },
    quiet() {
      const events: ScanEvent[] = [];
      // A report that was cut shifts those behind it: what they type then cannot be trusted.
      const isCut = keyboard.skippedBytes + keyboard.pendingBytes > 0;
      if (text.endsWith('\r') && !isCut) events.push(zoneOf(text));
      else if (isTooLong || text !== '' || isCut) events.push({ kind: 'misfit' });
      keyboard.clear();
      text = '';
      isTooLong = false;
      return events;
    },
    get pendingBytes() {
      return text.length + keyboard.pendingBytes;
    },
  };
}

export const wedgeLines = (lines: readonly string[], reportId: number): Uint8Array =>
  reportsTyping(lines.map((line) => `${line}\r`).join(''), reportId);
