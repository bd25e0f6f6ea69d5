import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { scenesWith } from '../../renderer/scenes/fixtures.ts';
import { startStaticServer, type StaticServer } from '../support/static-server.ts';

/** 12.7 mm: the least size of a target, on the screen of 21.5 inches that the fixtures describe. */
const LEAST_TARGET_PX = Math.floor(12.7 * 4.03);
/** Some hundred and fifty screens after one another on a busy machine. */
const ALL_SCREENS_MS = 900_000;

let server: StaticServer;
test.beforeAll(async () => {
  server = await startStaticServer();
});
test.afterAll(async () => {
  await server.stop();
});

/** The name of a word instead of the word. */
const wordKey =
  /\b(?:common|journey|services|fields|problems|keyboard|camera|materials|refusals|codes|facts|blocked|laws|terms)[:.]\w/;
const everyScene = Object.keys(scenesWith(''));
/** A problem changes the words of one panel; some sizes of it are looked at below. */
const drawnScenes = everyScene.filter((name) => !name.startsWith('problem-'));
const languages = ['zh-CN', 'en'] as const;

for (const language of languages) {
  test(`every ${language} screen passes axe, has targets for a fingertip, and its picture is kept`, async ({
    page,
  }, info) => {
    test.setTimeout(ALL_SCREENS_MS);
    const faults = await open(page);
    for (const scene of drawnScenes) {
      await show(page, scene, { lang: language });
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
      expect.soft(found, scene).toEqual([]);
      expect.soft(await smallTargets(page), scene).toEqual([]);
      await page.screenshot({ path: `test-results/screens/${info.project.name}/${language}/${scene}.png` });
    }
    expect(faults).toEqual([]);
  });

  test(`every ${language} screen fits at 150 and 200 % text, in its own words only`, async ({ page }, info) => {
    test.setTimeout(ALL_SCREENS_MS);
    await open(page);
    for (const scene of everyScene) {
      const isDrawn = drawnScenes.includes(scene);
      // Of the words of a problem the largest are the ones that may not fit.
      for (const text of isDrawn ? ['large', 'largest'] : ['largest']) {
        await show(page, scene, { lang: language, text });
        expect.soft(await sideways(page), `${scene} ${text}`).toEqual([]);
      }
      const kept = `test-results/screens/${info.project.name}/${language}-largest/${scene}.png`;
      if (isDrawn) await page.screenshot({ path: kept });
      const words = await page.evaluate(() => document.body.innerText);
      expect.soft(words, scene).not.toMatch(wordKey);
      expect.soft(words, scene).not.toMatch(/\{\{|\}\}|\bundefined\b|\[object/);
      if (language === 'en') expect.soft(chineseSentences(words, scene), scene).toEqual([]);
    }
  });
}

test('high contrast passes axe, with the contrast of WCAG level AAA', async ({ page }) => {
  test.setTimeout(ALL_SCREENS_MS);
  await open(page);
  for (const scene of [
    'home',
    'about-groups',
    'refused',
    'choose-chosen',
    'statement',
    'pay',
    'idNumber-wrong',
    'faceConsent',
    'identityMethod',
    'scanDocument-wrong',
    'scanCode',
    'fingerprint-hold',
    'takeBelongings',
    'review',
    'printing-stuck',
    'result',
    'idle',
  ]) {
    await show(page, scene, { lang: 'en', contrast: 'high' });
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag2aaa']).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
    expect.soft(found, scene).toEqual([]);
  }
});

test('all ways to say who one is are in sight at once, on every screen and at every text size', async ({
  page,
}, info) => {
  const sizes =
    info.project.name === 'portrait'
      ? [[1080, 1920]]
      : [
          [1920, 1080],
          [1366, 768],
        ];
  await open(page);
  for (const [width = 0, height = 0] of sizes) {
    await page.setViewportSize({ width, height });
    for (const lang of languages) {
      for (const text of ['standard', 'large', 'largest']) {
        await show(page, 'identityMethod', { lang, text });
        const turning = page.getByRole('button', { name: /^(?:More below|下翻看更多)$/ });
        expect.soft(await turning.count(), `${width} × ${height} ${lang} ${text}`).toBe(0);
      }
    }
  }
});

test('reach mode puts every control of a tall screen into the lower 45 %', async ({ page }, info) => {
  test.skip(info.project.name !== 'portrait', 'a low, wide screen is within reach as it is');
  await open(page);
  for (const scene of drawnScenes.filter((name) => !name.startsWith('attract'))) {
    await show(page, scene, { lang: 'zh-CN', reach: 'on' });
    const above = await page.evaluate(() => {
      const where = document.querySelector('dialog[open]') ?? document;
      return [...where.querySelectorAll('button')]
        .filter((button) => button.checkVisibility())
        .filter((button) => button.getBoundingClientRect().top < window.innerHeight * 0.55 - 1)
        .map((button) => button.textContent);
    });
    // Pages of what is only read are turned where they stand.
    expect
      .soft(
        above.filter((name) => name !== '上翻' && name !== '下翻看更多'),
        scene,
      )
      .toEqual([]);
  }
});

test('a language switch keeps what is being typed', async ({ page }) => {
  await open(page);
  await show(page, 'idNumber', { lang: 'zh-CN' });
  for (const digit of ['5', '0', '0']) await page.getByRole('button', { name: digit, exact: true }).tap();
  await page.getByRole('button', { name: 'English' }).tap();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Type your Citizen ID Number');
  await expect(page.getByRole('group', { name: 'Typed so far: 5 0 0' })).toBeVisible();
});

test('a new step begins at its heading, and "End and clear" asks before it wipes', async ({ page }) => {
  await open(page);
  await show(page, 'purpose', { lang: 'en' });
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await page.evaluate(() => {
    const sent: unknown[] = [];
    Object.assign(window, { sent });
    window.addEventListener('visitor-event', (event) => sent.push((event as CustomEvent<unknown>).detail));
  });
  await page.getByRole('button', { name: 'End and clear' }).tap();
  await expect(page.getByRole('dialog', { name: 'End and clear everything?' })).toBeVisible();
  expect(await page.evaluate('sent')).toEqual([]);
  // The second tap of a double tap is ignored, so the answer may need another one.
  await expect(async () => {
    await page.getByRole('dialog').getByRole('button', { name: 'End and clear' }).tap();
    expect(await page.evaluate('sent')).toEqual([{ type: 'end' }]);
  }).toPass();
});

async function open(page: Page): Promise<string[]> {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`${server.origin}/scenes.html?scene=home`);
  await page.locator('h1').waitFor();
  return faults;
}

async function show(page: Page, scene: string, options: Record<string, string>): Promise<void> {
  await page.evaluate(
    async (query) => {
      window.history.replaceState(null, '', query);
      window.dispatchEvent(new PopStateEvent('popstate'));
      await document.fonts.ready;
      // Two frames: the pages' turning buttons appear after the first measuring.
      for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    },
    `?${new URLSearchParams({ scene, ...options }).toString()}`,
  );
}

/** Buttons smaller than a fingertip, by name. */
const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate((least) => {
    const where = document.querySelector('dialog[open]') ?? document;
    return [...where.querySelectorAll('button')]
      .filter((button) => button.checkVisibility())
      .filter((button) => {
        const { width, height } = button.getBoundingClientRect();
        return Math.min(width, height) < least;
      })
      .map((button) => button.textContent);
  }, LEAST_TARGET_PX);

/** Elements that stand outside the screen, left or right. */
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

/** These show both languages: nobody's language is known; and a foreigner finds the Chinese name on the lease. */
const bilingual = /^(?:attract|takeBelongings|field-address$)/;
/** A document that only has a Chinese name, the other language's button, and what a visitor wrote. */
const meant = ['临时居民身份证', '重庆北站', '重庆江北国际机场', '民权路'];

function chineseSentences(words: string, scene: string): string[] {
  if (bilingual.test(scene)) return [];
  const found = words.match(/\p{Script=Han}[\p{Script=Han}，。]{3,}/gu) ?? [];
  return found.filter((sentence) => !meant.some((known) => sentence.includes(known)));
}
