import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditEvents, checkedDetail, detailPatterns } from '../../main/audit-log/audit-event.ts';
import type { AuditFact } from '../../main/audit-log/audit-event.ts';
import { detailValue } from './random-log.ts';

const fact = (event: string, detail: object): AuditFact => ({ event, detail }) as AuditFact;

const isTaken = (event: string, detail: object): boolean => {
  try {
    checkedDetail(fact(event, detail));
    return true;
  } catch {
    return false;
  }
};

const digits = (least: number, most = least) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: least, maxLength: most }).map((each) => each.join(''));
const letters = (from: string, least: number, most: number) =>
  fc.array(fc.constantFrom(...from), { minLength: least, maxLength: most }).map((each) => each.join(''));
const hanzi = fc
  .array(fc.integer({ min: 0x4e00, max: 0x9fa5 }), { minLength: 1, maxLength: 8 })
  .map((each) => String.fromCodePoint(...each));
const capital = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const word = fc.tuple(letters(capital, 1, 1), letters(capital.toLowerCase(), 1, 9)).map((each) => each.join(''));

/** As they are on cards, in zones, on forms, and as numbers by mistake. */
const personal: fc.Arbitrary<string | number> = fc.oneof(
  hanzi,
  fc.tuple(word, word).map((each) => each.join(' ')),
  letters(capital, 2, 20),
  fc.tuple(letters(capital, 2, 9), letters(capital, 2, 9)).map((each) => each.join('<<')),
  // Citizens' numbers, new and old.
  digits(18),
  digits(17).map((text) => `${text}X`),
  digits(15),
  // Telephones.
  digits(10).map((text) => `1${text}`),
  digits(10).map((text) => `+861${text}`),
  digits(10).map((text) => Number(`1${text}`)),
  digits(15).map((text) => Number(`1${text}`)),
  // Passports and permits.
  fc.tuple(letters(capital, 1, 2), digits(7, 9)).map((each) => each.join('')),
  digits(8),
  hanzi.map((text) => `${text}A12345`),
  word.map((text) => `${text.toLowerCase()}@example.org`),
  fc.tuple(hanzi, digits(1, 3)).map(([street, number]) => `${street}路${number}号`),
  fc.array(word, { minLength: 2, maxLength: 6 }).map((each) => each.join(' ')),
);

describe('the catalogue', () => {
  it('has room for no name, no number of a person and no sentence in any detail of any event', () => {
    const seed = Number(process.env['KIOSK_SEED'] ?? Date.now() % 1_000_000);
    console.log(`KIOSK_SEED=${String(seed)}`);
    const valid = Object.entries(auditEvents).map(([event, { details }]) => ({
      event,
      details,
      detail: Object.fromEntries(details.map((key) => [key, detailValue(key, () => 0.5)])),
    }));
    for (const { event, detail } of valid) expect(isTaken(event, detail), event).toBe(true);
    const takers = (value: string | number) =>
      valid.flatMap(({ event, details, detail }) =>
        details
          .filter((key) => isTaken(event, { ...detail, [key]: value }))
          .map((key) => `${event} takes it as ${key}`),
      );
    fc.assert(
      fc.property(personal, (value) => {
        expect(takers(value)).toEqual([]);
      }),
      { seed, numRuns: 200 },
    );
  });

  it('control: a value that a detail is made for is taken, as the type that it has and no other', () => {
    expect(detailPatterns.service.test('temp-id-proof')).toBe(true);
    expect(checkedDetail(fact('outbox-recovered', { count: 12_345_678 }))).toEqual({ count: '12345678' });
    // Eight digits are also the number of a permit; those are text.
    expect(() => checkedDetail(fact('outbox-recovered', { count: '12345678' }))).toThrow('bad detail');
  });

  it('marks alarms as data, not by a word', () => {
    const alarms = Object.entries(auditEvents).filter(([, entry]) => 'alarm' in entry);
    expect(alarms.map(([event]) => event)).toContain('acknowledgement-refused');
    for (const { means } of Object.values(auditEvents)) expect(means).not.toMatch(/\bAlarm\b/);
  });

  it('says what each event means', () => {
    for (const { means } of Object.values(auditEvents)) expect(means).toMatch(/^[A-Z].+\.$/);
  });
});

describe('a detail', () => {
  it('is kept in a fixed order', () => {
    const detail = checkedDetail(fact('session-ended', { step: 'review', because: 'idle' }));
    expect(JSON.stringify(detail)).toBe('{"because":"idle","step":"review"}');
  });

  it.each([
    ['unknown event', 'visitor-named', {}],
    ['inherited name', 'toString', {}],
    ['missing key', 'session-ended', { step: 'review' }],
    ['key too many', 'officer-called', { step: 'review', name: 'x' }],
    ['other key', 'officer-called', { name: 'review' }],
    ['value that is no code', 'officer-called', { step: '110101199003070011' }],
  ])('throws for a programmer’s mistake: %s', (_, event, detail) => {
    expect(() => checkedDetail(fact(event, detail))).toThrow();
  });

  it('keeps a refused value out of the error message', () => {
    expect(() => checkedDetail(fact('officer-called', { step: 'Zhang San' }))).toThrow(/^(?!.*Zhang)/);
  });
});
