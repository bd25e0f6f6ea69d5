import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isReceiptNumber } from '../../main/contract/receipt-number.ts';
import { receiptNumber } from '../../main/submission/receipt-number.ts';
import { reserveNumber } from '../../main/submission/reserve-number.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { databasePath, must, start } from '../support/outbox-fixture.ts';

const numbers = fc
  .record({
    kioskCode: fc.stringMatching(/^[0-9A-Z]{2,8}$/),
    wallTime: fc.date({ min: new Date(0), max: new Date('2099-01-01'), noInvalidDate: true }),
    sequence: fc.integer({ min: 1, max: 999_999_999 }),
  })
  .map(receiptNumber);

/** 1 for a text whose last character is its check character. */
const remainder = (text: string): number => {
  const digits = [...text.replaceAll('-', '')].map((character) => Number.parseInt(character, 36));
  const check = digits.slice(0, -1).reduce((sum, digit) => (((sum + digit) % 36 || 36) * 2) % 37, 36);
  return (check + (digits.at(-1) ?? 0)) % 36;
};

describe('a receipt number', () => {
  it('bears the date of China, the counter and a check character', () => {
    const wallTime = new Date('2026-11-21T16:30:00Z');
    expect(receiptNumber({ kioskCode: 'A07', wallTime, sequence: 42 })).toMatch(/^XJ-A07-261122-00042-[0-9A-Z]$/);
    expect(receiptNumber({ kioskCode: 'A07', wallTime, sequence: 1_234_567 })).toContain('-1234567-');
  });

  it('has the check character of ISO/IEC 7064, MOD 37,36', () => {
    // The published example of the Global Release Identifier, which uses the same check.
    expect(remainder('A1-2425G-ABC1234002-M')).toBe(1);
    fc.assert(fc.property(numbers, (number) => remainder(number) === 1));
  });

  it('is recognised, and not after any one character was mistyped', () => {
    const character = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ');
    fc.assert(
      fc.property(numbers, fc.nat(30), character, (number, at, typed) => {
        expect(isReceiptNumber(number)).toBe(true);
        fc.pre(at < number.length && number[at] !== typed);
        expect(isReceiptNumber(number.slice(0, at) + typed + number.slice(at + 1))).toBe(false);
      }),
    );
  });

  it('cannot be made for a kiosk whose code is none', () => {
    expect(() => receiptNumber({ kioskCode: 'a b', wallTime: new Date(0), sequence: 1 })).toThrow();
  });
});

describe('reserving', () => {
  it('never gives a number out twice, whatever the wall clock does and however often the kiosk starts', () => {
    const path = databasePath();
    const seen: string[] = [];
    for (const year of ['2026', '1970', '2040', '2026']) {
      const { database } = start(path);
      const clock = new FakeClock(new Date(`${year}-01-01T00:00:00Z`));
      for (let index = 0; index < 3; index += 1) seen.push(must(reserveNumber(database, clock, 'T01')).receiptNumber);
      database.close();
    }
    expect(new Set(seen.map((number) => number.split('-')[3])).size).toBe(12);
    expect(seen.at(-1)).toContain('-00012-');
  });

  it('cannot be turned back', () => {
    const { database } = start(databasePath());
    must(reserveNumber(database, new FakeClock(), 'T01'));
    must(reserveNumber(database, new FakeClock(), 'T01'));
    expect(() => database.command('UPDATE counter SET value = 1').run()).toThrow(/only rises/);
    database.close();
  });
});
