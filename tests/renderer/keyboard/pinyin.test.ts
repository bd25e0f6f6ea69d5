import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pinyinDictionaryJson } from '../../../build/pinyin-dictionary.ts';
import type { PinyinDictionary } from '../../../renderer/keyboard/pinyin-dictionary.ts';
import { candidates, type PinyinContext } from '../../../renderer/keyboard/pinyin.ts';

const dictionary: PinyinDictionary = JSON.parse(await pinyinDictionaryJson());
const text: PinyinContext = { kind: 'text', before: '' };
const name: PinyinContext = { kind: 'name', before: '' };
const FIRST_PAGE = 8;

const texts = (typed: string, context: PinyinContext): string[] =>
  candidates(dictionary, typed, context).map((candidate) => candidate.text);

describe('words and phrases', () => {
  it.each([
    ['nanjing', '南京'],
    ['jiangsushengnanjingshigulouqu', '江苏省南京市鼓楼区'],
    ['zhongguo', '中国'],
    ['yinhang', '银行'],
    ['chongqing', '重庆'],
    ['lvse', '绿色'],
    ['celue', '策略'],
    ['shenfenzheng', '身份证'],
    ["xi'an", '西安'],
  ])('offers %s → %s first', (typed, wanted) => {
    expect(texts(typed, text)[0]).toBe(wanted);
  });

  it('reads one syllable as one character first, and still offers the word on the first page', () => {
    const found = texts('xian', text).slice(0, FIRST_PAGE);
    expect([...(found[0] ?? '')]).toHaveLength(1);
    expect(found).toContain('西安');
  });

  it('uses up only the letters of the word chosen', () => {
    const nanjing = candidates(dictionary, 'nanjingren', text).find((candidate) => candidate.text === '南京');
    expect(nanjing?.typedLength).toBe('nanjing'.length);
  });

  it('offers characters before the syllable is complete', () => {
    expect(texts('zh', text).slice(0, FIRST_PAGE * 2)).toContain('中');
  });

  it('keeps the phrase while the last syllable is unfinished', () => {
    expect(candidates(dictionary, 'nanjingsh', text)[0]).toEqual({ text: '南京', typedLength: 7 });
  });
});

describe('names', () => {
  it.each([
    ['chenjing', '陈静'],
    ['wangwei', '王伟'],
    ['ouyang', '欧阳'],
    ['zhangwei', '张伟'],
    ['liuyang', '刘洋'],
    ['shan', '单'],
    ['yuchi', '尉迟'],
    ['zeng', '曾'],
    ['ouyangna', '欧阳娜'],
  ])('%s → %s on the first page', (typed, wanted) => {
    expect(texts(typed, name).slice(0, FIRST_PAGE)).toContain(wanted);
  });

  it('offers the surname before the everyday word', () => {
    expect(texts('chen', name)[0]).toBe('陈');
    expect(texts('shan', name)[0]).toBe('单');
    expect(texts('shan', text)[0]).not.toBe('单');
  });

  it('writes a transliterated name character by character', () => {
    let before = '';
    for (const [syllable, wanted] of [...'a yi gu li mai mai ti jiang'.split(' ').entries()].map(
      ([index, typed]) => [typed, '阿依古丽买买提江'[index]] as const,
    )) {
      expect(texts(syllable, { kind: 'name', before }).slice(0, FIRST_PAGE), syllable).toContain(wanted);
      before += wanted;
    }
  });

  it.each([
    ['yan', '䶮'],
    ['zhe', '喆'],
    ['biao', '骉'],
    ['yao', '垚'],
    ['bo', '孛'],
  ])('reaches the rare %s → %s by paging', (typed, wanted) => {
    expect(texts(typed, name)).toContain(wanted);
  });
});

describe('any input', () => {
  const letters = fc.string({ unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz'"), maxLength: 200 });
  const contexts = fc.record({ kind: fc.constantFrom('name', 'text'), before: fc.constantFrom('', '陈', '阿依·') });

  it('gives a bounded list without duplicates, each using up some of the letters', () => {
    fc.assert(
      fc.property(letters, contexts, (typed, context) => {
        const found = candidates(dictionary, typed, context);
        expect(found.length).toBeLessThanOrEqual(1_000);
        expect(new Set(found.map((candidate) => candidate.text)).size).toBe(found.length);
        for (const { text: chosen, typedLength } of found) {
          expect(chosen).toMatch(/^\p{Script=Han}+$/u);
          expect(typedLength).toBeGreaterThan(0);
          expect(typedLength).toBeLessThanOrEqual(typed.length);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('does not fall for names of object properties', () => {
    for (const typed of ['constructor', 'tostring', '__proto__', 'valueof'])
      expect(() => texts(typed, text)).not.toThrow();
  });

  it('looks at a bounded number of readings, however ambiguous the letters', () => {
    for (const typed of ['xian'.repeat(50), 'a'.repeat(200), 'gangan'.repeat(30), "a'".repeat(90)])
      expect(texts(typed, text).length).toBeGreaterThan(0);
  });
});

describe('the dictionary', () => {
  it('knows the Han characters that names on ID cards are written with', () => {
    const known = new Set(Object.values(dictionary.characters).flatMap((packed) => packed.match(/[^0-9a-z]/gu) ?? []));
    expect(known.size).toBeGreaterThan(20_000);
    for (const character of '䶮喆骉垚犇淼鑫翀劼玥堃昇瑨〇') expect(known, character).toContain(character);
  });
});
