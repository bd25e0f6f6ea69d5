/** The foot of a paper: how it is verified, who issued it and when, and where it was printed. */
import type { Bilingual } from '../contract/language.ts';
import type { IssuedCertificate } from '../gateway/gateway.ts';
import { localTime } from './local-time.ts';
import { colours, en, left, millimetres, right, width, zh } from './paper-style.ts';
import { qrCode, quietZoneModules } from '../contract/qr-code.ts';
import type { Sheet } from './sheet.ts';
import type { BothWords } from './words.ts';

/** Where the closing begins on an upright page. */
export const closingTop = 642;
const qrSide = 98;

/** `code`: what is typed by who cannot scan. */
export interface Verification {
  readonly label: Bilingual;
  readonly code: string;
  readonly qr: string;
  readonly how: Bilingual;
}

export const verificationOf = (certificate: IssuedCertificate, how: Bilingual, say: BothWords): Verification => ({
  label: say('papers:closing.verificationCode'),
  code: certificate.verificationCode,
  qr: certificate.verificationUrl,
  how,
});

export const inOneLine = (text: Bilingual): string => `${text['zh-CN']}  ${text.en}`;

/** `side` is the whole of the code with its quiet zone, whose corner is x, y. */
export function drawQr(
  sheet: Sheet,
  { x, y, side, text, alternative }: { x: number; y: number; side: number; text: string; alternative: Bilingual },
): void {
  const code = qrCode(text);
  const module = side / (code.size + 2 * quietZoneModules);
  sheet.figure(inOneLine(alternative), (pdf) => {
    pdf.rect(x, y, side, side).fill('#ffffff');
    pdf
      .save()
      .translate(x + quietZoneModules * module, y + quietZoneModules * module)
      .scale(module);
    for (const bar of code.bars) pdf.rect(bar.x, bar.y, bar.length, 1);
    pdf.fill('#000000').restore();
  });
}

export function drawVerification(sheet: Sheet, { label, code, qr, how }: Verification, say: BothWords): void {
  const quiet = (quietZoneModules * qrSide) / (qrCode(qr).size + 2 * quietZoneModules);
  // The quiet zone is paper: the code itself stands at the margin.
  drawQr(sheet, { x: left - quiet, y: closingTop, side: qrSide, text: qr, alternative: say('papers:closing.qrCode') });
  const place = { x: left + qrSide, width: 154 };
  sheet.text(inOneLine(label), zh({ ...place, y: closingTop + 9, size: 8.5, colour: colours.soft }));
  sheet.text(code, en({ ...place, y: closingTop + 21, size: 13, weight: 'bold' }));
  const soft = { ...place, colour: colours.soft };
  sheet.text(how['zh-CN'], zh({ ...soft, y: closingTop + 44, size: 8, height: 24 }));
  sheet.text(how.en, en({ ...soft, y: closingTop + 67, size: 7, height: 24 }));
}

/** Public seals of police organs are 42 mm across. */
const sealRadius = millimetres(42 / 2);

/** Where the electronic seal stands. */
export function drawSeal(sheet: Sheet, centre: { x: number; y: number }): void {
  sheet.decoration((pdf) => {
    pdf.save().lineWidth(0.8).strokeColor(colours.seal).dash(3, { space: 3 });
    pdf.circle(centre.x, centre.y, sealRadius).stroke().restore();
  });
}

export function drawAuthority(sheet: Sheet, certificate: IssuedCertificate, say: BothWords): void {
  const x = 334;
  const place = { x, width: right - x, align: 'centre' } as const;
  drawSeal(sheet, { x: (x + right) / 2, y: closingTop + 57 });
  const { authority, issuedAt } = certificate;
  const soft = { ...place, size: 8.5, colour: colours.soft };
  sheet.text(inOneLine(say('papers:closing.authority')), zh({ ...soft, y: closingTop + 8 }));
  sheet.text(authority['zh-CN'], zh({ ...place, y: closingTop + 20, size: 13, height: 19, weight: 'bold' }));
  sheet.text(authority.en, en({ ...place, y: closingTop + 38, size: 8.5, height: 13 }));
  sheet.text(inOneLine(say('papers:closing.issuedAt')), zh({ ...soft, y: closingTop + 56 }));
  sheet.text(localTime('zh-CN', issuedAt), zh({ ...place, y: closingTop + 67, size: 11 }));
  sheet.text(localTime('en', issuedAt), en({ ...place, y: closingTop + 82, size: 8.5 }));
  const seal = say('papers:closing.seal');
  sheet.text(seal['zh-CN'], zh({ ...place, colour: colours.seal, y: closingTop + 96, size: 7 }));
  sheet.text(seal.en, en({ ...place, colour: colours.seal, y: closingTop + 105, size: 5.5 }));
}

export function drawFooter(sheet: Sheet, hallName: Bilingual, say: BothWords): void {
  const line = { x: left, width, size: 7.5, colour: colours.soft, align: 'centre' } as const;
  const printedAt = say('papers:closing.printedAt', (language) => ({ hall: hallName[language] }));
  sheet.text(printedAt['zh-CN'], zh({ ...line, y: 772 }));
  sheet.text(printedAt.en, en({ ...line, y: 784, size: 7 }));
}
