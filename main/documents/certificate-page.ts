/** Where everything stands on the temporary identity proof. Lengths are points (1/72 inch) from the top left corner. */
import type { Language } from '../contract/language.ts';
import type { CertificateData } from './certificate-data.ts';
import { drawFrame, drawRosette } from './guilloche.ts';
import { localDate, localTime } from './local-time.ts';
import { qrCode, quietZoneModules } from './qr-code.ts';
import { sheetSize } from './sheet.ts';
import type { Sheet, TextPlace } from './sheet.ts';
import type { Words } from './words.ts';

type BothWords = Readonly<Record<Language, Words>>;

const colours = {
  ink: '#111111',
  soft: '#4a4f57',
  blue: '#1d3f75',
  line: '#b9c5da',
  tint: '#eef3fa',
  rosette: '#e6edf7',
  seal: '#d9a3a3',
};

const left = 64;
const right = sheetSize.width - left;
const width = right - left;

const zh = (place: Omit<TextPlace, 'language'>): TextPlace => ({ ...place, language: 'zh-CN' });
const en = (place: Omit<TextPlace, 'language'>): TextPlace => ({ ...place, language: 'en' });

export function drawCertificate(sheet: Sheet, data: CertificateData, words: BothWords): void {
  sheet.decoration((pdf) => {
    drawFrame(pdf, 26, 12, colours.blue);
    const rings = { count: 5, innerRadius: 36, outerRadius: 190, petals: 24 };
    drawRosette(pdf, { x: sheetSize.width / 2, y: 392 }, rings, colours.rosette);
  });
  drawHeading(sheet, data, words);
  drawPerson(sheet, data, words);
  drawUse(sheet, data, words);
  drawValidity(sheet, data, words);
  drawNotes(sheet, words);
  drawVerification(sheet, data, words);
  drawAuthority(sheet, data, words);
  drawFooter(sheet, data, words);
}

function drawHeading(sheet: Sheet, { certificate }: CertificateData, words: BothWords): void {
  const title = { x: left, width, align: 'centre', colour: colours.blue, weight: 'bold' } as const;
  sheet.text(words['zh-CN']('certificate:title'), zh({ ...title, y: 60, size: 34, spacing: 9, role: 'H1' }));
  sheet.text(
    words.en('certificate:title').toUpperCase(),
    en({ ...title, y: 112, size: 12.5, spacing: 2.6, role: 'H1' }),
  );
  sheet.decoration((pdf) => {
    pdf.lineWidth(1.4).strokeColor(colours.blue).moveTo(left, 141).lineTo(right, 141).stroke();
    pdf.lineWidth(0.5).moveTo(left, 144).lineTo(right, 144).stroke();
  });
  const number = `${words['zh-CN']('certificate:number')} ${words.en('certificate:number')}  ${certificate.number}`;
  sheet.text(number, zh({ x: left, y: 150, width, size: 10, align: 'right', colour: colours.soft }));
  sheet.text(words['zh-CN']('certificate:statement'), zh({ x: left, y: 174, width, size: 12 }));
  sheet.text(words.en('certificate:statement'), en({ x: left, y: 193, width, size: 9.5, colour: colours.soft }));
}

const personTop = 220;
const rowHeight = 41;
const photo = { width: 99, height: 122 };
const photoFrame = 4;
const valueColumn = left + 112;

function drawPerson(sheet: Sheet, { person, photoJpeg }: CertificateData, words: BothWords): void {
  const end = right - photo.width - 36;
  const birth: Readonly<Record<Language, string>> = {
    'zh-CN': localDate('zh-CN', person.birthDate),
    en: localDate('en', person.birthDate),
  };
  drawRow(sheet, words, { key: 'name', row: 0, end, value: person.name, size: 18 });
  drawRow(sheet, words, { key: 'sex', row: 1, end, value: inBoth(words, `certificate:sexes.${person.sex}`), size: 13 });
  drawRow(sheet, words, { key: 'birthDate', row: 2, end, value: `${birth['zh-CN']}  ${birth.en}`, size: 13 });
  drawRow(sheet, words, { key: 'idNumber', row: 3, end, value: person.number, size: 16 });
  drawPhoto(sheet, photoJpeg, words);
}

const inBoth = (words: BothWords, key: string): string => `${words['zh-CN'](key)}  ${words.en(key)}`;

interface Row {
  readonly key: 'name' | 'sex' | 'birthDate' | 'idNumber' | 'purpose' | 'receivingUnit';
  readonly row: number;
  readonly end: number;
  readonly value: string;
  readonly size: number;
}

function drawRow(sheet: Sheet, words: BothWords, { key, row, end, value, size }: Row): void {
  const y = personTop + row * rowHeight;
  const label = { x: left, width: valueColumn - left - 8 };
  sheet.text(
    words['zh-CN'](`certificate:${key}`),
    zh({ ...label, y: y + 6, size: 11, weight: 'bold', colour: colours.blue }),
  );
  sheet.text(words.en(`certificate:${key}`), en({ ...label, y: y + 22, size: 8.5, colour: colours.soft }));
  const place = {
    x: valueColumn,
    y: y + 3,
    width: end - valueColumn,
    height: rowHeight - 6,
    size,
    colour: colours.ink,
  };
  sheet.text(value, zh({ ...place, weight: 'bold', valign: 'middle' }));
  sheet.decoration((pdf) => {
    const bottom = y + rowHeight;
    pdf.lineWidth(0.5).strokeColor(colours.line).moveTo(left, bottom).lineTo(end, bottom).stroke();
  });
}

function drawPhoto(sheet: Sheet, jpeg: Uint8Array | null, words: BothWords): void {
  const x = right - photo.width - photoFrame;
  const y = personTop + (4 * rowHeight - photo.height) / 2;
  sheet.decoration((pdf) => {
    pdf
      .rect(x - photoFrame, y - photoFrame, photo.width + 2 * photoFrame, photo.height + 2 * photoFrame)
      .fill('#ffffff');
    pdf.lineWidth(0.8).strokeColor(colours.blue);
    pdf.rect(x - photoFrame, y - photoFrame, photo.width + 2 * photoFrame, photo.height + 2 * photoFrame).stroke();
  });
  if (!jpeg) {
    const place = { x, width: photo.width, size: 10, align: 'centre', colour: colours.soft } as const;
    sheet.text(words['zh-CN']('certificate:noPhoto'), zh({ ...place, y: y + 48 }));
    sheet.text(words.en('certificate:noPhoto'), en({ ...place, y: y + 63, size: 8.5 }));
    return;
  }
  sheet.figure(inBoth(words, 'certificate:photo'), (pdf) => {
    pdf.save().rect(x, y, photo.width, photo.height).clip();
    pdf.image(Buffer.from(jpeg), x, y, { cover: [photo.width, photo.height], align: 'center', valign: 'center' });
    pdf.restore();
  });
}

function drawUse(sheet: Sheet, data: CertificateData, words: BothWords): void {
  const purpose = inBoth(words, `certificate:purposes.${data.purpose}`);
  drawRow(sheet, words, { key: 'purpose', row: 4, end: right, value: purpose, size: 13 });
  drawRow(sheet, words, { key: 'receivingUnit', row: 5, end: right, value: data.receivingUnit, size: 13 });
}

const validityTop = personTop + 6 * rowHeight + 12;

function drawValidity(sheet: Sheet, { certificate }: CertificateData, words: BothWords): void {
  const height = 58;
  sheet.decoration((pdf) => {
    pdf.lineWidth(1.2).strokeColor(colours.blue).fillColor(colours.tint);
    pdf.rect(left, validityTop, width, height).fillAndStroke();
  });
  const label = { x: left + 12, width: valueColumn - left - 20, colour: colours.blue };
  sheet.text(words['zh-CN']('certificate:validity'), zh({ ...label, y: validityTop + 11, size: 14, weight: 'bold' }));
  sheet.text(words.en('certificate:validity'), en({ ...label, y: validityTop + 32, size: 9.5 }));
  const value = { x: valueColumn, width: right - valueColumn - 10 };
  const period = (language: Language): string =>
    words[language]('certificate:validFromUntil', {
      from: localTime(language, certificate.issuedAt),
      until: localTime(language, certificate.validUntil),
    });
  sheet.text(period('zh-CN'), zh({ ...value, y: validityTop + 9, size: 14, weight: 'bold', colour: colours.ink }));
  sheet.text(period('en'), en({ ...value, y: validityTop + 32, size: 10, colour: colours.ink }));
}

function drawNotes(sheet: Sheet, words: BothWords): void {
  const notes = ['notIdCard', 'scope', 'basis'] as const;
  for (const [index, note] of notes.entries()) {
    const y = validityTop + 69 + index * 28;
    const weight = note === 'notIdCard' ? 'bold' : 'regular';
    sheet.text(words['zh-CN'](`certificate:${note}`), zh({ x: left, y, width, size: 10, weight }));
    sheet.text(
      words.en(`certificate:${note}`),
      en({ x: left, y: y + 13.5, width, size: 8, weight, colour: colours.soft }),
    );
  }
}

const bottomTop = 642;
const qrSide = 98;

function drawVerification(sheet: Sheet, { certificate }: CertificateData, words: BothWords): void {
  const code = qrCode(certificate.verificationUrl);
  const module = qrSide / (code.size + 2 * quietZoneModules);
  // The quiet zone is paper: the code itself stands at the margin.
  const corner = left - quietZoneModules * module;
  sheet.figure(inBoth(words, 'certificate:qrCode'), (pdf) => {
    pdf.rect(corner, bottomTop, qrSide, qrSide).fill('#ffffff');
    pdf
      .save()
      .translate(left, bottomTop + quietZoneModules * module)
      .scale(module);
    for (const { x, y, length } of code.bars) pdf.rect(x, y, length, 1);
    pdf.fill('#000000').restore();
  });
  const place = { x: left + qrSide, width: 154 };
  sheet.text(
    inBoth(words, 'certificate:verificationCode'),
    zh({ ...place, y: bottomTop + 9, size: 8.5, colour: colours.soft }),
  );
  sheet.text(certificate.verificationCode, en({ ...place, y: bottomTop + 21, size: 13, weight: 'bold' }));
  const how = { ...place, colour: colours.soft };
  sheet.text(words['zh-CN']('certificate:verify'), zh({ ...how, y: bottomTop + 44, size: 8, height: 24 }));
  sheet.text(words.en('certificate:verify'), en({ ...how, y: bottomTop + 67, size: 7, height: 24 }));
}

/** Public seals of police organs are 42 mm across. */
const sealRadius = (42 / 2 / 25.4) * 72;

function drawAuthority(sheet: Sheet, { certificate }: CertificateData, words: BothWords): void {
  const x = 334;
  const place = { x, width: right - x, align: 'centre' } as const;
  const centre = { x: (x + right) / 2, y: bottomTop + 57 };
  sheet.decoration((pdf) => {
    pdf.save().lineWidth(0.8).strokeColor(colours.seal).dash(3, { space: 3 });
    pdf.circle(centre.x, centre.y, sealRadius).stroke().restore();
  });
  const soft = { ...place, size: 8.5, colour: colours.soft };
  sheet.text(inBoth(words, 'certificate:authority'), zh({ ...soft, y: bottomTop + 8 }));
  sheet.text(certificate.authority['zh-CN'], zh({ ...place, y: bottomTop + 20, size: 13, height: 19, weight: 'bold' }));
  sheet.text(certificate.authority.en, en({ ...place, y: bottomTop + 38, size: 8.5, height: 13 }));
  sheet.text(inBoth(words, 'certificate:issuedAt'), zh({ ...soft, y: bottomTop + 56 }));
  sheet.text(localTime('zh-CN', certificate.issuedAt), zh({ ...place, y: bottomTop + 67, size: 11 }));
  sheet.text(localTime('en', certificate.issuedAt), en({ ...place, y: bottomTop + 82, size: 8.5 }));
  const seal = { ...place, colour: colours.seal };
  sheet.text(words['zh-CN']('certificate:seal'), zh({ ...seal, y: bottomTop + 96, size: 7 }));
  sheet.text(words.en('certificate:seal'), en({ ...seal, y: bottomTop + 105, size: 5.5 }));
}

function drawFooter(sheet: Sheet, { hallName }: CertificateData, words: BothWords): void {
  const line = { x: left, width, size: 7.5, colour: colours.soft, align: 'centre' } as const;
  const printedAt = (language: Language): string =>
    words[language]('certificate:printedAt', { hall: hallName[language] });
  sheet.text(printedAt('zh-CN'), zh({ ...line, y: 772 }));
  sheet.text(printedAt('en'), en({ ...line, y: 784, size: 7 }));
}
