import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { startStaticServer, type StaticServer } from '../support/static-server.ts';
import { scenesWith } from '../../renderer/scenes/fixtures.ts';

/** 12.7 mm: the least size of a target, on the screen of 21.5 inches that the fixtures describe. */
const LEAST_TARGET_PX = Math.floor(12.7 * 4.03);

let server: StaticServer;
test.beforeAll(async () => {
  server = await startStaticServer();
});
test.afterAll(async () => {
  await server.stop();
});

const all = Object.keys(scenesWith('')).filter((name) => !name.startsWith('problem-'));
const languages = ['zh-CN', 'en'] as const;

async function show(page: Page, scene: string, options: Record<string, string>): Promise<string[]> {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`${server.origin}/scenes.html?${new URLSearchParams({ scene, ...options }).toString()}`);
  await page.locator('h1').first().waitFor();
  await page.evaluate(async () => {
    await document.fonts.ready;
  });
  return faults;
}

for (const language of languages) {
  for (const scene of all) {
    test(`${scene} in ${language} has no accessibility fault, and its picture is kept`, async ({ page }, info) => {
      const faults = await show(page, scene, { lang: language });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
      expect(await smallTargets(page)).toEqual([]);
      expect(faults).toEqual([]);
      await page.screenshot({ path: `test-results/screens/${info.project.name}/${language}/${scene}.png` });
    });

    test(`${scene} in ${language} fits at twice the text size`, async ({ page }, info) => {
      await show(page, scene, { lang: language, text: 'largest' });
      expect(await sideways(page)).toEqual([]);
      await page.screenshot({ path: `test-results/screens/${info.project.name}/${language}-largest/${scene}.png` });
    });
  }

  test(`no ${language} screen shows a key, or a sentence of the other language`, async ({ page }) => {
    for (const scene of all) {
      await show(page, scene, { lang: language });
      const text = await page.evaluate(() => document.body.innerText);
      expect(text, scene).not.toMatch(/\b(?:common|journey|services|fields|problems|keyboard|camera)[:.]\w/);
      expect(text, scene).not.toMatch(/\{\{|\}\}|\bundefined\b|\[object/);
      if (language === 'en') expect(foreignSentences(text), scene).toEqual([]);
    }
  });
}

test('high contrast has no accessibility fault', async ({ page }) => {
  for (const scene of [
    'home',
    'about',
    'idNumber-wrong',
    'faceConsent',
    'review',
    'printing-stuck',
    'result',
    'idle',
  ]) {
    await show(page, scene, { lang: 'en', contrast: 'high' });
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag2aaa']).analyze();
    expect(
      violations.map(({ id }) => `${scene} ${id}`),
      scene,
    ).toEqual([]);
  }
});

test('reach mode puts every control of a tall screen into the lower 45 %', async ({ page }, info) => {
  test.skip(info.project.name !== 'portrait', 'a low, wide screen is within reach as it is');
  for (const scene of ['home', 'idNumber', 'personName', 'purpose', 'faceConsent', 'review', 'result', 'idle']) {
    await show(page, scene, { lang: 'zh-CN', reach: 'on' });
    const tops = await page.evaluate(() =>
      [...document.querySelectorAll('button')]
        .filter((button) => button.checkVisibility())
        .map((button) => button.getBoundingClientRect().top),
    );
    expect(Math.min(...tops), scene).toBeGreaterThanOrEqual(1920 * 0.55 - 1);
  }
});

test('a language switch keeps what is being typed', async ({ page }) => {
  await show(page, 'idNumber', { lang: 'zh-CN' });
  for (const digit of ['5', '0', '0']) await page.getByRole('button', { name: digit, exact: true }).tap();
  await page.waitForTimeout(0);
  await page.getByRole('button', { name: 'English' }).tap();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Type your Citizen ID Number');
  await expect(page.getByRole('group', { name: 'Typed so far: 5 0 0' })).toBeVisible();
});

/** Buttons smaller than a fingertip, by name. */
const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate((least) => {
    const open = document.querySelector('dialog[open]') ?? document;
    return [...open.querySelectorAll('button')]
      .filter((button) => button.checkVisibility())
      .filter((button) => {
        const { width, height } = button.getBoundingClientRect();
        return Math.min(width, height) < least;
      })
      .map((button) => button.textContent);
  }, LEAST_TARGET_PX);

/** Elements that are wider than the place they have, or stand outside the screen. */
const sideways = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((element) => element.checkVisibility() && !element.closest('svg, canvas, video'))
      .filter((element) => {
        const { left, right } = element.getBoundingClientRect();
        return left < -1 || right > window.innerWidth + 1;
      })
      .map((element) => `${element.tagName} ${element.textContent.slice(0, 40)}`),
  );

/** Chinese in English text, but for names that are shown in Chinese on purpose. */
function foreignSentences(text: string): string[] {
  const meant = [
    '中文',
    '临时居民身份证',
    '触摸开始',
    '大字版',
    '您好，我是江小警',
    '江北区',
    '24',
    '小时警务自助便民服务区',
  ];
  const found = text.match(/\p{Script=Han}[\p{Script=Han}，。]{3,}/gu) ?? [];
  return found.filter(
    (words) => !meant.some((known) => words.includes(known)) && !visitorsOwn.some((own) => own.includes(words)),
  );
}
/** What the visitor typed stays in the visitor's writing. */
const visitorsOwn = [
  '重庆北站',
  '重庆江北国际机场三号航站楼国内出发安检口及中国民用航空西南地区管理局证件查验',
  '暂时停用：身份证阅读器和摄像头。',
];
