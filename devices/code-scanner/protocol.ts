/** The bytes of every code scanner; each framing is a file of its own. */
import type { CodeParser } from './code-text.ts';
import { hidPosCodes, hidPosReports } from './hid-pos.ts';
import { typedCode, wedgeCodes } from './keyboard-wedge.ts';
import { lineCodes } from './line-codes.ts';
import type { CodeFraming } from './profile.ts';

/** `reportId`: of a keyboard wedge on HID; 0 everywhere else. */
export function codeParser(framing: CodeFraming, reportId = 0): CodeParser {
  switch (framing.kind) {
    case 'serial':
      return lineCodes();
    case 'hid-pos':
      return hidPosCodes(framing);
    case 'keyboard-wedge':
      return wedgeCodes(reportId);
  }
}

/** What a scanner sends for a code, for the simulator. */
export function codeMessage(framing: CodeFraming, text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  switch (framing.kind) {
    case 'serial':
      return Uint8Array.of(...bytes, 0x0d, 0x0a);
    case 'hid-pos':
      return hidPosReports(framing, bytes);
    case 'keyboard-wedge':
      return typedCode(text);
  }
}

/** A code from a scanner that was set to another framing. */
export const otherFirmwareCode = (framing: CodeFraming, text: string): Uint8Array =>
  framing.kind === 'serial'
    ? new TextEncoder().encode(`${text}\u0003`)
    : new TextEncoder().encode(`${text}-serial-line\r\n`);
