import { array, assert, constantFrom, oneof, property, record, string } from 'fast-check';
import jsqr from 'jsqr';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { columnsOf } from '../../devices/receipt-printer/layout.ts';
import { escPosModel, type ReceiptPrinterProfile } from '../../devices/receipt-printer/profile.ts';
import { encodeReceipt } from '../../devices/receipt-printer/protocol.ts';
import type { Receipt } from '../../devices/receipt-printer/receipt-printer.ts';
import { parseEscPos, ticketText } from '../../devices/receipt-printer/ticket.ts';
import { baseCatalogue } from '../../main/catalogue/catalogue.ts';
import { languages, type Language } from '../../main/contract/language.ts';
import type { PaperData } from '../../main/documents/paper-data.ts';
import { receiptFor } from '../../main/documents/receipt.ts';
import { paymentSlip, querySlip, refusalSlip } from '../../main/documents/slips.ts';
import { wordsFor } from '../../main/documents/words.ts';
import { expectApprovedTicket } from '../support/approved-ticket.ts';
import { paymentSlipExample, receiptExamples, refusalExample } from '../support/receipts.ts';
import { spaceless } from '../support/poppler.ts';
import { hasPdftoppm, ticketPicture } from '../support/ticket-picture.ts';

const print = (receipt: Receipt, paper: ReceiptPrinterProfile['paper'] = 'roll80') =>
  parseEscPos(encodeReceipt(receipt, escPosModel({ paper })));
const textOf = (receipt: Receipt): string => spaceless(ticketText(print(receipt)).join(''));

const slips: Readonly<Record<string, (language: Language) => Receipt>> = {
  refusal: (language) => refusalSlip({ ...refusalExample, language }),
  payment: (language) => paymentSlip({ ...paymentSlipExample, language }),
  query: (language) => querySlip({ ...receiptExamples.licence, receiptNumber: '', language }),
};

const widths = (receipt: Receipt): string[] =>
  (['roll80', 'roll58'] as const).flatMap((paper) => {
    const { columns } = escPosModel({ paper });
    return print(receipt, paper).lines.flatMap((line) =>
      line.kind === 'text' && columnsOf(line.text) * line.size > columns ? [`${paper}: ${line.text}`] : [],
    );
  });

describe('the way to the right counter', () => {
  test.each(languages)('says why, the rule with law and article, the first day, and the place: in %s', (language) => {
    const text = textOf(slips['refusal']!(language));
    const wanted = {
      'zh-CN': [
        '驾驶证到期前90天内才能换证',
        '2027年1月15日',
        '《机动车驾驶证申领和使用规定》第62条和第63条',
        '示例市江畔区示例路1号',
        '周一至周五9:00–17:00',
        '距离约1.2公里',
        '本次没有提交任何内容',
      ],
      en: [
        'ADrivingLicencecanberenewedinthelast90days',
        '15January2027',
        'MotorVehicleDrivingLicences,Art.62andArt.63',
        '1ExampleRoad',
        'Mon–Fri9:00–17:00',
        '1.2km',
        'Nothingwassubmitted',
      ],
    };
    for (const each of [...wanted[language], '023-00000120']) expect(text).toContain(each);
  });

  test('knows a phone where the city named no place', () => {
    const refusal = { ...refusalExample.refusal, place: null, from: null, basis: null };
    const text = textOf(refusalSlip({ ...refusalExample, refusal }));
    expect(text).toContain('请到最近的人工窗口，或拨打010-55550110');
    expect(text).not.toMatch(/最早可办日期|【依据/);
  });

  test.each(baseCatalogue.map((service) => [service.id, service] as const))(
    'has words for every refusal of %s that fit both rolls',
    (_id, service) => {
      for (const { id: reason, basis } of service.refusals)
        for (const language of languages) {
          const { law, article } = service.basis[basis ?? 0]!;
          const refusal = { ...refusalExample.refusal, reason, basis: { law, article: article ?? null } };
          const receipt = refusalSlip({ ...refusalExample, service, language, refusal });
          expect(textOf(receipt)).toContain(spaceless(wordsFor(language)(`refusals:${reason}.do`)));
          expect(widths(receipt)).toEqual([]);
        }
    },
  );
});

describe('an order that nobody can judge yet', () => {
  test.each(languages)('is not to be paid again, and goes back the way it came: in %s', (language) => {
    const text = textOf(slips['payment']!(language));
    for (const wanted of [
      paymentSlipExample.orderId,
      '10.00元',
      '10.00yuan',
      '请不要再付一次',
      'donotpayagain',
      '原路退回',
      'goesbackthewayitcame',
      '010-55550110',
    ])
      expect(text.toLowerCase()).toContain(wanted.toLowerCase());
  });
});

describe('what a query found', () => {
  test('says when it was so, and keeps hidden what the screen hides', () => {
    const text = textOf(slips['query']!('zh-CN'));
    expect(text).toContain('以上为2026-11-2116:05的登记情况');
    expect(text).toContain('5*********56');
    expect(text).not.toMatch(/500100123456|回执编号/);
  });
});

test.each(Object.keys(slips))('no line of the slip %s is wider than its roll', (name) => {
  for (const language of languages) expect(widths(slips[name]!(language))).toEqual([]);
});

describe.skipIf(!hasPdftoppm())('slip as a picture (needs pdftoppm of poppler-utils)', () => {
  const cases = Object.keys(slips).flatMap((name) => languages.map((language) => [name, language] as const));
  test.each(cases)('%s in %s looks as approved', async (name, language) => {
    const ticket = print(slips[name]!(language));
    const picture = await ticketPicture(ticket, escPosModel({ paper: 'roll80' }).columns);
    const [code] = ticket.lines.flatMap((line) => (line.kind === 'qr' ? [line.data] : []));
    const read = jsqr(new Uint8ClampedArray(picture.data), picture.width, picture.height)?.data;
    expect(read).toBe(code);
    const file = `approved/slip-${name}-${language === 'en' ? 'en' : 'zh'}.png`;
    expectApprovedTicket(picture, fileURLToPath(new URL(file, import.meta.url)));
  });
});

test.each(baseCatalogue.map((service) => [service.id, service] as const))(
  'a receipt of %s has words for every answer, and fits both rolls, however the visit ended',
  (_id, service) => {
    const chosen = service.fields.flatMap(({ id, ...field }) =>
      field.kind === 'choice' ? field.options.map((key) => ({ id, value: { kind: 'option', key } }) as const) : [],
    );
    const ends = ['answered', 'accepted', 'provisional'] as const;
    for (const outcome of ends)
      for (const handedOver of [null, 'done', 'failed', 'unknown'] as const)
        for (const answer of chosen.length > 0 ? chosen : [null]) {
          const certificate = outcome === 'answered' ? receiptExamples.result.certificate : null;
          const answers = answer ? [answer] : [];
          const data = { ...receiptExamples.result, service, outcome, certificate, handedOver, answers };
          expect(widths(receiptFor(data))).toEqual([]);
        }
  },
);

describe('whatever anybody is called or answers', () => {
  const han = array(constantFrom(...'欧阳龘靐驫麤䶮㛃阿依古丽·买买提'), { minLength: 2, maxLength: 30 });
  const latin = array(constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ -'), { minLength: 3, maxLength: 60 });
  const names = oneof(
    han.map((characters) => characters.join('')),
    latin.map((characters) => `QZ${characters.join('')}`),
  );
  const secrets = constantFrom('500105199001010013', 'L898902C36', '81000019900101001', 'CA1234567');
  const said = string({ unit: 'grapheme', minLength: 6, maxLength: 200 }).map((text) => `¶${text}`);
  const visits = record({
    example: constantFrom(...Object.values<PaperData>(receiptExamples)),
    name: names,
    number: secrets,
    guardian: names,
    said,
    language: constantFrom(...languages),
  });

  test('no line is too wide, no name and no number stands there in full', () => {
    assert(
      property(visits, ({ example, name, number, guardian, said: answer, language }) => {
        const person = { name, number, group: 'mainland', sex: 'male', birthDate: '1990-01-01' } as const;
        const hidden = { id: 'permitNumber', value: { kind: 'hidden', text: answer, masked: '*****' } } as const;
        const data: PaperData = {
          ...example,
          language,
          person,
          guardian: { ...person, name: guardian },
          answers: [
            ...example.answers.filter(({ value }) => value.kind !== 'text'),
            ...['relatedName', 'phone', 'hostName', 'receivingUnit'].map((id) => ({
              id,
              value: { kind: 'text', text: answer } as const,
            })),
          ],
          facts: [...example.facts, hidden],
        };
        for (const receipt of [receiptFor(data), querySlip(data)]) {
          expect(widths(receipt)).toEqual([]);
          const text = textOf(receipt);
          for (const secret of [name, guardian, number, answer])
            if (spaceless(secret).length > 2) expect(text).not.toContain(spaceless(secret));
          expect(text.replaceAll('*', '')).not.toContain(number);
        }
      }),
      { numRuns: 120 },
    );
  });
});
