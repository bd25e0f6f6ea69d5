import jsqr from 'jsqr';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { columnsOf } from '../../devices/receipt-printer/layout.ts';
import { escPosModel, type ReceiptPrinterProfile } from '../../devices/receipt-printer/profile.ts';
import { encodeReceipt } from '../../devices/receipt-printer/protocol.ts';
import { parseEscPos, type Ticket, ticketText } from '../../devices/receipt-printer/ticket.ts';
import { lawIds } from '../../main/catalogue/laws.ts';
import { languages, type Language } from '../../main/contract/language.ts';
import type { PaperData } from '../../main/documents/paper-data.ts';
import { receiptFor, receiptFormOf, receiptForms, type ReceiptFormId } from '../../main/documents/receipt.ts';
import { wordsFor } from '../../main/documents/words.ts';
import { expectApprovedTicket } from '../support/approved-ticket.ts';
import { issued, receiptExamples, serviceOf } from '../support/receipts.ts';
import { spaceless } from '../support/poppler.ts';
import { hasPdftoppm, ticketPicture } from '../support/ticket-picture.ts';

const examples: Readonly<Record<string, PaperData>> = receiptExamples;
const print = (data: PaperData, paper: ReceiptPrinterProfile['paper'] = 'roll80'): Ticket =>
  parseEscPos(encodeReceipt(receiptFor(data), escPosModel({ paper })));
const textOf = (data: PaperData): string => spaceless(ticketText(print(data)).join(''));
const qrOf = (data: PaperData): readonly string[] =>
  print(data).lines.flatMap((line) => (line.kind === 'qr' ? [line.data] : []));
const titleOf = (data: PaperData, language: Language): string =>
  spaceless(wordsFor(language)(`receipt:title.${receiptFormOf(data)}`));
/** What stands before the first thing that is filled in. */
const fixedPart = (words: string): string => spaceless(words.split('{{')[0] ?? '');

const forms = Object.keys(receiptForms) as ReceiptFormId[];
const exampleOf: Readonly<Record<ReceiptFormId, PaperData>> = receiptExamples;

describe.each(forms)('a receipt of the form %s', (form) => {
  test('is what the visit calls for', () => {
    expect(receiptFormOf(exampleOf[form])).toBe(form);
  });

  test.each(languages)('says all that it must, read in %s', (language) => {
    const text = textOf(exampleOf[form]);
    const { mustSay } = receiptForms[form];
    expect(mustSay.length).toBeGreaterThan(0);
    const words = wordsFor(language);
    const missing = mustSay.filter((content) => !text.includes(fixedPart(words(content.words))));
    expect(missing).toEqual([]);
  });

  test('names only laws that the hall knows', () => {
    for (const { basis } of receiptForms[form].mustSay) if (basis) expect(lawIds).toContain(basis.law);
  });
});

describe.each(Object.entries(examples))('the receipt %s', (_name, data) => {
  test("puts the visitor's language first, and both are there", () => {
    const [zh, en] = languages.map((language) => textOf({ ...data, language }));
    expect(zh!.indexOf(titleOf(data, 'zh-CN'))).toBeLessThan(zh!.indexOf(titleOf(data, 'en')));
    expect(en!.indexOf(titleOf(data, 'en'))).toBeLessThan(en!.indexOf(titleOf(data, 'zh-CN')));
    for (const text of [zh!, en!]) for (const language of languages) expect(text).toContain(titleOf(data, language));
  });

  test('tells where to ask, with hours and phone', () => {
    const text = textOf(data);
    for (const wanted of ['周一至周五9:00–17:00', 'Mon–Fri9:00–17:00', '023-00000120', '010-55550110', '1.2公里'])
      expect(text).toContain(wanted);
  });

  test('names nobody in full', () => {
    expect(textOf(data)).not.toMatch(/赵|19900101|13800000000|示例广场|500100123456/);
  });

  test.each(['roll80', 'roll58'] as const)('no line is wider than %s', (paper) => {
    const { columns } = escPosModel({ paper });
    for (const language of languages)
      for (const line of print({ ...data, language }, paper).lines)
        if (line.kind === 'text') expect(columnsOf(line.text) * line.size).toBeLessThanOrEqual(columns);
  });

  test('has one code to scan', () => {
    expect(qrOf(data)).toHaveLength(1);
  });
});

describe('what became of it', () => {
  test('a certificate: its number, its last day, how to check it', () => {
    expect(textOf(issued)).toContain('LS2026112100042');
    expect(textOf(issued)).toContain('2026-11-2216:05');
    expect(qrOf(issued)).toEqual([issued.certificate!.verificationUrl]);
  });

  test('no paper came out: it is not to be applied for again', () => {
    expect(textOf(receiptExamples.notPrinted)).toContain('没有打印出来');
    expect(textOf(receiptExamples.notPrinted)).not.toContain('已打印在A4纸上');
  });

  test('an endorsement that was not made: no word that it was, and the money is on its way back', () => {
    const text = textOf(receiptExamples.notHandedOver);
    expect(text).toContain('签注没有做成');
    expect(text).not.toContain('已打印在您的通行证上');
    expect(text).toContain('R20261121000007');
    expect(text).not.toContain('LS2026112100042');
    expect(qrOf(receiptExamples.notHandedOver)).toEqual([issued.receiptNumber]);
  });

  test('what lies here is accepted by nobody, and bears no seal', () => {
    const text = textOf(receiptExamples.provisional);
    expect(text).toContain('公安机关还没有受理');
    expect(text).not.toMatch(/专用章|Electronicseal|Acceptedby/);
    expect(text).toContain('还没有收费');
  });

  test('paid, but not sent yet: nobody pays twice', () => {
    const paid = { ...receiptExamples.provisional, payment: receiptExamples.acceptance.payment };
    expect(textOf(paid)).toContain('请勿重复缴纳');
  });

  test('the days by law and as promised', () => {
    const text = textOf(receiptExamples.collection);
    for (const wanted of ['60个工作日', '30个工作日', '60workingdays', '30workingdays']) expect(text).toContain(wanted);
    expect(textOf(receiptExamples.acceptance)).toMatch(/1workingday(?!s)/);
  });

  test('a lost card is reported lost, and nobody asks for it back', () => {
    const text = textOf(receiptExamples.collection);
    expect(text).toContain('同时挂失');
    expect(text).toContain('2026年11月19日');
    expect(text).not.toContain('损坏的');
    expect(textOf({ ...receiptExamples.collection, answers: [] })).not.toContain('同时挂失');
  });

  test.each(['cabinet', 'station', 'post'])('the card is collected: %s', (delivery) => {
    const answers = [{ id: 'delivery', value: { kind: 'option', key: delivery } } as const];
    const text = textOf({ ...receiptExamples.collection, answers });
    const words = wordsFor('en')(`receipt:collection.delivery.${delivery}`, { hall: issued.hallName.en });
    expect(text).toContain(spaceless(words));
    expect(qrOf(receiptExamples.collection)).toEqual([issued.receiptNumber]);
  });

  test('proof of the home may still be shown, where the service has it', () => {
    const stay = { ...receiptExamples.acceptance, service: serviceOf('foreigner-accommodation-registration') };
    expect(textOf(stay)).toContain('3个工作日内');
  });

  test("a paid fine: the decision, the sum, the finance ministry's receipt", () => {
    const { payment } = receiptExamples;
    for (const wanted of ['500105112345678', '112.00元', '50010526-0012345678', '12.00yuan'])
      expect(textOf(payment)).toContain(wanted);
    expect(qrOf(payment)).toEqual(['https://fiscal.example.org/r/50010526-0012345678']);
  });

  test('a fine that waits: its last day, and the code by which it is paid', () => {
    expect(textOf(receiptExamples.due)).toContain('2026年12月6日');
    expect(qrOf(receiptExamples.due)).toEqual(['5001052600000007']);
  });

  test('a defence: nothing is decided and nothing is due', () => {
    const text = textOf(receiptExamples.defended);
    expect(text).toContain('尚未作出处罚决定');
    expect(text).not.toMatch(/加处罚款|请在此日前/);
  });

  test('a list that is too long ends with how many are left', () => {
    const [item] = receiptExamples.licence.items;
    const items = Array.from({ length: 50 }, (_, index) => ({ ...item, id: String(index) }));
    expect(textOf({ ...receiptExamples.query, items })).toContain('还有38条');
  });

  test('nothing on file is said', () => {
    expect(textOf({ ...receiptExamples.query, items: [] })).toContain('没有查到记录');
  });

  test('what a table on A4 holds is not repeated', () => {
    const service = serviceOf('exit-entry-record-query');
    expect(textOf({ ...receiptExamples.query, service })).not.toContain('护照换发');
  });
});

describe.skipIf(!hasPdftoppm())('receipt as a picture (needs pdftoppm of poppler-utils)', () => {
  const cases = Object.entries(examples).flatMap(([name, data]) =>
    languages.map((language) => [`receipt-${name}-${language === 'en' ? 'en' : 'zh'}`, { ...data, language }] as const),
  );
  test.each(cases)('%s looks as approved, and its QR code can be read', async (name, data) => {
    const picture = await ticketPicture(print(data), escPosModel({ paper: 'roll80' }).columns);
    const { width, height } = picture;
    expect(jsqr(new Uint8ClampedArray(picture.data), width, height)?.data).toBe(qrOf(data)[0]);
    expectApprovedTicket(picture, fileURLToPath(new URL(`approved/${name}.png`, import.meta.url)));
  });
});
