import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { localeProblems } from '../../build/check-locales.ts';

let folder: string;
const write = (file: string, text: string): void => {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
};
const words = (language: string, texts: unknown): void =>
  write(`locales/${language}/common.json`, JSON.stringify(texts));

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'kiosk-words-'));
  words('zh-CN', { button: { back: '返回' }, step: { home: '首页' }, minutes_other: '{{count}} 分钟', find: ['护照'] });
  words('en', {
    button: { back: 'Back' },
    step: { home: 'Home' },
    minutes_one: '{{count}} minute',
    minutes_other: '{{count}} minutes',
    find: ['passport', 'travel'],
  });
  write(
    'renderer/page.tsx',
    `export const Page = ({ t, name }) => (
      <main aria-label={t('button.back')}>{t(\`step.\${name}\`)} {t('minutes', { count: 1 })} {t('common:find')} <b>中文</b> 12:30</main>
    );`,
  );
});
afterEach(() => rmSync(folder, { recursive: true }));

test('control: words that are right have no problems; plurals and lists may differ', () => {
  expect(localeProblems(folder)).toEqual([]);
});

test('a key that only one language has', () => {
  words('zh-CN', { button: { back: '返回' }, step: { home: '首页' }, minutes_other: '{{count}} 分钟' });
  expect(localeProblems(folder)).toEqual(['common:find is only in en']);
});

test('a file that only one language has', () => {
  write('locales/en/other.json', '{"x":"X"}');
  write('renderer/x.ts', "export const key = 'x';");
  expect(localeProblems(folder)).toEqual(['other:x is only in en']);
});

test('other placeholders', () => {
  words('zh-CN', { button: { back: '返回' }, step: { home: '首页' }, minutes_other: '{{n}} 分钟', find: ['护照'] });
  expect(localeProblems(folder)).toEqual(['common:minutes_other has other placeholders in en than in zh-CN']);
});

test('an empty text', () => {
  words('zh-CN', { button: { back: ' ' }, step: { home: '首页' }, minutes_other: '{{count}} 分钟', find: ['护照'] });
  expect(localeProblems(folder)).toEqual(['common:button.back is empty in zh-CN']);
});

test('the terms of the law are looked for in texts, not named', () => {
  for (const language of ['zh-CN', 'en'])
    write(`locales/${language}/terms.json`, JSON.stringify({ visa: { term: 'visa', means: 'lets you in' } }));
  expect(localeProblems(folder)).toEqual([]);
});

test('a key that nothing names, not even a comment', () => {
  write('renderer/page.tsx', "// button.back\nexport const keys = ['step.home', 'minutes', 'find'];");
  expect(localeProblems(folder)).toEqual(['common:button.back is used nowhere']);
});

test.each([
  ['Chinese in the page', '<p>请放卡</p>', '请放卡'],
  ['English in the page', '<p>Place the card</p>', 'Place the card'],
  ['a spoken name', '<img alt="a card" />', 'a card'],
  ['a label', '<button aria-label="关闭" />', '关闭'],
])('%s that is written in the code', (_name, jsx, text) => {
  write('renderer/more.tsx', `export const More = () => ${jsx};`);
  expect(localeProblems(folder)).toEqual([`renderer/more.tsx: "${text}" is written in the code`]);
});

test("a developers' page may say what it likes", () => {
  write('renderer/scenes/list.tsx', 'export const List = () => <p>All scenes</p>;');
  cpSync(path.join(folder, 'renderer/scenes/list.tsx'), path.join(folder, 'renderer/dock/list.tsx'), {
    recursive: true,
  });
  expect(localeProblems(folder)).toEqual([]);
});
