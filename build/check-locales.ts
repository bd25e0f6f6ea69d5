import path from 'node:path';
import { languages, readLocaleTexts, withoutPlural, type Texts } from './locale-texts.ts';
import { readSourceTexts, type SourceTexts } from './source-texts.ts';
import { projectFolder } from './project-folder.ts';

/** Names of the two languages are written in their own language everywhere. */
const endonyms: ReadonlySet<string> = new Set(['中文', 'English']);

/** Everything that is wrong with the words of the project at `folder`, a line each. */
export function localeProblems(folder: string): string[] {
  const [chinese, english] = languages.map((language) => readLocaleTexts(path.join(folder, 'locales', language)));
  if (!chinese || !english) throw new Error('two languages are compared');
  const source = readSourceTexts(folder);
  return [
    ...unequal(chinese, english),
    ...empty(chinese, 'zh-CN'),
    ...empty(english, 'en'),
    ...unused(chinese, source),
    ...source.shown
      .filter(({ text }) => !endonyms.has(text))
      .map(({ file, text }) => `${file}: "${text}" is written in the code`),
  ];
}

const placeholders = (text: string): string =>
  [...text.matchAll(/\{\{\s*([\w.]+)/g)]
    .map(([, name]) => name)
    .toSorted((a = '', b = '') => a.localeCompare(b))
    .join(' ');

function onlyIn(from: Texts, other: Texts, language: string): string[] {
  const known = new Set([...other.keys()].map(withoutPlural));
  return [...from.keys()].filter((key) => !known.has(withoutPlural(key))).map((key) => `${key} is only in ${language}`);
}

function unequal(chinese: Texts, english: Texts): string[] {
  const different = [...chinese]
    .filter(([key, text]) => english.has(key) && placeholders(english.get(key) ?? '') !== placeholders(text))
    .map(([key]) => `${key} has other placeholders in en than in zh-CN`);
  return [...onlyIn(chinese, english, 'zh-CN'), ...onlyIn(english, chinese, 'en'), ...different];
}

const empty = (texts: Texts, language: string): string[] =>
  [...texts].filter(([, text]) => text.trim() === '').map(([key]) => `${key} is empty in ${language}`);

/** Named by no string: the dock's by the contract's words alone, and the law's terms, which a page looks for in its texts. */
const namedOtherwise = /^(?:dock|terms):/;

/**
 * Keys that no string of the sources can name. A template is a pattern: `step.${name}.title` uses step.home.title. A key
 * made wholly of variables is believed.
 */
function unused(texts: Texts, { literals, patterns }: SourceTexts): string[] {
  return [...texts.keys()]
    .filter((full) => !namedOtherwise.test(full))
    .filter((full) => {
      const key = withoutPlural(full.slice(full.indexOf(':') + 1));
      const names = [key, `${full.slice(0, full.indexOf(':'))}:${key}`];
      return !names.some((name) => literals.has(name) || patterns.some((pattern) => pattern.test(name)));
    })
    .map((key) => `${key} is used nowhere`);
}

if (import.meta.main) {
  const problems = localeProblems(projectFolder);
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
