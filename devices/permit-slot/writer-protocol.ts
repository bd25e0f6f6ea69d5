/**
 * What is said to the rewriter, in the frames of its machine. To write: a mark, then the lines in GB 18030 with 0A between
 * them. Asked for its state it says a character, and the mark of what it wrote last: so the answer about one text never
 * passes for that about another.
 */
import iconv from 'iconv-lite';
import type { CrtModel, RewriterEntry, WriterWord } from './profile.ts';

const LINE_END = 0x0a;

/** A digit. */
export type WriterMark = string;
export interface WriterState {
  readonly word: WriterWord;
  readonly mark: WriterMark;
}

export const nextMark = (mark: WriterMark): WriterMark => String((Number(mark) + 1) % 10);

/** Null for what has no room on the card, and for a line that would break. */
export function writerText(
  mark: WriterMark,
  lines: readonly string[],
  { lines: most, lineBytes }: Pick<RewriterEntry, 'lines' | 'lineBytes'>,
): Uint8Array | null {
  const encoded = lines.map((line) => iconv.encode(line, 'gb18030'));
  const isRoom = lines.length <= most && encoded.every((line) => line.length <= lineBytes);
  if (!isRoom || lines.some((line) => /\p{Cc}|\p{Cs}/u.test(line))) return null;
  const text = encoded.flatMap((line, index) => (index === 0 ? [...line] : [LINE_END, ...line]));
  return Uint8Array.of(mark.charCodeAt(0), ...text);
}

/** Null when no model has such a state. */
export function writerState(data: string, words: CrtModel['writerWords']): WriterState | null {
  const word = words[data.charAt(0)];
  const mark = data.charAt(1);
  return word && /^\d$/.test(mark) ? { word, mark } : null;
}

/** The way back, for the simulator. */
export function textOf(data: Uint8Array): { mark: WriterMark; lines: string[] } {
  const text = iconv.decode(Buffer.from(data.subarray(1)), 'gb18030');
  return { mark: String.fromCharCode(data[0] ?? 0), lines: text.split('\n') };
}
