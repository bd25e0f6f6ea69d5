import { keyboardReports, reportsTyping } from '../transport/keyboard-reports.ts';
import type { CodeEvent, CodeParser } from './code-text.ts';
import { lineCodes } from './line-codes.ts';

const unusable: CodeEvent = { kind: 'unusable' };

/** Codes typed by a scanner that poses as a keyboard, each ended by enter. */
export function wedgeCodes(reportId: number): CodeParser {
  const keyboard = keyboardReports(reportId);
  const codes = lineCodes();
  return {
    push: (bytes) =>
      Array.from(bytes).flatMap((byte) => {
        const typed = keyboard.push(Uint8Array.of(byte));
        const events = typed === '' ? [] : codes.push(new TextEncoder().encode(typed));
        // A report that was cut shifts those behind it: what they type then cannot be trusted.
        return events.map((event) => (event.kind === 'code' && keyboard.skippedBytes > 0 ? unusable : event));
      }),
    quiet() {
      const isCut = keyboard.skippedBytes + keyboard.pendingBytes > 0;
      keyboard.clear();
      const events = codes.quiet();
      return isCut ? [{ kind: 'misfit' }] : events;
    },
    get pendingBytes() {
      return codes.pendingBytes + keyboard.pendingBytes;
    },
  };
}

/** A code as a wedge types it, for the simulator. Throws for what no US keyboard types. */
export const typedCode = (text: string): Uint8Array => reportsTyping(`${text}\r`);
