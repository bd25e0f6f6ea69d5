/** Text that must stay inside its box: smaller and on more lines, never cut off and never beyond the edge. */
export interface FittedText {
  readonly size: number;
  readonly lines: readonly string[];
}

export interface Box {
  readonly width: number;
  readonly height: number;
}

/** Width in points of a text at a size. */
export type Measure = (text: string, size: number) => number;

/** Noto Sans SC: ascender 1.160, descender 0.288 of the size. */
export const lineHeight = 1.45;
const smallestSize = 4;
const step = 0.5;

/**
 * The largest size, not above `size`, at which the text fits into the box. One line at a somewhat smaller size is
 * preferred to two lines: a name belongs on one.
 */
export function fitText(text: string, size: number, box: Box, measure: Measure): FittedText {
  for (let oneLine = size; oneLine >= size * 0.7; oneLine -= step) {
    if (measure(text, oneLine) <= box.width) return { size: oneLine, lines: [text] };
  }
  for (let smaller = size; smaller > smallestSize; smaller -= step) {
    const lines = wrapText(text, (line) => measure(line, smaller) <= box.width);
    if (lines.length * smaller * lineHeight <= box.height) return { size: smaller, lines };
  }
  return { size: smallestSize, lines: wrapText(text, (line) => measure(line, smallestSize) <= box.width) };
}

/** No line may begin with these (GB/T 15834). */
const neverFirst = /^[，。、；：！？）》〉」』”’〕】·,.;:!?)\]]/u;

/** Nor end with these. */
const neverLast = /[（《〈「『“‘【([]$/u;

/**
 * Han text breaks between any two characters, a name with dots behind a dot, Latin text between words, and whatever is
 * too long for a line anywhere.
 */
export function wrapText(text: string, fits: (line: string) => boolean): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of wordsOf(text)) {
    if (fits((line + word).trimEnd())) {
      line += word;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    line = '';
    for (const character of word) {
      if (line !== '' && !fits(line + character)) {
        lines.push(line);
        line = '';
      }
      line += character;
    }
  }
  return line.trim() === '' ? lines : [...lines, line.trimEnd()];
}

const wordPattern = /(?<=·)\p{Script=Han}+·?|\p{Script=Han}+·|[\p{Script=Latin}\p{N}'’.,;:()[\]/-]+\s*|./gsu;

function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const [word] of text.matchAll(wordPattern)) {
    const before = words.at(-1) ?? '';
    if (before !== '' && (neverFirst.test(word) || neverLast.test(before))) words.push((words.pop() ?? '') + word);
    else words.push(word);
  }
  return words;
}
