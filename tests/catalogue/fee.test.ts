import { describe, expect, test } from 'vitest';
import { feeFen, feeView } from '../../main/catalogue/fee.ts';
import type { ServiceDefinition } from '../../main/catalogue/service-definition.ts';

type Fee = ServiceDefinition['fee'];

const free: Fee = { kind: 'free' };
const fixed: Fee = { kind: 'table', yuan: 20, terms: [] };
/** A card, with an interim card for who wants one. */
const withAddition: Fee = { kind: 'table', yuan: 20, terms: [{ field: 'interim', yuan: { yes: 10, no: 0 } }] };
const perDestination: Fee = {
  kind: 'table',
  yuan: 5,
  terms: [
    {
      field: 'visits',
      yuan: { once: 15, twice: 30 },
      times: { field: 'destination', of: { one: 1, both: 2 } },
    },
    { field: 'post', yuan: { yes: 12, no: 0 } },
  ],
};
const fine: Fee = { kind: 'fine', yuanFrom: 20, yuanTo: 200 };

const price = (answers: Record<string, string>): number => feeFen(perDestination, answers, 0);

describe('what is to be paid', () => {
  test('nothing where it is free', () => {
    expect(feeFen(free, { visits: 'twice' }, 0)).toBe(0);
  });

  test('the same for everybody, in hundredths of a yuan', () => {
    expect(feeFen(fixed, {}, 0)).toBe(2000);
  });

  test('more for what is asked for beside it', () => {
    expect(feeFen(withAddition, { interim: 'yes' }, 0)).toBe(3000);
    expect(feeFen(withAddition, { interim: 'no' }, 0)).toBe(2000);
  });

  test('an answer that nobody gave, or that the table does not name, costs nothing', () => {
    expect(feeFen(withAddition, {}, 0)).toBe(2000);
    expect(feeFen(withAddition, { interim: 'perhaps' }, 0)).toBe(2000);
  });

  test('each of several terms counts, times what another answer stands for', () => {
    expect(price({ visits: 'once', destination: 'one', post: 'no' })).toBe(2000);
    expect(price({ visits: 'twice', destination: 'both', post: 'no' })).toBe(6500);
    expect(price({ visits: 'twice', destination: 'both', post: 'yes' })).toBe(7700);
    expect(price({ visits: 'twice', post: 'no' })).toBe(3500);
  });

  test('a fine is what the decision says, with its surcharge', () => {
    expect(feeFen(fine, {}, 20_000)).toBe(20_000);
    expect(feeFen(fine, {}, 20_600)).toBe(20_600);
  });
});

describe('what the first page says', () => {
  test('free, fixed, or from the least to the most', () => {
    expect(feeView(free)).toEqual({ kind: 'free' });
    expect(feeView(fixed)).toEqual({ kind: 'fixed', yuan: 20 });
    expect(feeView(withAddition)).toEqual({ kind: 'range', yuanFrom: 20, yuanTo: 30 });
    expect(feeView(perDestination)).toEqual({ kind: 'range', yuanFrom: 20, yuanTo: 77 });
  });

  test('a table whose answers all cost the same is fixed', () => {
    const same: Fee = { kind: 'table', yuan: 0, terms: [{ field: 'kind', yuan: { a: 60, b: 60 } }] };
    expect(feeView(same)).toEqual({ kind: 'fixed', yuan: 60 });
  });

  test('a fine says between what it is', () => {
    expect(feeView(fine)).toEqual({ kind: 'fine', yuanFrom: 20, yuanTo: 200 });
  });

  test('no answers can cost more or less than it says', () => {
    const view = feeView(perDestination);
    if (view.kind !== 'range') throw new Error('the table has several prices');
    for (const visits of ['once', 'twice'])
      for (const destination of ['one', 'both'])
        for (const post of ['yes', 'no']) {
          const yuan = feeFen(perDestination, { visits, destination, post }, 0) / 100;
          expect(yuan).toBeGreaterThanOrEqual(view.yuanFrom);
          expect(yuan).toBeLessThanOrEqual(view.yuanTo);
        }
  });
});
