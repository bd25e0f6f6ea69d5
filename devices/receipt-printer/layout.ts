import { imageBands } from './raster-image.ts';
import type { Receipt, ReceiptLine } from './receipt-printer.ts';
import type { TicketLine } from './ticket.ts';

/** Longer data would not scan well from a 58 mm roll; it is printed as text instead. */
const maxQrCharacters = 300;
const maxFeedLines = 10;

/** What a roll can hold: half-width characters and dots across. */
export interface Roll {
  readonly columns: number;
  readonly dots: number;
}

/** A receipt as the lines that a roll can hold: cleaned, wrapped, pairs set left and right. Ends with the cut. */
export function layoutReceipt(receipt: Receipt, roll: Roll): readonly TicketLine[] {
  return [...receipt.lines.flatMap((line) => layoutLine(line, roll)), { kind: 'cut' }];
}

function layoutLine(line: ReceiptLine, { columns, dots }: Roll): readonly TicketLine[] {
  switch (line.kind) {
    case 'image':
      return imageBands(line, dots);
    case 'text': {
      const size = line.size ?? 1;
      const style = { align: line.align ?? 'left', bold: line.bold ?? false, size };
      return wrap(printableText(line.text), Math.floor(columns / size)).map((text) => plain(text, style));
    }
    case 'pair':
      return pair(printableText(line.label), printableText(line.value), columns);
    case 'rule':
      return [plain('-'.repeat(columns))];
    case 'feed':
      return [{ kind: 'feed', lines: Math.min(maxFeedLines, Math.max(1, Math.trunc(line.lines) || 1)) }];
    case 'qr':
      return qr(printableText(line.data), columns);
  }
}

type TextStyle = Omit<Extract<TicketLine, { kind: 'text' }>, 'kind' | 'text'>;

const plain = (text: string, style: Partial<TextStyle> = {}): TicketLine => ({
  kind: 'text',
  text,
  align: 'left',
  bold: false,
  size: 1,
  ...style,
});

function qr(data: string, columns: number): readonly TicketLine[] {
  if (data === '') return [];
  if (data.length > maxQrCharacters) return wrap(data, columns).map((text) => plain(text));
  return [{ kind: 'qr', data, align: 'centre' }];
}

/** Label left, value right, on one line when both fit; otherwise the value has its own lines. */
function pair(label: string, value: string, columns: number): readonly TicketLine[] {
  const gap = columns - columnsOf(label) - columnsOf(value);
  if (gap >= 2) return [plain(label + ' '.repeat(gap) + value)];
  return [
    ...wrap(label, columns).map((text) => plain(text)),
    ...wrap(value, columns).map((text) => plain(text, { align: 'right' })),
  ];
}

/**
 * What may reach the paper: no control or format characters (a visitor's text must never become a command, nor turn
 * the direction of the line), no half characters; every other space becomes a plain one. Rare characters stay, also
 * those of the private use area, which old registers used for names.
 */
export function printableText(text: string): string {
  return text
    .replaceAll(/[\t\n\r\v\f\u{85}\p{Zl}\p{Zp}]|(?!\u{3000})\p{Zs}/gu, ' ')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '');
}

/** Columns that the printer uses: one for ASCII, two for everything that GB18030 writes in two or four bytes. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += character <= '~' ? 1 : 2;
  return columns;
}

/** A Latin word or one wide character, each with the closing punctuation that must not start a line; or spaces. */
const piece = /(?:[!-~]+|[^ -~])[、。，．：；？！）》」』】〕’”…]*| +/gu;

/** Breaks a text into lines of at most `columns` columns: Latin between words, Chinese anywhere but before punctuation. */
export function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const next of pieces(text, columns)) {
    if (columnsOf(line + next) <= columns) {
      line += next;
      continue;
    }
    if (line.trimEnd() !== '') lines.push(line.trimEnd());
    line = next.trimStart();
  }
  return [...lines, line.trimEnd()].filter((each, index, all) => each !== '' || all.length === 1);
}

/** The text's pieces, none wider than a line. */
function pieces(text: string, columns: number): readonly string[] {
  return (text.match(piece) ?? []).flatMap((each) => (columnsOf(each) <= columns ? [each] : chop(each, columns)));
}

function chop(word: string, columns: number): readonly string[] {
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (columnsOf(part + character) > columns) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}
