import { expect, test } from 'vitest';
import { lastWords } from '../../main/shell/last-words.ts';

test('a crash says where it happened and nothing of what was typed', () => {
  const words = lastWords(new TypeError('110101199003078515 is not iterable\n    at 王小明'));
  expect(words).toMatch(/^TypeError\n\s+at /);
  expect(words).toContain('last-words.test.ts');
  expect(words).not.toMatch(/110101|iterable|王小明/);
});

test('what is not an error is not printed either', () => {
  expect(lastWords('110101199003078515')).toBe('string thrown\n');
});
