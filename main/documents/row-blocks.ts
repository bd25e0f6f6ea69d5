/** Facts of a paper: a label in two languages, its value beside it, a line below. */
import type { Bilingual } from '../contract/language.ts';
import type { Part, Row } from './page-content.ts';
import { together } from './paginate.ts';
import type { Block } from './paginate.ts';
import { colours, en, left, right, zh } from './paper-style.ts';
import { drawPhoto, photo } from './photo.ts';
import type { Sheet, TextStyle } from './sheet.ts';
import type { BothWords } from './words.ts';

const labelWidth = 92;
const gutter = 16;
/** Above and below a row's text. */
const rowPadding = 2;
const chineseLabel = { width: labelWidth - 8, size: 9.5, weight: 'bold', height: Infinity } as const;
const englishLabel = { width: labelWidth - 8, size: 7.5, height: Infinity } as const;

type RowsPart = Extract<Part, { kind: 'rows' }>;

export function rowBlocks(sheet: Sheet, { rows, photo: picture }: RowsPart, say: BothWords): Block[] {
  if (!picture) return lines(rows).map((line) => lineBlock(sheet, line, right));
  const end = right - photo.width - 2 * photo.frame - gutter;
  const beside = together(lines(rows).map((line) => lineBlock(sheet, line, end)));
  const corner = { x: right - photo.width - photo.frame, y: photo.frame + 4 };
  const draw = (y: number): void => {
    beside.draw(y);
    drawPhoto(sheet, { x: corner.x, y: y + corner.y }, picture.jpeg, say);
  };
  return [{ height: Math.max(beside.height, photo.height + 2 * photo.frame + 8), draw }];
}

/** One row, or two half rows beside each other. */
function lines(rows: readonly Row[]): Row[][] {
  const found: Row[][] = [];
  for (const row of rows) {
    const last = found.at(-1);
    if (row.half && last?.length === 1 && last[0]?.half) last.push(row);
    else found.push([row]);
  }
  return found;
}

function lineBlock(sheet: Sheet, line: readonly Row[], end: number): Block {
  const cellWidth = line[0]?.half ? (end - left - gutter) / 2 : end - left;
  const cells = line.map((row) => cell(sheet, row, cellWidth));
  const height = Math.max(...cells.map((each) => each.height)) + 2 * rowPadding;
  const draw = (y: number): void => {
    for (const [index, each] of cells.entries()) {
      const x = left + index * (cellWidth + gutter);
      each.draw(x, y, height);
      sheet.decoration((pdf) => {
        pdf.lineWidth(0.5).strokeColor(colours.line);
        pdf
          .moveTo(x, y + height)
          .lineTo(x + cellWidth, y + height)
          .stroke();
      });
    }
  };
  return { height, draw };
}

interface Cell {
  readonly height: number;
  /** In the middle of the line that it shares. */
  draw(x: number, y: number, lineHeight: number): void;
}

function cell(sheet: Sheet, { label, value, strong }: Row, cellWidth: number): Cell {
  const chineseHeight = sheet.heightOf(label['zh-CN'], chineseLabel);
  const labelHeight = chineseHeight + sheet.heightOf(label.en, englishLabel);
  const written = valueText(sheet, value, cellWidth - labelWidth, strong ? 14 : 11);
  return {
    height: Math.max(labelHeight, written.height),
    draw(x, y, lineHeight) {
      const top = y + (lineHeight - labelHeight) / 2;
      sheet.text(label['zh-CN'], zh({ ...chineseLabel, x, y: top, colour: colours.blue }));
      sheet.text(label.en, en({ ...englishLabel, x, y: top + chineseHeight, colour: colours.soft }));
      written.draw(x + labelWidth, y + (lineHeight - written.height) / 2);
    },
  };
}

/** Both languages on one line where they fit; one of them where they are the same. Never cut, whatever its length. */
function valueText(
  sheet: Sheet,
  { 'zh-CN': chinese, en: english }: Bilingual,
  valueWidth: number,
  size: number,
): { height: number; draw: (x: number, y: number) => void } {
  const style = { width: valueWidth, size, weight: 'bold', height: Infinity } as const;
  const oneLine = chinese === english ? chinese : `${chinese}  ${english}`;
  const oneHeight = sheet.heightOf(oneLine, { ...style, paragraph: true });
  if (chinese === english || oneHeight < size * 2) {
    const height = sheet.heightOf(oneLine, style);
    return { height, draw: (x, y) => sheet.text(oneLine, zh({ ...style, x, y, colour: colours.ink })) };
  }
  const second: TextStyle = { width: valueWidth, size: size * 0.8, height: Infinity };
  const firstHeight = sheet.heightOf(chinese, style);
  return {
    height: firstHeight + sheet.heightOf(english, second),
    draw(x, y) {
      sheet.text(chinese, zh({ ...style, x, y, colour: colours.ink }));
      sheet.text(english, en({ ...second, x, y: y + firstHeight, colour: colours.ink }));
    },
  };
}
