/**
 * What is said to a permit's chip: ISO 7816-4 commands, and the file with the zone as a passport's chip has it (ICAO 9303
 * part 10, EF.DG1): `61 length (5F 1F length zone)`.
 */

const bytesOf = (hex: string): Uint8Array => Buffer.from(hex, 'hex');

/** SELECT by name; the answer is its status alone. */
export const selectApplication = (name: string): Uint8Array =>
  Uint8Array.of(0x00, 0xa4, 0x04, 0x0c, name.length / 2, ...bytesOf(name));

/** SELECT of a file in the application. */
export const selectFile = (id: string): Uint8Array => Uint8Array.of(0x00, 0xa4, 0x02, 0x0c, 0x02, ...bytesOf(id));

export const readBinary = (offset: number, length: number): Uint8Array =>
  Uint8Array.of(0x00, 0xb0, offset >> 8, offset & 0xff, length);

/** What a chip answers besides `90 00`; null for any other status. */
export function replyData(reply: Uint8Array): Uint8Array | null {
  const isDone = reply.at(-2) === 0x90 && reply.at(-1) === 0x00;
  return isDone ? reply.slice(0, -2) : null;
}

const GROUP = [0x61];
const ZONE = [0x5f, 0x1f];
/** Enough of a file to tell how long it is. */
export const HEAD_BYTES = 4;

/** The whole length of a file that begins so; null when it is not the one with the zone. */
export function fileBytes(head: Uint8Array): number | null {
  const group = objectAt(head, 0, GROUP);
  return group && group.end;
}

/** Each length of a zone (TD1 and permits, TD2, TD3), and of its lines. */
const lineLengths: Readonly<Record<number, number>> = { 90: 30, 72: 36, 88: 44 };

/** The lines of the zone in a whole file; null when there are none. */
export function zoneLines(file: Uint8Array): string[] | null {
  const group = objectAt(file, 0, GROUP);
  if (!group || group.end !== file.length) return null;
  const zone = objectAt(file, group.start, ZONE);
  if (!zone || zone.end > group.end) return null;
  const text = Buffer.from(file.subarray(zone.start, zone.end)).toString('latin1');
  const length = lineLengths[text.length];
  if (length === undefined) return null;
  return Array.from({ length: text.length / length }, (_, line) => text.slice(line * length, (line + 1) * length));
}

/** Where the content of an object (BER-TLV) begins and where it ends, which may be behind what is there. */
function objectAt(bytes: Uint8Array, at: number, tag: readonly number[]): { start: number; end: number } | null {
  if (!tag.every((byte, index) => bytes[at + index] === byte)) return null;
  const first = bytes[at + tag.length];
  const isLong = first === 0x81;
  const length = isLong ? bytes[at + tag.length + 1] : first;
  if (length === undefined || (!isLong && length > 0x7f)) return null;
  const start = at + tag.length + (isLong ? 2 : 1);
  return { start, end: start + length };
}

/** The way back, for the simulator. No zone needs a length of two bytes. */
export function zoneFile(lines: readonly string[]): Uint8Array {
  const zone = Buffer.from(lines.join(''), 'latin1');
  const object = Uint8Array.of(...ZONE, zone.length, ...zone);
  return Uint8Array.of(...GROUP, object.length, ...object);
}
