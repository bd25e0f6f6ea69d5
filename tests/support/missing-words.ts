import { languages } from '../../main/contract/language.ts';
import { hasWords } from './locale-words.ts';
import type { Walk } from './service-walk.ts';
import { wordsOf } from './step-words.ts';

/** The words that the pages of these visits need and that one of the two languages lacks; empty when all are there. */
export const missingWords = (...walks: readonly Walk[]): string =>
  [...new Set(walks.flatMap(({ steps }) => steps.flatMap(wordsOf)))]
    .flatMap((key) => languages.filter((language) => !hasWords(language, key)).map((language) => `${language} ${key}`))
    .join(', ');
