import { describe, expect, test } from 'vitest';
import { exitEntry } from '../../../main/catalogue/exit-entry/exit-entry.ts';
import { hkMacaoEndorsement } from '../../../main/catalogue/exit-entry/hk-macao-endorsement.ts';
import { hkMacaoTaiwanPermitReissue } from '../../../main/catalogue/exit-entry/hk-macao-taiwan-permit-reissue.ts';
import { passportReissue } from '../../../main/catalogue/exit-entry/passport-reissue.ts';
import { feeFen, feeView } from '../../../main/catalogue/fee.ts';
import type { ServiceDefinition } from '../../../main/catalogue/service-definition.ts';

const yuan = ({ fee }: ServiceDefinition, answers: Readonly<Record<string, string>>): number =>
  feeFen(fee, answers, 0) / 100;

const optionsOf = ({ fields }: ServiceDefinition, id: string): readonly string[] => {
  const field = fields.find((one) => one.id === id);
  if (field?.kind !== 'choice') throw new Error(`${id} is no choice`);
  return field.options;
};

describe('an endorsement for Hong Kong and Macao', () => {
  // The price list: 15 yuan once, 30 twice, 80 many times within a year, for each destination.
  const once = { threeMonthsOnce: 15, yearOnce: 15, threeMonthsTwice: 30, yearTwice: 30, yearMultiple: 80 };
  const rows = Object.entries(once).flatMap(([visits, each]) =>
    ['individual', 'group'].flatMap((type) => [
      { destination: 'hongKong', type, visits, price: each },
      { destination: 'macao', type, visits, price: each },
      { destination: 'both', type, visits, price: each * 2 },
    ]),
  );

  test.each(rows)('$destination, $type, $visits: $price yuan', ({ price, ...answers }) => {
    expect(yuan(hkMacaoEndorsement, answers)).toBe(price);
  });

  test('the rows are all that can be asked for', () => {
    const asked = ['destination', 'type', 'visits'].map((id) => optionsOf(hkMacaoEndorsement, id).length);
    expect(rows).toHaveLength(asked.reduce((product, options) => product * options, 1));
    const keys = new Set(rows.map(({ destination, type, visits }) => `${destination} ${type} ${visits}`));
    for (const destination of optionsOf(hkMacaoEndorsement, 'destination'))
      for (const type of optionsOf(hkMacaoEndorsement, 'type'))
        for (const visits of optionsOf(hkMacaoEndorsement, 'visits'))
          expect(keys).toContain(`${destination} ${type} ${visits}`);
  });

  test('the first page says from the least to the most', () => {
    expect(feeView(hkMacaoEndorsement.fee)).toEqual({ kind: 'range', yuanFrom: 15, yuanTo: 160 });
  });
});

test('a passport costs 120 yuan, whatever the reason', () => {
  for (const reissueReason of optionsOf(passportReissue, 'reissueReason'))
    expect(yuan(passportReissue, { reissueReason })).toBe(120);
  expect(feeView(passportReissue.fee)).toEqual({ kind: 'fixed', yuan: 120 });
});

test('a permit for Hong Kong and Macao costs 60 yuan; so does one for Taiwan until a city says otherwise', () => {
  expect(optionsOf(hkMacaoTaiwanPermitReissue, 'permitKind')).toEqual(['hkMacao', 'taiwan']);
  expect(yuan(hkMacaoTaiwanPermitReissue, { permitKind: 'hkMacao' })).toBe(60);
  expect(yuan(hkMacaoTaiwanPermitReissue, { permitKind: 'taiwan' })).toBe(60);
  expect(feeView(hkMacaoTaiwanPermitReissue.fee)).toEqual({ kind: 'fixed', yuan: 60 });
});

test('registering and asking cost nothing', () => {
  const free = exitEntry.filter(({ fee }) => fee.kind === 'free').map(({ id, payment }) => [id, payment]);
  expect(free).toEqual([
    ['foreigner-accommodation-registration', 'none'],
    ['exit-entry-record-query', 'none'],
    ['exit-entry-progress-query', 'none'],
  ]);
});
