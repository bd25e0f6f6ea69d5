/** A sheet of A4 on its side: the plate to be cut out, beside it who issued it, below it how it is placed. */
import type { Bilingual } from '../contract/language.ts';
import type { IssuedCertificate } from '../gateway/gateway.ts';
import { drawQr, drawSeal, inOneLine } from './closing.ts';
import type { Verification } from './closing.ts';
import { localTime } from './local-time.ts';
import type { Row } from './page-content.ts';
import { colours, en, millimetres, zh } from './paper-style.ts';
import { sheetSize } from './sheet.ts';
import type { Sheet } from './sheet.ts';
import type { BothWords } from './words.ts';

export interface PlateContent {
  readonly title: Bilingual;
  readonly plate: string;
  readonly from: Bilingual;
  readonly until: Bilingual;
  readonly rows: readonly Row[];
  readonly rules: readonly Bilingual[];
  readonly verification: Verification;
  readonly certificate: IssuedCertificate;
  readonly hallName: Bilingual;
}

/** Across, on its side. */
const page = { width: sheetSize.height, height: sheetSize.width };
const margin = 28;
/** As large as the plates that a counter hands out: 220 x 140 mm. */
const plate = { x: margin, y: margin, width: millimetres(220), height: millimetres(140) };
const side = { x: plate.x + plate.width + 18, width: page.width - plate.width - 2 * margin - 18 };

export function drawTemporaryPlate(sheet: Sheet, content: PlateContent, say: BothWords): void {
  drawPlate(sheet, content, say);
  drawSide(sheet, content, say);
  drawRules(sheet, content, say);
}

function drawPlate(sheet: Sheet, content: PlateContent, say: BothWords): void {
  const { x, y, width, height } = plate;
  sheet.decoration((pdf) => {
    pdf.save().lineWidth(0.6).strokeColor(colours.soft).dash(4, { space: 3 });
    pdf.rect(x, y, width, height).stroke().restore();
    pdf
      .roundedRect(x + 9, y + 9, width - 18, height - 18, 12)
      .lineWidth(2.5)
      .strokeColor(colours.blue)
      .stroke();
  });
  const inner = { x: x + 28, width: width - 56 };
  const title = { ...inner, align: 'centre', weight: 'bold', colour: colours.blue, role: 'H1' } as const;
  sheet.text(content.title['zh-CN'], zh({ ...title, y: y + 18, size: 19, spacing: 6 }));
  sheet.text(content.title.en.toUpperCase(), en({ ...title, y: y + 46, size: 9, spacing: 2 }));
  drawNumber(sheet, content, { x: inner.x, y: y + 66, width: inner.width });
  drawValidity(sheet, content, { x: inner.x, y: y + 208, width: inner.width }, say);
  drawVehicle(sheet, content.rows, { x: inner.x, y: y + 270, width: inner.width - qrSide - 16 });
  const qr = { x: x + width - 24 - qrSide, y: y + height - 20 - qrSide, side: qrSide };
  drawQr(sheet, { ...qr, text: content.verification.qr, alternative: say('papers:closing.qrCode') });
}

const qrSide = millimetres(36);

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** 临 tells from far away what kind of plate it is. */
function drawNumber(sheet: Sheet, { plate: number }: PlateContent, { x, y, width }: Place): void {
  const big = { y, size: 88, height: 130, valign: 'middle', weight: 'bold', colour: colours.ink } as const;
  sheet.text('临', zh({ ...big, x, width: 100, colour: colours.blue }));
  sheet.text(number, zh({ ...big, x: x + 112, width: width - 112, align: 'centre' }));
}

function drawValidity(sheet: Sheet, { from, until }: PlateContent, place: Place, say: BothWords): void {
  const { x, y, width } = place;
  sheet.decoration((pdf) => pdf.rect(x, y, width, 54).fill(colours.tint));
  const line = { x: x + 12, width: width - 24, colour: colours.ink } as const;
  const text = say('papers:temporaryPlate.validity', (language) => ({ from: from[language], until: until[language] }));
  sheet.text(text['zh-CN'], zh({ ...line, y: y + 5, size: 19, weight: 'bold' }));
  sheet.text(text.en, en({ ...line, y: y + 34, size: 11 }));
}

function drawVehicle(sheet: Sheet, rows: readonly Row[], { x, y, width }: Place): void {
  const height = 26;
  for (const [index, { label, value }] of rows.entries()) {
    const top = y + index * height;
    sheet.text(label['zh-CN'], zh({ x, y: top, width: 96, size: 9.5, weight: 'bold', colour: colours.blue }));
    sheet.text(label.en, en({ x, y: top + 13, width: 96, size: 7.5, colour: colours.soft }));
    const text = value['zh-CN'] === value.en ? value.en : inOneLine(value);
    const box = { x: x + 104, y: top, width: width - 104, height: height - 2, size: 13, valign: 'middle' } as const;
    sheet.text(text, zh({ ...box, weight: 'bold', colour: colours.ink }));
  }
}

/** The column at the right, which stays with the owner. */
function drawSide(sheet: Sheet, { verification, certificate, hallName }: PlateContent, say: BothWords): void {
  const { authority, issuedAt } = certificate;
  const issued = { 'zh-CN': localTime('zh-CN', issuedAt), en: localTime('en', issuedAt) };
  const printedAt = say('papers:closing.printedAt', (language) => ({ hall: hallName[language] }));
  const lines: readonly SideLine[] = [
    { text: inOneLine(say('papers:closing.authority')), size: 8, gap: 0 },
    { text: authority['zh-CN'], size: 10.5, gap: 2, weight: 'bold' },
    { text: authority.en, size: 7.5, gap: 0 },
    { text: inOneLine(say('papers:closing.issuedAt')), size: 8, gap: 4 },
    { text: issued['zh-CN'], size: 10.5, gap: 2, weight: 'bold' },
    { text: issued.en, size: 7.5, gap: 0 },
    { text: inOneLine(say('papers:closing.seal')), size: 6, gap: 2, colour: colours.seal },
    { text: inOneLine(verification.label), size: 8, gap: 52 },
    { text: verification.code, size: 10.5, gap: 2, weight: 'bold' },
    { text: verification.how['zh-CN'], size: 8, gap: 4 },
    { text: verification.how.en, size: 7, gap: 2 },
    { text: printedAt['zh-CN'], size: 7.5, gap: 24 },
    { text: printedAt.en, size: 7, gap: 2 },
  ];
  drawSeal(sheet, { x: side.x + side.width / 2, y: plate.y + 72 });
  let y = plate.y + 22;
  for (const { text, size, gap, weight = 'regular', colour = colours.soft } of lines) {
    const style = { width: side.width, size, weight, height: Infinity } as const;
    sheet.text(
      text,
      zh({ ...style, x: side.x, y: y + gap, align: 'centre', colour: weight === 'bold' ? colours.ink : colour }),
    );
    y += gap + sheet.heightOf(text, style);
  }
}

interface SideLine {
  readonly text: string;
  readonly size: number;
  /** Above it. */
  readonly gap: number;
  readonly weight?: 'bold';
  readonly colour?: string;
}

function drawRules(sheet: Sheet, { rules }: PlateContent, say: BothWords): void {
  const top = plate.y + plate.height + 8;
  const line = { x: margin, width: page.width - 2 * margin } as const;
  sheet.text(inOneLine(say('papers:cutOut')), zh({ ...line, y: top, size: 8, colour: colours.soft }));
  for (const [index, rule] of rules.entries()) {
    const y = top + 22 + index * 38;
    sheet.text(rule['zh-CN'], zh({ ...line, y, size: 11, weight: 'bold' }));
    sheet.text(rule.en, en({ ...line, y: y + 16, size: 9, colour: colours.soft }));
  }
}
