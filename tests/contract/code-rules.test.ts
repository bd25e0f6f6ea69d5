import { array, assert, constantFrom, integer, property, string, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { citizenIdCheckCharacter } from '../../main/contract/citizen-id.ts';
import { codeChecks, codeRules, type CodeFault, type CodeRule } from '../../main/contract/code-rules.ts';
import { receiptCheckCharacter } from '../../main/contract/receipt-number.ts';
import { vinCheckCharacter } from '../../main/contract/vin.ts';

const faultOf = (rule: CodeRule, typed: string): CodeFault | null =>
  codeChecks[rule].fault(codeChecks[rule].normalise(typed));

describe('numbers that are right', () => {
  test.each<[CodeRule, string]>([
    ['citizenId', '500105199001010013'],
    ['citizenId', '500105198506150025'],
    ['citizenId', '50010519920315009x'],
    ['citizenId', '11010119900307002X'],
    ['hmtResidencePermit', '810000199001010019'],
    ['hmtResidencePermit', '820000199001010010'],
    ['hmtResidencePermit', '830000199001010012'],
    ['foreignPermanentResidence', 'ABC123456789012'],
    ['passport', 'L898902C3'],
    ['chinesePassport', 'E12345678'],
    ['chinesePassport', 'EA1234567'],
    ['chinesePassport', 'G12345678'],
    ['exitEntryPermit', 'CA1234567'],
    ['exitEntryPermit', 'c1234 5678'],
    ['homeReturnPermit', 'H12345678'],
    ['homeReturnPermit', 'M1234567801'],
    ['taiwanCompatriotPermit', '12345678'],
    ['taiwanTravelPermit', 'T12345678'],
    ['taiwanTravelPermit', 'L12345678'],
    ['plate', '渝A12345'],
    ['plate', '渝a·12345'],
    ['plate', '渝AD12345'],
    ['plate', '渝A12345D'],
    ['plate', '渝A1234学'],
    ['plate', '粤Z1234港'],
    ['vin', '1M8GDM9AXKP042788'],
    ['vinTail', '042788'],
    ['licenceFile', '500100123456'],
    ['decision', '500105123456789'],
    ['decision', '5001051234567890'],
    ['receipt', 'ABCD12345678'],
    ['documentTail', '5678'],
    ['engine', 'LJ4A15-8T'],
    ['serial', '12345678'],
  ])('%s %s', (rule, typed) => {
    expect(faultOf(rule, typed)).toBeNull();
  });
});

describe('numbers that are wrong', () => {
  test.each<[CodeRule, string, CodeFault]>([
    ['citizenId', '500105199001010014', 'badCheck'],
    ['citizenId', '500105900101001', 'firstGeneration'],
    ['citizenId', '900105199001010013', 'badArea'],
    ['citizenId', '500105199013010013', 'badDate'],
    ['hmtResidencePermit', '840000199001010019', 'badArea'],
    ['hmtResidencePermit', '810000199001010018', 'badCheck'],
    ['hmtResidencePermit', '8100001990', 'tooShort'],
    ['foreignPermanentResidence', '911000199001010010', 'badCheck'],
    ['foreignPermanentResidence', 'AB1123456789012', 'badShape'],
    ['passport', 'AB12', 'tooShort'],
    ['chinesePassport', 'EI1234567', 'badShape'],
    ['chinesePassport', 'E1234567', 'tooShort'],
    ['exitEntryPermit', 'CI1234567', 'badShape'],
    ['homeReturnPermit', 'H123456780', 'tooShort'],
    ['taiwanCompatriotPermit', '123456789', 'badShape'],
    ['plate', '渝AI2345', 'badShape'],
    ['plate', '渝A1234', 'tooShort'],
    ['plate', 'A12345', 'badArea'],
    ['plate', '渝A学1234', 'badShape'],
    ['plate', '渝AL12345', 'badShape'],
    ['vin', '1M8GDM9AXKP04278', 'tooShort'],
    ['vin', '1M8GDM9AXKP04278O', 'badShape'],
    ['licenceFile', '50010012345', 'tooShort'],
    ['decision', '50010512345678901', 'badShape'],
    ['decision', '50010512345678', 'tooShort'],
    ['receipt', 'ABC1234', 'tooShort'],
    ['documentTail', '567', 'tooShort'],
  ])('%s %s: %s', (rule, typed, fault) => {
    expect(faultOf(rule, typed)).toBe(fault);
  });

  test('fifteen digits are a number that is still being typed, until they are sent', () => {
    expect(codeChecks.citizenId.faultSoFar?.('500105199001010')).toBe('tooShort');
  });
});

test('a VIN whose check character does not fit is taken with a warning', () => {
  expect(codeChecks.vin.warning?.('1M8GDM9AXKP042788')).toBeNull();
  expect(codeChecks.vin.warning?.('1M8GDM9A1KP042788')).toBe('checkDigit');
});

const digits = (length: number) => array(integer({ min: 0, max: 9 }), { minLength: length, maxLength: length });
const text = (characters: string, length: number) =>
  array(constantFrom(...characters), { minLength: length, maxLength: length }).map((found) => found.join(''));
/** GA 36: one character for each of 31. */
const provinces = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/** One character of a number, changed to another digit. */
const changed = (number: string, at: number, digit: number): string =>
  number.slice(0, at) + String(digit) + number.slice(at + 1);

test('every permanent resident card with its check character is taken, and none with one digit changed', () => {
  assert(
    property(digits(16), integer({ min: 1, max: 17 }), integer({ min: 0, max: 9 }), (rest, at, digit) => {
      const body = `9${rest.join('')}`;
      const number = body + citizenIdCheckCharacter(body);
      expect(faultOf('foreignPermanentResidence', number)).toBeNull();
      if (number[at] !== String(digit))
        expect(faultOf('foreignPermanentResidence', changed(number, at, digit))).not.toBeNull();
    }),
  );
});

test('every plate of either kind is taken', () => {
  assert(
    property(
      tuple(constantFrom(...provinces), text(letters, 1), text(`${letters}0123456789`, 5)),
      ([province, office, rest]) => {
        expect(faultOf('plate', province + office + rest)).toBeNull();
      },
    ),
  );
  assert(
    property(
      tuple(constantFrom(...provinces), text(letters, 1), text('ABCDEFGHJK', 1), text('0123456789', 5)),
      ([province, office, energy, rest]) => {
        expect(faultOf('plate', province + office + energy + rest)).toBeNull();
        expect(faultOf('plate', province + office + rest + energy)).toBeNull();
      },
    ),
  );
});

test('a VIN with its check character has no warning, and a changed digit gives one', () => {
  assert(
    property(
      text('ABCDEFGHJKLMNPRSTUVWXYZ0123456789', 17),
      integer({ min: 0, max: 16 }),
      integer({ min: 0, max: 9 }),
      (made, at, digit) => {
        const vin = made.slice(0, 8) + vinCheckCharacter(made) + made.slice(9);
        expect([faultOf('vin', vin), codeChecks.vin.warning?.(vin)]).toEqual([null, null]);
        if (/\d/.test(vin.charAt(at)) && vin[at] !== String(digit))
          expect(codeChecks.vin.warning?.(changed(vin, at, digit))).toBe('checkDigit');
      },
    ),
  );
});

test('a receipt of ours is taken with and without its hyphens, and not with a digit changed', () => {
  assert(
    property(
      text('ABCDEFGHKLMNPQRSTUVWXYZ', 3),
      integer({ min: 0, max: 99_999 }),
      integer({ min: 0, max: 4 }),
      integer({ min: 0, max: 9 }),
      (kiosk, counter, at, digit) => {
        const body = `XJ-${kiosk}-261121-${String(counter).padStart(5, '0')}`;
        const number = `${body}-${receiptCheckCharacter(body)}`;
        const bare = number.replaceAll('-', '').toLowerCase();
        expect(codeChecks.receipt.normalise(bare)).toBe(number);
        expect(faultOf('receipt', number)).toBeNull();
        const place = body.length - 5 + at;
        if (number[place] !== String(digit)) expect(faultOf('receipt', changed(number, place, digit))).toBe('badCheck');
      },
    ),
  );
});

test('an entry is written in one way, and its beginning can still become right', () => {
  assert(
    property(constantFrom(...codeRules), string({ maxLength: 40 }), (rule, typed) => {
      const once = codeChecks[rule].normalise(typed);
      expect(codeChecks[rule].normalise(once)).toBe(once);
    }),
  );
  for (const [rule, number] of [
    ['plate', '渝AD12345'],
    ['vin', '1M8GDM9AXKP042788'],
    ['hmtResidencePermit', '810000199001010019'],
    ['chinesePassport', 'EA1234567'],
  ] as const)
    for (let length = 1; length < number.length; length += 1)
      expect(codeChecks[rule].fault(number.slice(0, length)), number.slice(0, length)).toBeOneOf(['tooShort', null]);
});
