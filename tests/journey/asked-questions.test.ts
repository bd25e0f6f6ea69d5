import { expect, test } from 'vitest';
import { applies, shownAnswers } from '../../main/journey/asked-questions.ts';
import { serviceOf } from '../support/served-services.ts';

const visitor = { group: 'foreign', answers: {}, known: {} } as const;
const hasVisa = { answers: { visaType: ['tourism', 'work'] } };

test('without a condition a question is for everybody', () => {
  expect(applies(undefined, visitor)).toBe(true);
});

test('a question for some groups is not for another', () => {
  expect(applies({ groups: ['hmt', 'foreign'] }, visitor)).toBe(true);
  expect(applies({ groups: ['mainland'] }, visitor)).toBe(false);
});

test('a question that follows an answer is asked after that answer alone', () => {
  expect(applies(hasVisa, visitor)).toBe(false);
  expect(applies(hasVisa, { ...visitor, answers: { visaType: 'none' } })).toBe(false);
  expect(applies(hasVisa, { ...visitor, answers: { visaType: 'work' } })).toBe(true);
});

test('what is on file counts as an answer, until the visitor puts it right', () => {
  const onFile = { ...visitor, known: { visaType: 'work' } };
  expect(applies(hasVisa, onFile)).toBe(true);
  expect(applies(hasVisa, { ...onFile, answers: { visaType: 'none' } })).toBe(false);
});

test('group and answer must both be so', () => {
  const both = { groups: ['hmt'], ...hasVisa } satisfies Parameters<typeof applies>[0];
  expect(applies(both, { ...visitor, answers: { visaType: 'work' } })).toBe(false);
});

test('an answer that a later one has ruled out is not told to the office', () => {
  const asked = { definition: serviceOf('id-card-renewal'), group: 'mainland', known: {} } as const;
  const postAddress = '500105 示例路 1 号';
  const byPost = { delivery: 'post', postAddress, temporaryCard: 'no' };
  expect(shownAnswers({ ...asked, answers: byPost })).toEqual(byPost);
  const changed = { ...byPost, delivery: 'cabinet' };
  expect(shownAnswers({ ...asked, answers: changed })).toEqual({ delivery: 'cabinet', temporaryCard: 'no' });
});

test('the card of a host says nothing about the guest, and the answers to the first questions go along', () => {
  const asked = { definition: serviceOf('foreigner-accommodation-registration'), group: 'mainland' } as const;
  const known = { documentNumber: '500105199001010013', birthDate: '1990-01-01' };
  const answers = { staying: 'home', guestSurname: 'EXAMPLE' };
  expect(shownAnswers({ ...asked, known, answers })).toEqual(answers);
});
