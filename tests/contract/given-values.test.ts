import { assert, constantFrom, array, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskCitizenId, maskPersonName, maskPhoneNumber } from '../../main/contract/masking.ts';
import { normalisePersonName, personNameProblem } from '../../main/contract/person-name.ts';
import { normalisePhoneNumber, phoneProblem } from '../../main/contract/phone-number.ts';
import { visitorEventSchema } from '../../main/contract/visitor-event.ts';

describe('a name', () => {
  test.each(['陈静', '欧阳靖雯', '阿依古丽·买买提江', '㛃䶮𬱖', '〇一', 'ANNA MARIA EXAMPLE', "O'NEIL-SMITH", 'O'])(
    '%s is a name',
    (name) => {
      expect(personNameProblem(name)).toBeNull();
    },
  );

  test.each([
    ['', 'empty'],
    ['陈', 'tooShort'],
    ['陈'.repeat(31), 'tooLong'],
    ['陈静2', 'badCharacter'],
    ['陈 静', 'badCharacter'],
    ['·陈静', 'badDot'],
    ['陈··静', 'badDot'],
    ['陈\u001b静', 'badCharacter'],
  ])('%s: %s', (name, problem) => {
    expect(personNameProblem(name)).toBe(problem);
  });

  test('every dot that a keyboard makes becomes the one of the register', () => {
    for (const dot of ['•', '・', '‧', '．', '∙'])
      expect(normalisePersonName(`阿依古丽${dot}买买提江`)).toBe('阿依古丽·买买提江');
    expect(normalisePersonName(' 陈 静 ')).toBe('陈静');
    expect(normalisePersonName('ANNA   MARIA')).toBe('ANNA MARIA');
  });
});

describe('a telephone number', () => {
  test.each([
    ['138 0000 0000', '+8613800000000'],
    ['+86-13800000000', '+8613800000000'],
    ['8613800000000', '+8613800000000'],
    ['+44 20 7946 0000', '+442079460000'],
  ])('%s is kept as %s', (typed, kept) => {
    expect([normalisePhoneNumber(typed), phoneProblem(normalisePhoneNumber(typed))]).toEqual([kept, null]);
  });
  test.each([
    ['', 'empty'],
    ['138', 'tooShort'],
    ['12800000000', 'notAPhone'],
    ['+861280000000', 'notAPhone'],
    ['138000000001', 'notAPhone'],
  ])('%s: %s', (typed, problem) => {
    expect(phoneProblem(normalisePhoneNumber(typed))).toBe(problem);
  });
});

describe('what others may see', () => {
  test('the middle of a number, most of a name, the start of a telephone number are hidden', () => {
    expect(maskCitizenId('500105199001010013')).toBe('500*************13');
    expect(maskPersonName('陈静')).toBe('*静');
    expect(maskPersonName('阿依古丽·买买提江')).toBe('********江');
    expect(maskPersonName('ANNA MARIA')).toBe('A*** M****');
    expect(maskPhoneNumber('+8613912345678')).toBe('+86*******5678');
  });

  test('something is always hidden, and the length stays', () => {
    assert(
      property(array(constantFrom(...'陈静王李𬱖'), { minLength: 1, maxLength: 30 }), (characters) => {
        const masked = maskPersonName(characters.join(''));
        expect([...masked]).toHaveLength(characters.length);
        expect(masked).toContain('*');
      }),
    );
  });
});

describe('what a screen may send', () => {
  test.each([
    { type: 'touch' },
    { type: 'answer', field: 'idNumber', value: '5001' },
    { type: 'sign', path: 'M1,1 L2,2' },
    { type: 'photo', jpeg: '/9j/4AAQ' },
  ])('$type is taken', (event) => {
    expect(visitorEventSchema.safeParse(event).success).toBe(true);
  });

  test.each([
    ['an unknown event', { type: 'unlock' }],
    ['an extra field', { type: 'touch', admin: true }],
    ['a picture that is no JPEG', { type: 'photo', jpeg: 'PHN2Zz4=' }],
    ['a picture of 2 MB', { type: 'photo', jpeg: `/9j/${'A'.repeat(2_000_000)}` }],
    ['a flood of letters', { type: 'answer', field: 'idNumber', value: 'x'.repeat(201) }],
    ['markup for a signature', { type: 'sign', path: 'M1,1"/><script>' }],
    ['a prototype for a field', { type: 'answer', field: '__proto__', value: 'x' }],
  ])('%s is refused', (_what, event) => {
    expect(visitorEventSchema.safeParse(event).success).toBe(false);
  });

  test('whatever JSON arrives, the answer is yes or no', () => {
    assert(property(string(), (text) => typeof visitorEventSchema.safeParse(text).success === 'boolean'));
  });
});
