import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import iconv from 'iconv-lite';

/** A word in every form in which it could lie on a disk: plain, as UTF-16, as GB 18030, in hexadecimal, in base64. */
export function formsOf(word: string): Buffer[] {
  const plain = [Buffer.from(word, 'utf8'), Buffer.from(word, 'utf16le'), iconv.encode(word, 'gb18030')];
  return plain.flatMap((bytes) => [
    bytes,
    Buffer.from(bytes.toString('hex')),
    Buffer.from(bytes.toString('hex').toUpperCase()),
    ...base64FormsOf(bytes),
  ]);
}

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
export async function tracesIn(folder: string, words: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const bytes = await readFile(file).catch(() => Buffer.alloc(0));
    for (const word of words) if (formsOf(word).some((form) => bytes.includes(form))) found.push(`${word} in ${file}`);
  }
  return found;
}

/** The same for a text. */
export const tracesInText = (text: string, words: readonly string[]): string[] =>
  words.filter((word) => formsOf(word).some((form) => Buffer.from(text).includes(form)));
