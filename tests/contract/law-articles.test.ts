import { expect, test } from 'vitest';
import { lawArticles } from '../../main/contract/law-articles.ts';

test.each([
  [null, []],
  ['11', [['11', null]]],
  [
    '3,39(2)',
    [
      ['3', null],
      ['39', '2'],
    ],
  ],
  ['62–63', [['62–63', null]]],
])('the articles of %j', (written, expected) => {
  expect(lawArticles(written).map(({ article, paragraph }) => [article, paragraph])).toEqual(expected);
});
