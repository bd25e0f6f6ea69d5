import { expect, test } from 'vitest';
import { applies } from '../../main/journey/asked-questions.ts';

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
