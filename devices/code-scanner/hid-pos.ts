import { strayBytes } from '../transport/push-line.ts';
import { codeOf, LONGEST_CODE_BYTES, type CodeEvent, type CodeParser } from './code-text.ts';
import type { CodeFraming } from './profile.ts';

export type HidPosFraming = Extract<CodeFraming, { kind: 'hid-pos' }>;

const GOES_ON = 1;

/** Codes in reports of the bar code page, a long one in several. The kind of symbol (QR, PDF417) is not looked at. */
export function hidPosCodes(layout: HidPosFraming): CodeParser {
  let pending: number[] = [];
  let code: number[] = [];
  let skippedBytes = 0;
  let isDiscarding = false;

  function takeReport(): CodeEvent[] {
    if (!isReport(pending, layout)) {
      pending.shift();
      skippedBytes += 1;
      return [];
    }
    const report = pending.splice(0, layout.reportBytes);
    if (isDiscarding) return [];
    code.push(...report.slice(layout.dataAt, layout.dataAt + (report[layout.lengthAt] ?? 0)));
    const isTooLong = code.length > LONGEST_CODE_BYTES;
    if ((report[layout.goesOnAt] ?? 0) === GOES_ON && !isTooLong) return [];
    const bytes = withoutEnd(code);
    code = [];
    // An empty report tells that a trigger was released.
    if (bytes.length === 0) return [];
    const event = codeOf(bytes);
    isDiscarding = event.kind === 'unusable';
    return [event];
  }

  return {
    push: (bytes) =>
      Array.from(bytes).flatMap((byte) => {
        pending.push(byte);
        return pending.length >= layout.reportBytes ? takeReport() : [];
      }),
    quiet() {
      const isMisfit = code.length > 0 || skippedBytes + pending.length >= strayBytes;
      pending = [];
      code = [];
      skippedBytes = 0;
      isDiscarding = false;
      return isMisfit ? [{ kind: 'misfit' }] : [];
    },
    get pendingBytes() {
      return pending.length + code.length;
    },
  };
}

function isReport(bytes: readonly number[], layout: HidPosFraming): boolean {
  return (
    bytes[0] === layout.reportId &&
    (bytes[layout.lengthAt] ?? 0) <= layout.longestData &&
    (bytes[layout.goesOnAt] ?? 0) <= GOES_ON
  );
}

/** Some scanners put the suffix of the serial line into the report too. */
function withoutEnd(code: readonly number[]): readonly number[] {
  const last = code.findLastIndex((byte) => byte !== 0x0d && byte !== 0x0a);
  return code.slice(0, last + 1);
}

/** The reports that carry a code, for the simulator: `]Q1` is a QR code. */
export function hidPosReports(layout: HidPosFraming, text: Uint8Array): Uint8Array {
  const count = Math.max(1, Math.ceil(text.length / layout.longestData));
  const reports = new Uint8Array(count * layout.reportBytes);
  for (let index = 0; index < count; index += 1) {
    const data = text.subarray(index * layout.longestData, (index + 1) * layout.longestData);
    const at = index * layout.reportBytes;
    reports[at] = layout.reportId;
    reports[at + layout.lengthAt] = data.length;
    if (layout.dataAt - layout.lengthAt > 3) reports.set([0x5d, 0x51, 0x31], at + layout.lengthAt + 1);
    reports.set(data, at + layout.dataAt);
    reports[at + layout.goesOnAt] = index < count - 1 ? GOES_ON : 0;
  }
  return reports;
}
