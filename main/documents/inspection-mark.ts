import type { Bilingual } from '../contract/language.ts';
import { drawQr, inOneLine } from './closing.ts';
import type { Mark } from './page-content.ts';
import type { Block } from './paginate.ts';
import { colours, en, millimetres, sheetMiddle, zh } from './paper-style.ts';
import type { Sheet } from './sheet.ts';
import type { BothWords } from './words.ts';

/** To be cut out: small enough for the corner of a windscreen, its year and month to be read from outside. */
const size = { width: millimetres(130), height: millimetres(72) };
const qrSide = millimetres(30);

export function markBlock(sheet: Sheet, mark: Mark, say: BothWords): Block {
  return {
    height: size.height + 34,
    draw: (y) => drawMark(sheet, mark, { x: sheetMiddle - size.width / 2, y: y + 10 }, say),
  };
}

function drawMark(sheet: Sheet, mark: Mark, { x, y }: { x: number; y: number }, say: BothWords): void {
  sheet.decoration((pdf) => {
    pdf.save().lineWidth(0.6).strokeColor(colours.soft).dash(4, { space: 3 });
    pdf.rect(x, y, size.width, size.height).stroke().restore();
    pdf.lineWidth(2).strokeColor(colours.blue);
    pdf.roundedRect(x + 8, y + 8, size.width - 16, size.height - 16, 8).stroke();
    pdf.roundedRect(x + 8, y + 8, size.width - 16, 34, 8).fill(colours.blue);
  });
  const title = { x: x + 20, width: size.width - 40, y: y + 12, size: 15, weight: 'bold', colour: '#ffffff' } as const;
  sheet.text(inOneLine(say('papers:inspectionMark.mark')), zh({ ...title, align: 'centre' }));
  drawUntil(sheet, mark, { x: x + 20, y: y + 48, width: size.width - qrSide - 52 }, say);
  const qr = { x: x + size.width - qrSide - 20, y: y + 50, side: qrSide };
  drawQr(sheet, { ...qr, text: mark.url, alternative: say('papers:closing.qrCode') });
  const line = { y: y + size.height - 44, size: 14, height: 26, weight: 'bold', valign: 'middle' } as const;
  drawPair(sheet, say('papers:labels.plate'), mark.plate, { ...line, x: x + 20, width: 150, labelWidth: 50 });
  drawPair(sheet, say('papers:labels.vinTail'), mark.vinTail, {
    ...line,
    x: x + 176,
    width: size.width - 190,
    labelWidth: 90,
  });
  const cut = { x, width: size.width, y: y + size.height + 5, size: 8, align: 'centre', colour: colours.soft } as const;
  sheet.text(inOneLine(say('papers:cutOut')), zh(cut));
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** The mark is valid to the end of this month. */
function drawUntil(sheet: Sheet, { year, month }: Mark, { x, y, width }: Place, say: BothWords): void {
  const soft = { x, width, colour: colours.soft } as const;
  const until = say('papers:inspectionMark.until');
  sheet.text(inOneLine(until), zh({ ...soft, y, size: 9 }));
  const big = { y: y + 12, size: 56, weight: 'bold', colour: colours.blue } as const;
  sheet.text(year, zh({ ...big, x, width: width * 0.62 }));
  sheet.text(month, zh({ ...big, x: x + width * 0.68, width: width * 0.3, align: 'right' }));
}

function drawPair(
  sheet: Sheet,
  label: Bilingual,
  value: string,
  place: Place & { size: number; height: number; weight: 'bold'; valign: 'middle'; labelWidth: number },
): void {
  const { labelWidth } = place;
  sheet.text(label['zh-CN'], zh({ x: place.x, y: place.y + 1, width: labelWidth, size: 8.5, colour: colours.blue }));
  sheet.text(label.en, en({ x: place.x, y: place.y + 13, width: labelWidth, size: 6.5, colour: colours.soft }));
  const text = { ...place, x: place.x + labelWidth + 4, width: place.width - labelWidth - 4, colour: colours.ink };
  sheet.text(value, zh(text));
}
