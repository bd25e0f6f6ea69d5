import { expect, test } from 'vitest';
import { languages } from '../../../main/contract/language.ts';
import { splitAtTerms, termsOf, type Piece, type TermWords } from '../../../renderer/controls/term-words.ts';

const word = (id: string, term: string): TermWords => ({ id, term, means: 'as everybody says it' });
const shown = (pieces: readonly Piece[]): string[] =>
  pieces.filter((piece) => piece !== '').map((piece) => (typeof piece === 'string' ? piece : `[${piece.text}]`));

test('the longest word of the law is explained, not the one inside it', () => {
  const terms = [word('endorsement', 'endorsement'), word('permit', 'residence permit endorsement')];
  expect(shown(splitAtTerms('Your residence permit endorsement is late.', terms, 'en'))).toEqual([
    'Your ',
    '[residence permit endorsement]',
    ' is late.',
  ]);
});

test('a word is explained where it first stands, in the plural and in capitals too', () => {
  const terms = [word('point', 'demerit point')];
  expect(shown(splitAtTerms('Demerit points: one demerit point each.', terms, 'en'))).toEqual([
    '[Demerit point]',
    's: one ',
    'demerit point',
    ' each.',
  ]);
});

test('no word is found inside another English word', () => {
  expect(shown(splitAtTerms('The refined kind.', [word('fine', 'fine')], 'en'))).toEqual(['The refined kind.']);
});

test('Chinese words are found without gaps between them, and signs of a pattern are only signs', () => {
  const terms = [word('points', '违法记分'), word('sign', '签注(G)')];
  expect(shown(splitAtTerms('本周期违法记分与签注(G)', terms, 'zh-CN'))).toEqual([
    '本周期',
    '[违法记分]',
    '与',
    '[签注(G)]',
  ]);
});

test.each(languages)('every word of the law in %s has a name and a meaning', (language) => {
  const terms = termsOf(language);
  expect(terms.length).toBeGreaterThan(10);
  expect(terms.filter(({ term, means }) => !term || !means)).toEqual([]);
});
