import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import jsqr from 'jsqr';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { columnsOf } from '../../devices/receipt-printer/layout.ts';
import { escPosModel, type ReceiptPrinterProfile } from '../../devices/receipt-printer/profile.ts';
import { encodeReceipt } from '../../devices/receipt-printer/protocol.ts';
import { parseEscPos, type Ticket, ticketText } from '../../devices/receipt-printer/ticket.ts';
import { receiptFor } from '../../main/documents/receipt.ts';
import { tempIdProof } from '../../main/catalogue/household/temp-id-proof.ts';
import type { PaperData } from '../../main/documents/paper-data.ts';
import { hasPdftoppm, ticketPicture } from '../support/ticket-picture.ts';

const issued: PaperData = {
  service: tempIdProof,
  hallName: { 'zh-CN': '示范市公安局二十四小时自助警务厅', en: 'Shifan Police 24-hour Self-service Hall' },
  language: 'zh-CN',
  receiptNumber: 'SF01-20261121-0007',
  outcome: 'answered',
  person: {
    name: '赵小明',
    number: '500105199001010013',
    group: 'mainland',
    sex: 'male',
    birthDate: '1990-01-01',
  },
  guardian: null,
  printedAt: new Date('2026-11-21T08:05:00Z'),
  certificate: {
    number: 'LS2026112100042',
    verificationCode: '7Q4M9XKD2HTWABCD',
    issuedAt: '2026-11-21T08:05:00Z',
    validUntil: '2026-11-22T08:05:00Z',
    verificationUrl: 'https://verify.example.org/c/7Q4M-9XKD-2HTW',
    authority: { 'zh-CN': '示范市公安局', en: 'Shifan Public Security Bureau' },
  },
  answers: [],
  facts: [],
  items: [],
  item: null,
  response: null,
  payment: null,
  handedOver: null,
  photoJpeg: null,
  signaturePath: '',
  documentMissing: false,
  officerPhone: '010-5555 0110',
  place: null,
};

const cases: Record<string, PaperData> = {
  'issued-zh': issued,
  'issued-en': { ...issued, language: 'en', person: { ...issued.person!, name: 'LI XIAOMING' } },
  'not-printed-zh': { ...issued, documentMissing: true },
  'accepted-en': { ...issued, language: 'en', certificate: null, outcome: 'accepted' },
};

const print = (data: PaperData, paper: ReceiptPrinterProfile['paper'] = 'roll80'): Ticket =>
  parseEscPos(encodeReceipt(receiptFor(data), escPosModel({ paper })));

describe('receipt', () => {
  test('carries number, time, service, hall, certificate and validity', () => {
    const text = ticketText(print(issued)).join('\n');
    for (const wanted of [
      issued.receiptNumber,
      '2026-11-21 16:05',
      '2026-11-22 16:05',
      'LS2026112100042',
      '临时身份证明',
      'Temporary Identity Proof',
      issued.hallName.en,
      '010-5555 0110',
    ]) {
      expect(text).toContain(wanted);
    }
  });

  test("puts the visitor's language first, and both are there", () => {
    const zh = ticketText(print(issued)).join('\n');
    const en = ticketText(print({ ...issued, language: 'en' })).join('\n');
    expect(zh.indexOf('受理回执')).toBeLessThan(zh.indexOf('Receipt'));
    expect(en.indexOf('Receipt')).toBeLessThan(en.indexOf('受理回执'));
    for (const text of [zh, en]) expect(text).toMatch(/有效期至[^]*不是身份证明/);
  });

  test.each([
    ['a printed certificate', issued, '核对姓名', issued.certificate!.verificationUrl],
    ['a certificate that did not print', cases['not-printed-zh']!, '没有打印', issued.certificate!.verificationUrl],
    ['no certificate yet', { ...issued, certificate: null }, '已经收到', issued.receiptNumber],
  ])('says what happens next for %s', (_name, data, words, qr) => {
    const ticket = print(data);
    expect(ticketText(ticket).join('')).toContain(words);
    expect(ticket.lines.filter(({ kind }) => kind === 'qr')).toEqual([{ kind: 'qr', data: qr, align: 'centre' }]);
  });

  test('names nobody in full', () => {
    const text = ticketText(print(issued)).join('\n');
    expect(text).not.toMatch(/赵|19900101/);
    expect(text).toMatch(/\*\*明[^]*500\*{13}13/);
  });

  test.each(['roll80', 'roll58'] as const)('no line is wider than %s', (profile) => {
    for (const data of Object.values(cases)) {
      for (const line of print(data, profile).lines) {
        if (line.kind === 'text')
          expect(columnsOf(line.text) * line.size).toBeLessThanOrEqual(escPosModel({ paper: profile }).columns);
      }
    }
  });
});

/** Fonts are drawn a little differently by each version of poppler. */
const maxDifferentPart = 0.005;

describe.skipIf(!hasPdftoppm())('receipt as a picture (needs pdftoppm of poppler-utils)', () => {
  test.each(Object.entries(cases))('%s looks as approved, and its QR code can be read', async (name, data) => {
    const picture = await ticketPicture(print(data), escPosModel({ paper: 'roll80' }).columns);
    const { width, height } = picture;
    const expected = data.certificate?.verificationUrl ?? data.receiptNumber;
    expect(jsqr(new Uint8ClampedArray(picture.data), width, height)?.data).toBe(expected);

    const file = fileURLToPath(new URL(`approved/receipt-${name}.png`, import.meta.url));
    if (process.env['UPDATE_APPROVED'] === '1') writeFileSync(file, PNG.sync.write(picture, { colorType: 0 }));
    expect(existsSync(file), `approve ${file} with UPDATE_APPROVED=1`).toBe(true);
    const approved = PNG.sync.read(readFileSync(file));
    expect([width, height]).toEqual([approved.width, approved.height]);
    const different = pixelmatch(picture.data, approved.data, undefined, width, height, { threshold: 0.2 });
    expect(different / (width * height)).toBeLessThan(maxDifferentPart);
  });
});
