import { delimitedFrames } from './delimited-frames.ts';
import type { ScanFraming } from './profile.ts';
import { zoneOf, type ScanEvent, type ScanParser } from './scan-event.ts';

export type DeskoFraming = Extract<ScanFraming, { kind: 'desko' }>;

const STX = 0x02;
const ETX = 0x03;
const CR = 0x0d;

/** SOD STX line CR line CR [line CR] ETX EOD. Of a third line that is absent, the CR is absent too. */
export function deskoParser({ startOfData, endOfData, longestFrameBytes }: DeskoFraming): ScanParser {
  const frames = delimitedFrames({ start: [startOfData, STX], end: [ETX, endOfData], longestFrameBytes });
  return {
    push: (bytes) => frames.push(bytes).map((event) => (event.kind === 'frame' ? frameEvent(event.body) : event)),
    quiet: () => frames.quiet().filter((event) => event.kind === 'misfit'),
    get pendingBytes() {
      return frames.pendingBytes;
    },
  };
}

/** Lines are ASCII and each ends with CR; a frame without a line is a document without a zone. */
function frameEvent(body: Uint8Array): ScanEvent {
  const isText = body.every((byte) => byte === CR || (byte >= 0x20 && byte < 0x7f));
  const isEnded = body.length === 0 || body.at(-1) === CR;
  return isText && isEnded ? zoneOf(String.fromCharCode(...body)) : { kind: 'misfit' };
}

export function deskoFrame({ startOfData, endOfData }: DeskoFraming, lines: readonly string[]): Uint8Array {
  const text = new TextEncoder().encode(lines.map((line) => `${line}\r`).join(''));
  return Uint8Array.of(startOfData, STX, ...text, ETX, endOfData);
}
