/** Where everything stands on the temporary identity proof. Lengths are points (1/72 inch) from the top left corner. */
import type { Bilingual, Language } from '../contract/language.ts';
import type { CertificateData } from './certificate-data.ts';
import { drawAuthority, drawFooter, drawVerification, inOneLine, verificationOf } from './closing.ts';
import { drawBackground, drawHeading } from './heading.ts';
import { localDate, localTime } from './local-time.ts';
import { colours, en, left, right, width, zh } from './paper-style.ts';
import { drawPhoto, photo } from './photo.ts';
import type { Sheet } from './sheet.ts';
import type { BothWords } from './words.ts';

export function drawCertificate(sheet: Sheet, data: CertificateData, say: BothWords): void {
  const { certificate } = data;
  drawBackground(sheet);
  const numberLabel = say('certificate:number');
  drawHeading(sheet, say('certificate:title'), `${numberLabel['zh-CN']} ${numberLabel.en}  ${certificate.number}`);
  const statement = say('certificate:statement');
  sheet.text(statement['zh-CN'], zh({ x: left, y: 174, width, size: 12 }));
  sheet.text(statement.en, en({ x: left, y: 193, width, size: 9.5, colour: colours.soft }));
  drawRows(sheet, data, say);
  drawValidity(sheet, data, say);
  drawNotes(sheet, say);
  drawVerification(sheet, verificationOf(certificate, say('certificate:verify'), say), say);
  drawAuthority(sheet, certificate, say);
  drawFooter(sheet, data.hallName, say);
}

const rowsTop = 220;
const rowsHeight = 246;
const valueColumn = left + 112;

interface Row {
  readonly key: 'name' | 'sex' | 'birthDate' | 'idNumber' | 'guardian' | 'purpose' | 'receivingUnit';
  readonly value: string;
  readonly size: number;
}

function drawRows(sheet: Sheet, data: CertificateData, say: BothWords): void {
  const { person, guardian = null } = data;
  const birth = `${localDate('zh-CN', person.birthDate)}  ${localDate('en', person.birthDate)}`;
  const beside: Row[] = [
    { key: 'name', value: person.name, size: 18 },
    { key: 'sex', value: inOneLine(say(`papers:sexes.${person.sex}`)), size: 13 },
    { key: 'birthDate', value: birth, size: 13 },
    { key: 'idNumber', value: person.number, size: 16 },
  ];
  const below: Row[] = [
    ...(guardian ? [{ key: 'guardian', value: guardian.name, size: 13 } as const] : []),
    { key: 'purpose', value: inOneLine(say(`certificate:purposes.${data.purpose}`)), size: 13 },
    { key: 'receivingUnit', value: data.receivingUnit, size: 13 },
  ];
  const height = rowsHeight / (beside.length + below.length);
  for (const [index, row] of [...beside, ...below].entries()) {
    const end = index < beside.length ? right - photo.width - 36 : right;
    drawRow(sheet, row, { y: rowsTop + index * height, height, end }, say);
  }
  const photoTop = rowsTop + (beside.length * height - photo.height) / 2;
  drawPhoto(sheet, { x: right - photo.width - photo.frame, y: photoTop }, data.photoJpeg, say);
}

function drawRow(
  sheet: Sheet,
  { key, value, size }: Row,
  { y, height, end }: { y: number; height: number; end: number },
  say: BothWords,
): void {
  const label = { x: left, width: valueColumn - left - 8 };
  const top = y + (height - 29) / 2;
  const name = say(`certificate:${key}`);
  sheet.text(name['zh-CN'], zh({ ...label, y: top, size: 11, weight: 'bold', colour: colours.blue }));
  sheet.text(name.en, en({ ...label, y: top + 16, size: 8.5, colour: colours.soft }));
  const place = { x: valueColumn, y: y + 3, width: end - valueColumn, height: height - 6, size, colour: colours.ink };
  sheet.text(value, zh({ ...place, weight: 'bold', valign: 'middle' }));
  sheet.decoration((pdf) => {
    const bottom = y + height;
    pdf.lineWidth(0.5).strokeColor(colours.line).moveTo(left, bottom).lineTo(end, bottom).stroke();
  });
}

const validityTop = rowsTop + rowsHeight + 12;

function drawValidity(sheet: Sheet, { certificate }: CertificateData, say: BothWords): void {
  const height = 58;
  sheet.decoration((pdf) => {
    pdf.lineWidth(1.2).strokeColor(colours.blue).fillColor(colours.tint);
    pdf.rect(left, validityTop, width, height).fillAndStroke();
  });
  const label = { x: left + 12, width: valueColumn - left - 20, colour: colours.blue };
  const name = say('certificate:validity');
  sheet.text(name['zh-CN'], zh({ ...label, y: validityTop + 11, size: 14, weight: 'bold' }));
  sheet.text(name.en, en({ ...label, y: validityTop + 32, size: 9.5 }));
  const value = { x: valueColumn, width: right - valueColumn - 10 };
  const period = validity(certificate, say);
  sheet.text(period['zh-CN'], zh({ ...value, y: validityTop + 9, size: 14, weight: 'bold', colour: colours.ink }));
  sheet.text(period.en, en({ ...value, y: validityTop + 32, size: 10, colour: colours.ink }));
}

function validity({ issuedAt, validUntil }: CertificateData['certificate'], say: BothWords): Bilingual {
  const from = (language: Language) => ({ from: localTime(language, issuedAt) });
  if (validUntil === null) return say('certificate:validFrom', from);
  return say('certificate:validFromUntil', (language) => ({
    ...from(language),
    until: localTime(language, validUntil),
  }));
}

function drawNotes(sheet: Sheet, say: BothWords): void {
  const notes = ['notIdCard', 'scope', 'basis'] as const;
  for (const [index, note] of notes.entries()) {
    const y = validityTop + 69 + index * 28;
    const weight = note === 'notIdCard' ? 'bold' : 'regular';
    const words = say(`certificate:${note}`);
    sheet.text(words['zh-CN'], zh({ x: left, y, width, size: 10, weight }));
    sheet.text(words.en, en({ x: left, y: y + 13.5, width, size: 8, weight, colour: colours.soft }));
  }
}
