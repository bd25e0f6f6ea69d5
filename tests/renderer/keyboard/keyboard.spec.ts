import { expect, type Page } from '@playwright/test';
import { axeViolations } from '../../support/axe.ts';
import { answerOf, test } from '../instruments.ts';

/** Pixels in a millimetre of the standard screen (tokens.css), and the least that a key may measure. */
const PX_PER_MM = 4.03;
const LEAST_KEY_MM = 15;

const tapKeys = async (page: Page, letters: string): Promise<void> => {
  for (const letter of letters) await page.getByRole('button', { name: letter, exact: true }).tap();
};
const candidate = (page: Page, text: string) => page.getByRole('button', { name: `选 ${text}`, exact: true });

test('a name is written in pinyin by touch, within the content security policy', async ({
  page,
  instruments,
  violations,
}) => {
  await page.goto(`${instruments}?show=keyboard&kind=name`);
  await tapKeys(page, 'chenjing');
  await candidate(page, '陈静').tap();
  await page.getByRole('button', { name: '间隔号 ·' }).tap();
  await tapKeys(page, 'li');
  await page.getByRole('button', { name: '空格' }).tap();
  await expect.poll(() => answerOf(page)).toMatch(/^陈静·\p{Script=Han}$/u);
  await page.getByRole('button', { name: '退格' }).tap();
  await expect.poll(() => answerOf(page)).toBe('陈静·');
  await page.getByRole('button', { name: '清除' }).tap();
  await expect.poll(() => answerOf(page)).toBe('');
  expect(violations).toEqual([]);
});

test('a rare character is found by paging', async ({ page, instruments }) => {
  await page.goto(`${instruments}?show=keyboard&kind=name`);
  await tapKeys(page, 'yan');
  const next = page.getByRole('button', { name: '下一页' });
  await expect(next).toBeEnabled();
  for (let turn = 0; turn < 60 && !(await candidate(page, '䶮').isVisible()); turn += 1) await next.tap();
  await candidate(page, '䶮').tap();
  await expect.poll(() => answerOf(page)).toBe('䶮');
});

test('a plugged-in keyboard writes too: letters, choice by number, Enter and Backspace', async ({
  page,
  instruments,
}) => {
  await page.goto(`${instruments}?show=keyboard&kind=text`);
  await expect(page.getByRole('button', { name: '空格' })).toBeVisible();
  await page.keyboard.type('nanjing');
  await expect(candidate(page, '南京')).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.type('shi');
  await page.keyboard.press('2');
  await expect.poll(() => answerOf(page)).toMatch(/^南京\p{Script=Han}$/u);
  await page.keyboard.press('Backspace');
  await expect.poll(() => answerOf(page)).toBe('南京');
});

test('English begins with a capital and letters, and can switch to digits', async ({ page, instruments }) => {
  await page.goto(`${instruments}?show=keyboard&kind=text&language=en`);
  await tapKeys(page, 'H');
  await tapKeys(page, 'i');
  await page.getByRole('button', { name: '123' }).tap();
  await tapKeys(page, '24');
  await expect.poll(() => answerOf(page)).toBe('Hi24');
});

test('the keypad has the check digit X of an ID number', async ({ page, instruments }) => {
  await page.goto(`${instruments}?show=keypad&layout=citizenId`);
  await tapKeys(page, '12X');
  await page.keyboard.press('x');
  await page.getByRole('button', { name: '退格' }).tap();
  await expect.poll(() => answerOf(page)).toBe('12X');
  await page.getByRole('button', { name: '清除' }).tap();
  await expect.poll(() => answerOf(page)).toBe('');
});

for (const query of ['show=keyboard&kind=name', 'show=keyboard&kind=text&language=en', 'show=keypad&layout=phone'])
  test(`every key is large enough and has a name: ${query}`, async ({ page, instruments }) => {
    await page.goto(`${instruments}?${query}`);
    const boxes = await page
      .getByRole('button')
      .evaluateAll((keys) =>
        keys.map((key) => ({ name: key.textContent, width: key.clientWidth, height: key.clientHeight })),
      );
    expect(boxes.length).toBeGreaterThan(10);
    // A border on each side is part of the target and not of the client box.
    const least = LEAST_KEY_MM * PX_PER_MM - 6;
    for (const { name, width, height } of boxes) expect(Math.min(width, height), name).toBeGreaterThanOrEqual(least);
    expect(await axeViolations(page, { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa'] } })).toEqual([]);
  });
