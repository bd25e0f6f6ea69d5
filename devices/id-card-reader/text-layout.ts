/**
 * Where the chip's text block of 256 bytes keeps what: UTF-16LE, padded with spaces (GA/T 490 for the resident card, the
 * vendors' tables for the permits). Which layout it is stands at offset 248.
 */
import type { IdCardLayout } from './id-card-reader.ts';
import { TEXT_BYTES } from './read-data.ts';

/** Offset and length in bytes. */
type Span = readonly [offset: number, bytes: number];

const flag: Span = [248, 2];

/** Items that all layouts have, though not in the same place. `name` is the Chinese one. */
interface CommonSpans {
  readonly name: Span;
  readonly sex: Span;
  readonly number: Span;
  readonly birthDate: Span;
  readonly validFrom: Span;
  readonly validUntil: Span;
}

const residentAndPermit = {
  name: [0, 30],
  sex: [30, 2],
  birthDate: [36, 16],
  address: [52, 70],
  number: [122, 36],
  issuer: [158, 30],
  validFrom: [188, 16],
  validUntil: [204, 16],
} as const;

export const spans = {
  resident: { ...residentAndPermit, nationCode: [32, 4] },
  hmt: { ...residentAndPermit, permitNumber: [220, 18], issueCount: [238, 4] },
  foreign2017: {
    englishName: [0, 120],
    sex: [120, 2],
    number: [122, 30],
    nationality: [152, 6],
    name: [158, 30],
    validFrom: [188, 16],
    validUntil: [204, 16],
    birthDate: [220, 16],
    cardVersion: [236, 4],
    acceptingAuthority: [240, 8],
  },
  foreign2023: {
    name: [0, 30],
    sex: [30, 2],
    renewalCount: [32, 4],
    birthDate: [36, 16],
    englishName: [52, 70],
    number: [122, 36],
    validFrom: [188, 16],
    validUntil: [204, 16],
    /** What did not fit into the 35 characters of the English name. */
    englishNameRest: [220, 22],
    nationality: [242, 6],
    linkToFormer: [250, 6],
  },
} as const satisfies Readonly<Record<IdCardLayout, CommonSpans & Readonly<Record<string, Span>>>>;

const flags: Readonly<Record<IdCardLayout, string>> = {
  resident: ' ',
  hmt: 'J',
  foreign2017: 'I',
  foreign2023: 'Y',
};
const layouts: readonly IdCardLayout[] = ['resident', 'hmt', 'foreign2017', 'foreign2023'];

/** Null for a letter that nobody has published. A block that was never padded has zeros instead of spaces. */
export function layoutOf(text: Uint8Array): IdCardLayout | null {
  const letter = rawText(text, flag).replace('\0', ' ');
  return layouts.find((layout) => flags[layout] === letter) ?? null;
}

/** With its padding; half a surrogate pair becomes U+FFFD. */
export const rawText = (text: Uint8Array, [offset, bytes]: Span): string =>
  new TextDecoder('utf-16le', { ignoreBOM: true }).decode(text.subarray(offset, offset + bytes));

export const trimmed = (padded: string): string => padded.replace(/[ \0]+$/, '');

export const textAt = (text: Uint8Array, span: Span): string => trimmed(rawText(text, span));

/** A text block for the simulator. Throws when a text does not fit its place. */
export function textBlock<L extends IdCardLayout>(
  layout: L,
  texts: Readonly<Record<keyof (typeof spans)[L] & string, string>>,
): Uint8Array {
  const block = padding(TEXT_BYTES);
  const places: Readonly<Record<string, Span>> = spans[layout];
  for (const [name, content] of Object.entries<string>(texts)) {
    const span = places[name];
    if (!span) throw new RangeError(`a ${layout} block has no ${name}`);
    write(block, span, name, content);
  }
  write(block, flag, 'flag', flags[layout]);
  return block;
}

/** The answer to "newest appended address": 70 bytes. */
export const addressBytes = 70;
export function addressBlock(address: string): Uint8Array {
  const block = padding(addressBytes);
  write(block, [0, addressBytes], 'newest address', address);
  return block;
}

function write(block: Uint8Array, [offset, bytes]: Span, name: string, content: string): void {
  const written = Buffer.from(content, 'utf16le');
  if (written.length > bytes) throw new RangeError(`${name} has ${written.length} bytes, the chip has ${bytes}`);
  block.set(written, offset);
}

function padding(bytes: number): Uint8Array {
  return Uint8Array.from({ length: bytes }, (_, at) => (at % 2 === 0 ? 0x20 : 0));
}
