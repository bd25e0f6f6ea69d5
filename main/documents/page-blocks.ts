/** The parts of an official page as blocks that know their height. */
import type { Bilingual } from '../contract/language.ts';
import { inOneLine } from './closing.ts';
import { markBlock } from './inspection-mark.ts';
import type { PageContent, Part } from './page-content.ts';
import { together } from './paginate.ts';
import type { Block } from './paginate.ts';
import { colours, en, left, width, zh } from './paper-style.ts';
import { rowBlocks } from './row-blocks.ts';
import type { Sheet } from './sheet.ts';
import { signatureBlock } from './signature.ts';
import { tableBlocks } from './table-blocks.ts';
import type { BothWords } from './words.ts';

export function blocksOf(sheet: Sheet, content: PageContent, say: BothWords): Block[] {
  const { statement, parts, notes } = content;
  return [
    ...(statement ? [paragraph(sheet, statement, { zh: 12, en: 9.5, before: 10, after: 10 })] : []),
    ...parts.flatMap((part) => partBlocks(sheet, part, say)),
    ...notes.map((note, index) => paragraph(sheet, note, { zh: 9, en: 7.5, before: index === 0 ? 6 : 2, after: 1 })),
  ];
}

function partBlocks(sheet: Sheet, part: Part, say: BothWords): Block[] {
  switch (part.kind) {
    case 'rows':
      return [...headingBlock(sheet, part.heading), ...rowBlocks(sheet, part, say)];
    case 'table':
      return tableBlocks(sheet, part.columns, part.rows);
    case 'text':
      return [
        together([
          ...headingBlock(sheet, part.heading),
          ...part.paragraphs.map((text) => paragraph(sheet, text, { zh: 10, en: 8, before: 3, after: 1 })),
        ]),
      ];
    case 'signature':
      return [signatureBlock(sheet, part.signature, say)];
    case 'mark':
      return [markBlock(sheet, part.mark, say)];
  }
}

interface ParagraphStyle {
  readonly zh: number;
  readonly en: number;
  readonly before?: number;
  readonly after: number;
}

function paragraph(sheet: Sheet, text: Bilingual, style: ParagraphStyle): Block {
  const chinese = { width, size: style.zh, paragraph: true } as const;
  const english = { width, size: style.en, paragraph: true } as const;
  const { before = 0, after } = style;
  const chineseHeight = sheet.heightOf(text['zh-CN'], chinese);
  return {
    height: before + chineseHeight + sheet.heightOf(text.en, english) + after,
    draw(y) {
      sheet.text(text['zh-CN'], zh({ ...chinese, x: left, y: y + before, colour: colours.ink }));
      sheet.text(text.en, en({ ...english, x: left, y: y + before + chineseHeight, colour: colours.soft }));
    },
  };
}

function headingBlock(sheet: Sheet, heading: Bilingual | null): Block[] {
  if (!heading) return [];
  const draw = (y: number): void => {
    sheet.decoration((pdf) => pdf.rect(left, y + 9, 3, 14).fill(colours.blue));
    const style = { x: left + 10, width: width - 10, colour: colours.blue, weight: 'bold', role: 'H2' } as const;
    sheet.text(inOneLine(heading), zh({ ...style, y: y + 8, size: 11 }));
  };
  return [{ height: 25, draw, withNext: true }];
}
