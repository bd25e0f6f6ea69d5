/**
 * The data of a resident ID card's chip (GA/T 490): a text block of 256 bytes in UTF-16LE, padded with spaces, and a photo
 * that stays opaque. Decoding judges neither the check digit nor the expiry: that is the session's.
 */
import { err, ok, type Result } from '../../main/contract/result.ts';
import type { IdCard } from './id-card-reader.ts';

const TEXT_BYTES = 256;
export const PHOTO_BYTES = 1024;
/** In place of the last day of a card that is valid for life. */
const forLife = '长期';

/** Offset and length in bytes. */
const fields = {
  name: [0, 30],
  sex: [30, 2],
  nationCode: [32, 4],
  birthDate: [36, 16],
  address: [52, 70],
  number: [122, 36],
  issuer: [158, 30],
  validFrom: [188, 16],
  validUntil: [204, 16],
  layout: [248, 2],
} as const;
type Field = keyof typeof fields;

/** Permits on the same kind of chip mark themselves here: Hong Kong, Macao and Taiwan; foreigners 2017; foreigners 2023. */
const otherLayouts: readonly string[] = ['J', 'I', 'Y'];

export type ChipFault = 'otherDocument' | 'unreadable';

/** What a read answer carries behind SW3: two lengths (big-endian), then text and photo. Null when they do not fit. */
export function splitReadData(data: Uint8Array): { text: Uint8Array; photo: Uint8Array } | null {
  if (data.length < 4) return null;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const [textLength, photoLength] = [view.getUint16(0), view.getUint16(2)];
  if (textLength !== TEXT_BYTES || data.length !== 4 + textLength + photoLength) return null;
  return { text: data.slice(4, 4 + textLength), photo: data.slice(4 + textLength) };
}

export function joinReadData(text: Uint8Array, photo: Uint8Array): Uint8Array {
  const data = new Uint8Array(4 + text.length + photo.length);
  const view = new DataView(data.buffer);
  view.setUint16(0, text.length);
  view.setUint16(2, photo.length);
  data.set(text, 4);
  data.set(photo, 4 + text.length);
  return data;
}

/** `otherDocument` for a permit, `unreadable` when a date is none or the name or number is empty. */
export function decodeChip(text: Uint8Array, photo: Uint8Array): Result<IdCard, ChipFault> {
  if (text.length !== TEXT_BYTES) return err('unreadable');
  const read = (field: Field): string => {
    const [offset, length] = fields[field];
    return new TextDecoder('utf-16le', { ignoreBOM: true })
      .decode(text.subarray(offset, offset + length))
      .replace(/[ \0]+$/, '');
  };
  if (otherLayouts.includes(read('layout'))) return err('otherDocument');
  const birthDate = decodeDate(read('birthDate'));
  const validFrom = decodeDate(read('validFrom'));
  const lastDay = read('validUntil');
  const validUntil = lastDay === forLife ? null : decodeDate(lastDay);
  const [name, number] = [read('name'), read('number')];
  if (!name || !number || birthDate === undefined || validFrom === undefined || validUntil === undefined) {
    return err('unreadable');
  }
  return ok({
    layout: 'resident',
    name,
    sex: decodeSex(read('sex')),
    nationCode: read('nationCode'),
    birthDate,
    address: read('address'),
    number,
    issuer: read('issuer'),
    validFrom,
    validUntil,
    photo,
  });
}

/** GB/T 2261.1; 0 is unknown and 9 is not stated. */
function decodeSex(code: string): IdCard['sex'] {
  if (code === '1') return 'male';
  return code === '2' ? 'female' : 'unknown';
}

/** YYYYMMDD → YYYY-MM-DD; undefined when it has no month or no day. Not a calendar: 29 February may be any year's. */
function decodeDate(digits: string): string | undefined {
  const [, year, month, day] = /^(\d{4})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.exec(digits) ?? [];
  return year && month && day ? `${year}-${month}-${day}` : undefined;
}

/** The text block of a card, for the simulator. Throws when a text does not fit its field. */
export function encodeText(card: IdCard, layout = ' '): Uint8Array {
  const block = new Uint8Array(TEXT_BYTES);
  for (let at = 0; at < TEXT_BYTES; at += 2) block[at] = 0x20;
  const write = (field: Field, content: string): void => {
    const [offset, length] = fields[field];
    const bytes = Buffer.from(content, 'utf16le');
    if (bytes.length > length) throw new RangeError(`${field} has ${bytes.length} bytes, the chip has ${length}`);
    block.set(bytes, offset);
  };
  write('name', card.name);
  write('sex', { male: '1', female: '2', unknown: '0' }[card.sex]);
  write('nationCode', card.nationCode);
  write('birthDate', card.birthDate.replaceAll('-', ''));
  write('address', card.address);
  write('number', card.number);
  write('issuer', card.issuer);
  write('validFrom', card.validFrom.replaceAll('-', ''));
  write('validUntil', card.validUntil?.replaceAll('-', '') ?? forLife);
  write('layout', layout);
  return block;
}
