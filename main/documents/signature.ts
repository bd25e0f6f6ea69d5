/** What somebody declares, and their signature. */
import type { Bilingual } from '../contract/language.ts';
import { inOneLine } from './closing.ts';
import type { Signature } from './page-content.ts';
import type { Block } from './paginate.ts';
import { colours, en, left, right, width, zh } from './paper-style.ts';
import type { Sheet } from './sheet.ts';
import type { BothWords } from './words.ts';

const box = { width: 150, height: 60 };
const declarationWidth = width - box.width - 24;

/** The declaration at the left, the signature at the right. */
export function signatureBlock(sheet: Sheet, signature: Signature, say: BothWords): Block {
  const declared = declaration(sheet, signature.declaration, declarationWidth);
  return {
    height: Math.max(declared.height + 20, box.height + 42),
    draw(y) {
      declared.draw(left, y + 14);
      drawSignature(sheet, signature, { x: right - box.width, y: y + 10 }, say);
    },
  };
}

/** In place of the seal, on a paper of the visitor's own. */
export function drawSignedClosing(sheet: Sheet, signature: Signature, y: number, say: BothWords): void {
  const x = 338;
  declaration(sheet, signature.declaration, right - x).draw(x, y);
  drawSignature(sheet, signature, { x: x + (right - x - box.width) / 2, y: y + 30 }, say);
}

function declaration(
  sheet: Sheet,
  text: Bilingual,
  textWidth: number,
): { height: number; draw: (x: number, y: number) => void } {
  const chinese = { width: textWidth, size: 9.5, paragraph: true } as const;
  const english = { width: textWidth, size: 7.5, paragraph: true } as const;
  const chineseHeight = sheet.heightOf(text['zh-CN'], chinese);
  return {
    height: chineseHeight + sheet.heightOf(text.en, english),
    draw(x, y) {
      sheet.text(text['zh-CN'], zh({ ...chinese, x, y, colour: colours.ink }));
      sheet.text(text.en, en({ ...english, x, y: y + chineseHeight, colour: colours.soft }));
    },
  };
}

/** On a line, with its day below. */
function drawSignature(
  sheet: Sheet,
  { path, date }: Signature,
  { x, y }: { x: number; y: number },
  say: BothWords,
): void {
  const bottom = y + box.height;
  sheet.decoration((pdf) => {
    pdf
      .lineWidth(0.8)
      .strokeColor(colours.soft)
      .moveTo(x, bottom)
      .lineTo(x + box.width, bottom)
      .stroke();
  });
  const label = inOneLine(say('papers:signature'));
  if (path !== '') sheet.figure(label, (pdf) => drawPath(pdf, path, { x, y }));
  const soft = { x, width: box.width, size: 8, align: 'centre', colour: colours.soft } as const;
  sheet.text(label, zh({ ...soft, y: bottom + 2 }));
  sheet.text(inOneLine(date), zh({ ...soft, y: bottom + 14 }));
}

/** The path's own box is 1000 x 400. */
function drawPath(pdf: PDFKit.PDFDocument, path: string, { x, y }: { x: number; y: number }): void {
  const scale = box.width / 1000;
  pdf.save().translate(x, y).scale(scale).lineCap('round').lineJoin('round');
  pdf
    .lineWidth(1.3 / scale)
    .strokeColor(colours.ink)
    .path(path)
    .stroke()
    .restore();
}
