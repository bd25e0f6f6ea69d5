import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import iconv from 'iconv-lite';

/** A word, or the bytes of a picture, with what it is called in a report. */
export interface Marked {
  readonly name: string;
  readonly bytes: Uint8Array;
}
type Trace = string | Marked;

/** How characters become bytes where this kiosk or a machine beside it may have written them. */
const characterSets: Readonly<Record<string, (word: string) => Buffer>> = {
  'UTF-8': (word) => Buffer.from(word, 'utf8'),
  'UTF-16LE': (word) => Buffer.from(word, 'utf16le'),
  // In a PDF's text strings.
  'UTF-16BE': (word) => Buffer.from(word, 'utf16le').swap16(),
  'GB 18030': (word) => iconv.encode(word, 'gb18030'),
};

/** How bytes become text. Both kinds of base64, from each of the three places in a group at which they may begin. */
const writings: Readonly<Record<string, (bytes: Buffer) => readonly Buffer[]>> = {
  plain: (bytes) => [bytes],
  hexadecimal: (bytes) => [Buffer.from(bytes.toString('hex')), Buffer.from(bytes.toString('hex').toUpperCase())],
  base64: (bytes) => base64FormsOf(bytes),
  base64url: (bytes) =>
    base64FormsOf(bytes).map((form) =>
      Buffer.from(form.toString('latin1').replaceAll('+', '-').replaceAll('/', '_'), 'latin1'),
    ),
};

/** Everything in which it could lie on a disk, by the name of the form. */
export function namedFormsOf(trace: Trace): readonly (readonly [name: string, form: Buffer])[] {
  const plain: readonly (readonly [string, Buffer])[] =
    typeof trace === 'string'
      ? Object.entries(characterSets).map(([name, encode]) => [name, encode(trace)] as const)
      : [['bytes', Buffer.from(trace.bytes)]];
  return plain.flatMap(([set, bytes]) =>
    Object.entries(writings).flatMap(([writing, write]) =>
      write(bytes).map((form) => [`${set} ${writing}`, form] as const),
    ),
  );
}

export const formsOf = (trace: Trace): Buffer[] => namedFormsOf(trace).map(([, form]) => form);

const nameOf = (trace: Trace): string => (typeof trace === 'string' ? trace : trace.name);

/** Base64 depends on where in a group of three bytes the word begins; the characters at both ends depend on its neighbours. */
function base64FormsOf(bytes: Buffer): Buffer[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replaceAll('=', '');
    const from = before === 0 ? 0 : before + 1;
    const whole = Math.floor((before + bytes.length) / 3) * 4;
    return Buffer.from(encoded.slice(from, whole));
  });
}

/** Which of the words are found in which file of the folder, in any form. */
export async function tracesIn(folder: string, words: readonly Trace[]): Promise<string[]> {
  const found: string[] = [];
  const sought = words.map((word) => [nameOf(word), formsOf(word)] as const);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const bytes = await readFile(file).catch(() => Buffer.alloc(0));
    for (const [name, forms] of sought)
      if (forms.some((form) => bytes.includes(form))) found.push(`${name} in ${file}`);
  }
  return found;
}

/** The same for a text. */
export const tracesInText = (text: string, words: readonly string[]): string[] =>
  words.filter((word) => formsOf(word).some((form) => Buffer.from(text).includes(form)));
