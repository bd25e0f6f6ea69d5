import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { evidenceOf, runServices, servicesTable, terminalLanguage } from '../../build/services.ts';
import { textTable, textWidth } from '../../build/text-table.ts';
import { projectFolder } from '../../build/project-folder.ts';
import { baseCatalogue } from '../../main/catalogue/catalogue.ts';
import { languages } from '../../main/contract/language.ts';

describe('a table for a terminal', () => {
  test('columns stand below each other, whatever they are written with', () => {
    expect(
      textTable(
        ['id', 'name', 'x'],
        [
          [['a'], ['身份证'], ['1', '2']],
          [['bb'], ['card'], ['3']],
        ],
      ),
    ).toBe(['id  name    x', '--  ------  -', 'a   身份证  1', '            2', 'bb  card    3', ''].join('\n'));
  });
  test.each([
    ['abc', 3],
    ['身份证', 6],
    ['（）《》，', 10],
    ['✓ → –', 5],
  ])('%s takes %i columns', (text, width) => {
    expect(textWidth(text)).toBe(width);
  });
});

/** The cells of a line, cut where the rule below the headings has its gaps. */
function cellsOf(table: string): (line: string) => string[] {
  const rule = table.split('\n')[1] ?? '';
  const starts = [...rule.matchAll(/-+/g)].map(({ index }) => index);
  return (line) => {
    const columns = [...line].flatMap((one) => (textWidth(one) === 2 ? [one, ''] : [one]));
    return starts.map((start, at) =>
      columns
        .slice(start, starts[at + 1] ?? columns.length)
        .join('')
        .trim(),
    );
  };
}

describe.each(languages)('the catalogue in %s', (language) => {
  const table = servicesTable(baseCatalogue, language);
  const cells = cellsOf(table);
  const rows = table.split('\n').slice(2).map(cells);

  test('has a row for each service, in the order of the wall', () => {
    expect(rows.map(([id]) => id).filter((id) => /^[a-z-]+$/.test(id ?? ''))).toEqual(
      baseCatalogue.map(({ id }) => id),
    );
  });
  test('says of the ID card renewal whom it serves, by what, for how much and how long', () => {
    const row = rows.find(([id]) => id === 'id-card-renewal');
    expect(row?.slice(2, 6)).toEqual(['✓', '–', '–', 'ID FACE FP ALT']);
    expect(row?.[7]).toBe('20–30');
    expect(table).toMatch(/60 .*30/s);
  });
  test('sends whom it cannot serve to the counter', () => {
    expect(rows.find(([id]) => id === 'temp-id-proof')?.slice(2, 5)).toEqual(['✓', '→', '→']);
  });
});

test('names the law, its articles, and where they were read', () => {
  expect(servicesTable(baseCatalogue, 'en')).toContain('on Resident Identity Cards [statute] Art. 11–12, 3, 7');
  expect(servicesTable(baseCatalogue, 'zh-CN')).toContain('《居住证暂行条例》 [法] 第 10, 9, 21 条');
});

const evidence = (id: string): string[] =>
  evidenceOf(baseCatalogue.find((service) => service.id === id) ?? expect.fail(id));

test('evidence follows from the data', () => {
  expect(evidence('no-criminal-record')).toEqual(['ID', 'HMT', 'MRZ', 'FPR', 'FACE', 'FP', 'ALT']);
  expect(evidence('hk-macao-endorsement')).toContain('EEP');
  expect(evidence('traffic-fine-payment')).toEqual([]);
});

test('a language that there is not is told how to ask', () => {
  const said: string[] = [];
  expect(runServices(['--language', 'fr'], undefined, (text) => said.push(text))).toBe(2);
  expect(said.join('')).toMatch(/^usage: /);
});

test.each([
  ['zh_CN.UTF-8', 'zh-CN'],
  ['en_GB.UTF-8', 'en'],
  [undefined, 'en'],
])('a terminal of %s speaks %s', (lang, language) => {
  expect(terminalLanguage(lang)).toBe(language);
});

test('the script prints it', () => {
  const { stdout, status } = spawnSync(
    process.execPath,
    [path.join(projectFolder, 'build/services.ts'), '--language', 'zh-CN'],
    { encoding: 'utf8' },
  );
  expect(status).toBe(0);
  expect(stdout).toBe(servicesTable(baseCatalogue, 'zh-CN'));
});
