import type { Bilingual } from '../contract/language.ts';
import { drawFrame, drawRosette } from './guilloche.ts';
import { colours, en, left, right, width, zh } from './paper-style.ts';
import { sheetSize } from './sheet.ts';
import type { Sheet } from './sheet.ts';

/** Frame and rosette of an upright page. */
export function drawBackground(sheet: Sheet): void {
  sheet.decoration((pdf) => {
    drawFrame(pdf, 26, 12, colours.blue);
    const rings = { count: 5, innerRadius: 36, outerRadius: 190, petals: 24 };
    drawRosette(pdf, { x: sheetSize.width / 2, y: 392 }, rings, colours.rosette);
  });
}

/** `number`: at the right, below the double rule. A short title stands wider. */
export function drawHeading(sheet: Sheet, title: Bilingual, number: string): void {
  const style = { x: left, width, align: 'centre', colour: colours.blue, weight: 'bold', role: 'H1' } as const;
  const size = [...title['zh-CN']].length > 8 ? { size: 27, y: 65, spacing: 3 } : { size: 34, y: 60, spacing: 9 };
  sheet.text(title['zh-CN'], zh({ ...style, ...size }));
  sheet.text(title.en.toUpperCase(), en({ ...style, y: 112, size: 12.5, spacing: title.en.length > 40 ? 1 : 2.6 }));
  sheet.decoration((pdf) => {
    pdf.lineWidth(1.4).strokeColor(colours.blue).moveTo(left, 141).lineTo(right, 141).stroke();
    pdf.lineWidth(0.5).moveTo(left, 144).lineTo(right, 144).stroke();
  });
  sheet.text(number, zh({ x: left, y: 150, width, size: 10, align: 'right', colour: colours.soft }));
}
