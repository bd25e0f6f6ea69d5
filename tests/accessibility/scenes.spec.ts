import { expect, test, type Page } from '@playwright/test';
import { baseCatalogue } from '../../main/catalogue/catalogue.ts';
import { languages } from '../../main/contract/language.ts';
import { identityMethods } from '../../main/contract/session-snapshot.ts';
import { scenesWith } from '../../renderer/scenes/fixtures.ts';
import { axeViolations } from '../support/axe.ts';
import { openScenes, startScenes } from '../support/scenes-page.ts';
import type { StaticServer } from '../support/static-server.ts';
import { misplacedTexts } from './misplaced-texts.ts';

/** 12.7 mm: the least size of a target, on the screen of 21.5 inches that the fixtures describe. */
const LEAST_TARGET_PX = Math.floor(12.7 * 4.03);
/** A hundred screens after one another on a busy machine. */
const ALL_SCREENS_MS = 300_000;

let server: StaticServer;
test.beforeAll(async () => {
  server = await startScenes();
});
test.afterAll(async () => {
  await server.stop();
});

/** The name of a word instead of the word. */
const wordKey =
  /\b(?:common|journey|services|fields|problems|keyboard|camera|materials|refusals|codes|facts|blocked|laws|terms)[:.]\w/;
const everyScene = Object.keys(scenesWith(''));
/** A problem changes the words of one panel: it is looked at where there is least room. */
const drawnScenes = everyScene.filter((name) => !name.startsWith('problem-'));

/** In two parts, for two workers. */
const halves = (names: readonly string[]): [part: number, names: readonly string[]][] =>
  [0, 1].map((half) => [half + 1, names.filter((_, index) => index % 2 === half)]);

/**
 * What axe judges is the same in both languages and on both screens but for names and for what covers what: each
 * language and each screen is judged once, and the colours once. Of pictures the fourth would show nothing new.
 */
const looks = {
  portrait: { 'zh-CN': { axe: {}, picture: true }, en: { axe: null, picture: true } },
  landscape: {
    'zh-CN': { axe: null, picture: false },
    en: { axe: { rules: { 'color-contrast': { enabled: false } } }, picture: true },
  },
} as const;

for (const language of languages) {
  for (const [part, names] of halves(drawnScenes)) {
    test(`every ${language} screen passes axe, has targets for a fingertip, and its picture is kept, part ${part}`, async ({
      page,
    }, info) => {
      test.setTimeout(ALL_SCREENS_MS);
      const project = info.project.name === 'portrait' ? 'portrait' : 'landscape';
      const { axe, picture } = looks[project][language];
      const scenes = await openScenes(page, server);
      for (const scene of names) {
        await scenes.show(scene, { lang: language });
        if (axe) expect.soft(await axeViolations(page, axe), scene).toEqual([]);
        expect.soft(await smallTargets(page), scene).toEqual([]);
        expect.soft(await misplacedTexts(page), scene).toEqual([]);
        const path = `test-results/screens/${project}/${language}/${scene}.jpg`;
        if (picture) await page.screenshot({ path, type: 'jpeg', quality: 85 });
      }
      expect(scenes.faults).toEqual([]);
    });
  }

  // Whoever comes finds the plain text again: the first page is never enlarged.
  for (const [part, names] of halves(everyScene.filter((name) => !name.startsWith('attract')))) {
    test(`every ${language} screen fits at 200 % text, in its own words only, part ${part}`, async ({ page }) => {
      test.setTimeout(ALL_SCREENS_MS);
      const scenes = await openScenes(page, server);
      for (const scene of names) {
        // What fits at twice the size fits at one and a half times.
        await scenes.show(scene, { lang: language, text: 'largest' });
        expect.soft(await misplacedTexts(page), scene).toEqual([]);
        const words = await page.evaluate(() => document.body.innerText);
        expect.soft(words, scene).not.toMatch(wordKey);
        expect.soft(words, scene).not.toMatch(/\{\{|\}\}|\bundefined\b|\[object/);
        if (language === 'en') expect.soft(chineseSentences(words, scene), scene).toEqual([]);
      }
      expect(scenes.faults).toEqual([]);
    });
  }
}

/** All that the theme changes. */
const colours = { runOnly: { type: 'rule', values: ['color-contrast', 'color-contrast-enhanced'] } } as const;

test('high contrast passes axe, with the contrast of WCAG level AAA', async ({ page }, info) => {
  test.skip(info.project.name !== 'portrait', 'the colours are the same on every screen');
  test.setTimeout(ALL_SCREENS_MS);
  const scenes = await openScenes(page, server);
  for (const scene of drawnScenes) {
    await scenes.show(scene, { lang: 'en', contrast: 'high' });
    expect.soft(await axeViolations(page, colours), scene).toEqual([]);
  }
});

/** The ways to say who one is, as each service offers them to each group. */
const methodLists = [
  ...new Set(
    baseCatalogue
      .flatMap(({ identity }) => Object.values(identity))
      .map(({ methods }) => methods.join(' '))
      .filter((methods) => methods !== ''),
  ),
];

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
  const scenes = await openScenes(page, server);
  const [shown] = Object.values(scenesWith('')).filter(({ step }) => step.name === 'identityMethod');
  if (!shown) throw new Error('no scene asks who somebody is');
  for (const [width = 0, height = 0] of sizes) {
    await page.setViewportSize({ width, height });
    for (const list of methodLists) {
      const methods = identityMethods.filter((method) => list.split(' ').includes(method));
      for (const language of languages) {
        for (const textSize of ['standard', 'large', 'largest'] as const) {
          const comfort = { ...shown.comfort, textSize };
          await scenes.draw({ ...shown, language, comfort, step: { name: 'identityMethod', methods } });
          const turning = page.getByRole('button', { name: /^(?:More below|下翻看更多)$/ });
          expect.soft(await turning.count(), `${width} × ${height} ${language} ${textSize} ${list}`).toBe(0);
        }
      }
    }
  }
});

test('reach mode puts every control of a tall screen into the lower 45 %', async ({ page }, info) => {
  test.skip(info.project.name !== 'portrait', 'a low, wide screen is within reach as it is');
  const scenes = await openScenes(page, server);
  for (const scene of drawnScenes.filter((name) => !name.startsWith('attract'))) {
    await scenes.show(scene, { lang: 'zh-CN', reach: 'on' });
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
  const scenes = await openScenes(page, server);
  await scenes.show('idNumber', { lang: 'zh-CN' });
  for (const digit of ['5', '0', '0']) await page.getByRole('button', { name: digit, exact: true }).tap();
  await page.getByRole('button', { name: 'English' }).tap();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Type your Citizen ID Number');
  await expect(page.getByRole('group', { name: 'Typed so far: 5 0 0' })).toBeVisible();
});

test('a new step begins at its heading, and "End and clear" asks before it wipes', async ({ page }) => {
  const scenes = await openScenes(page, server);
  await scenes.show('purpose', { lang: 'en' });
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

/** These show both languages: nobody's language is known; and a foreigner finds the Chinese name on the lease. */
const bilingual = /^(?:attract|takeBelongings|field-address$)/;
/** A document that only has a Chinese name, the other language's button, and what a visitor wrote. */
const meant = ['临时居民身份证', '重庆北站', '重庆江北国际机场', '民权路'];

function chineseSentences(words: string, scene: string): string[] {
  if (bilingual.test(scene)) return [];
  const found = words.match(/\p{Script=Han}[\p{Script=Han}，。]{3,}/gu) ?? [];
  return found.filter((sentence) => !meant.some((known) => sentence.includes(known)));
}
