import type { Bilingual } from '../contract/language.ts';
import type { Column } from './page-content.ts';
import type { Block } from './paginate.ts';
import { colours, en, left, width, zh } from './paper-style.ts';
import type { Sheet } from './sheet.ts';

const cellPadding = 4;

/** Its head stands above its first row on every page. */
export function tableBlocks(
  sheet: Sheet,
  columns: readonly Column[],
  rows: readonly (readonly Bilingual[])[],
): Block[] {
  const header = tableRow(
    sheet,
    columns,
    columns.map(({ label }) => label),
    'TH',
  );
  const body = rows.map((texts): Block => ({ ...tableRow(sheet, columns, texts, 'TD'), header }));
  const gap: Block = { height: 10, draw: () => {}, withNext: true };
  return body.length > 0 ? [gap, { ...header, withNext: true }, ...body] : [];
}

function tableRow(sheet: Sheet, columns: readonly Column[], texts: readonly Bilingual[], role: 'TH' | 'TD'): Block {
  const weight = role === 'TH' ? 'bold' : 'regular';
  const cells = columns.map(({ share }, index) => {
    const text = texts[index] ?? { 'zh-CN': '', en: '' };
    const style = { width: share * width - 2 * cellPadding, height: Infinity } as const;
    const chinese = { ...style, size: 9.5, weight } as const;
    const english = { ...style, size: 7.5 } as const;
    const same = text['zh-CN'] === text.en;
    const chineseHeight = sheet.heightOf(text['zh-CN'], chinese);
    const height = chineseHeight + (same ? 0 : sheet.heightOf(text.en, english));
    return { text, chinese, english, chineseHeight, height, same };
  });
  const height = Math.max(...cells.map((cell) => cell.height)) + 2 * cellPadding;
  const draw = (y: number): void => {
    sheet.decoration((pdf) => {
      if (role === 'TH') pdf.rect(left, y, width, height).fill(colours.tint);
      pdf.lineWidth(role === 'TH' ? 1 : 0.5).strokeColor(role === 'TH' ? colours.blue : colours.line);
      pdf
        .moveTo(left, y + height)
        .lineTo(left + width, y + height)
        .stroke();
    });
    sheet.group('TR', () => {
      let x = left + cellPadding;
      for (const [index, { text, chinese, english, chineseHeight, height: own, same }] of cells.entries()) {
        const top = y + (height - own) / 2;
        sheet.text(
          text['zh-CN'],
          zh({ ...chinese, x, y: top, role, colour: role === 'TH' ? colours.blue : colours.ink }),
        );
        if (!same) sheet.text(text.en, en({ ...english, x, y: top + chineseHeight, role, colour: colours.soft }));
        x += (columns[index]?.share ?? 0) * width;
      }
    });
  };
  return { height, draw, group: 'Table' };
}
