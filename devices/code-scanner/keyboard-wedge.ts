import { keyboardReports, reportsTyping } from '../transport/keyboard-reports.ts';
import type { CodeParser } from './code-text.ts';
import { lineCodes } from './line-codes.ts';

/** Codes typed by a scanner that poses as a keyboard, each ended by enter. */
export function wedgeCodes(reportId: number): CodeParser {
  const keyboard = keyboardReports(reportId);
  const codes = lineCodes();
  return {
    push(bytes) {
      const typed = keyboard.push(bytes);
      const events = codes.push(new TextEncoder().encode(typed));
      // A report that was cut shifts those behind it: what they type then cannot be trusted.
      if (keyboard.skippedBytes === 0) return events;
      return events.map((event) => (event.kind === 'code' ? { kind: 'unusable' } : event));
    },
    quiet() {
      const isMisfit = keyboard.skippedBytes > 0;
      keyboard.clear();
      const events = codes.quiet();
      return isMisfit ? [{ kind: 'misfit' }] : events;
    },
    get pendingBytes() {
      return codes.pendingBytes + keyboard.pendingBytes;
    },
  };
}

/** A code as a wedge types it, for the simulator. Throws for what no US keyboard types. */
export const typedCode = (text: string): Uint8Array => reportsTyping(`${text}\r`);
