import { assert, constantFrom, integer, property, string, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  citizenIdBirthDate,
  citizenIdCheckCharacter,
  citizenIdProblem,
  citizenIdSex,
  finishedCitizenIdProblem,
  normaliseCitizenId,
} from '../../main/contract/citizen-id.ts';

/** Any number that the rule allows; of nobody in particular. */
const validNumber = tuple(
  integer({ min: 110000, max: 829999 }),
  integer({ min: 0, max: 40_000 }),
  integer({ min: 0, max: 999 }),
).map(([area, day, sequence]) => {
  const date = new Date(Date.UTC(1900, 0, 1) + day * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
  const digits = `${area}${date}${String(sequence).padStart(3, '0')}`;
  return digits + citizenIdCheckCharacter(digits);
});

describe('GB 11643', () => {
  test.each([
    '500105199001010013',
    '500105198506150025',
    '50010519920315009X',
    '11010119900307002X',
    '810000199001010019',
    '830000199001010012',
  ])('%s is valid', (number) => {
    expect(citizenIdProblem(number)).toBeNull();
  });

  test.each([
    ['500105199001010014', 'badCheck'],
    ['900105199001010013', 'badArea'],
    ['500105199013010013', 'badDate'],
    ['500105199002290013', 'badDate'],
    ['50010519900101001A', 'notDigits'],
    ['５００１０５１９９００１０１００１３', 'notDigits'],
    ['5001051990', 'tooShort'],
    ['', 'tooShort'],
    ['5001051990010100133', 'notDigits'],
  ])('%s: %s', (number, problem) => {
    expect(citizenIdProblem(number)).toBe(problem);
  });

  test('a finished entry of 15 digits is a first-generation number, void since 2013', () => {
    expect(finishedCitizenIdProblem('500105900101001')).toBe('firstGeneration');
  });

  test('a small x and the spaces of a card are the same number', () => {
    expect(normaliseCitizenId('500105 1992-0315 009x')).toBe('50010519920315009X');
  });

  test('sex and date of birth', () => {
    expect([citizenIdSex('500105199001010013'), citizenIdBirthDate('500105199001010013')]).toEqual([
      'male',
      '1990-01-01',
    ]);
    expect(citizenIdSex('500105198506150025')).toBe('female');
  });

  test('of eleven last characters exactly one is right', () => {
    assert(
      property(validNumber, (number) => {
        const right = [...'0123456789X'].filter((last) => citizenIdProblem(number.slice(0, 17) + last) === null);
        expect(right).toEqual([number[17]]);
      }),
    );
  });

  test('one wrong digit, or two neighbours swapped, is always found', () => {
    assert(
      property(validNumber, integer({ min: 0, max: 16 }), constantFrom(...'0123456789'), (number, at, digit) => {
        const changed = number.slice(0, at) + digit + number.slice(at + 1);
        if (changed !== number) expect(citizenIdProblem(changed)).not.toBeNull();
        const swapped = number.slice(0, at) + number.charAt(at + 1) + number.charAt(at) + number.slice(at + 2);
        if (swapped !== number) expect(citizenIdProblem(swapped)).not.toBeNull();
      }),
    );
  });

  test('while a right number is typed nothing is called wrong', () => {
    assert(
      property(
        validNumber,
        integer({ min: 0, max: 17 }),
        (number, length) => citizenIdProblem(number.slice(0, length)) === 'tooShort',
      ),
    );
  });

  test('anything else that is typed never throws', () => {
    assert(
      property(string({ unit: 'grapheme' }), (typed) => citizenIdProblem(normaliseCitizenId(typed)) !== undefined),
    );
  });
});
