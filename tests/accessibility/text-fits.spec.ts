import { expect, test, type Page } from '@playwright/test';
import type { SessionSnapshot } from '../../main/contract/session-snapshot.ts';
import { languages } from '../../main/contract/language.ts';
import { scene } from '../../renderer/scenes/scene.ts';
import { openScenes, startScenes, type ScenesPage } from '../support/scenes-page.ts';
import type { StaticServer } from '../support/static-server.ts';
import { wordsAt } from '../support/locale-words.ts';
import { cataloguePages, tiles, type CataloguePage } from './catalogue-pages.ts';
import { misplacedTexts } from './misplaced-texts.ts';

/** Some hundred pages after one another on a busy machine. */
const ALL_PAGES_MS = 300_000;

let server: StaticServer;
test.beforeAll(async () => {
  server = await startScenes();
});
test.afterAll(async () => {
  await server.stop();
});

/** Twice the normal size: what fits there fits at every other. */
const enlarged = (snapshot: SessionSnapshot): SessionSnapshot => ({
  ...snapshot,
  comfort: { ...snapshot.comfort, textSize: 'largest' },
});

for (const language of languages) {
  for (const part of [0, 1]) {
    test(`nothing that a service says in ${language} is longer than its place at 200 % text, part ${part + 1}`, async ({
      page,
    }, info) => {
      test.setTimeout(ALL_PAGES_MS);
      const scenes = await openScenes(page, server);
      const landscape = info.project.name === 'landscape';
      if (landscape) await page.setViewportSize({ width: 1366, height: 768 });
      const pages = cataloguePages(language)
        // What is wrong with an answer stands in one place for all questions; one of the screens is enough.
        .filter(({ again }) => !(again && landscape))
        .filter((_, index) => index % 2 === part);
      for (const each of pages) {
        await lookAt(page, scenes, each);
        await lookAtAllOptions(page, scenes, each);
      }
      expect(scenes.faults).toEqual([]);
    });
  }

  test(`every tile has room for its words in ${language} at 200 % text`, async ({ page }, info) => {
    test.setTimeout(ALL_PAGES_MS);
    const scenes = await openScenes(page, server);
    if (info.project.name === 'landscape') await page.setViewportSize({ width: 1366, height: 768 });
    for (const [state, areas] of Object.entries(tiles)) {
      for (const { id, services } of areas) {
        await scenes.draw(enlarged(scene({ name: 'home', areas }, { language })));
        const area = wordsAt(language, `journey:areas.${id}`);
        // The second of two quick taps is ignored.
        await expect(async () => {
          await page.getByRole('button', { name: area }).tap({ timeout: 1_000 });
          await expect(page.getByRole('heading', { level: 1 })).toHaveText(area, { timeout: 200 });
        }).toPass();
        const words = await page.locator('main').innerText();
        for (const service of services) expect(words).toContain(wordsAt(language, `services:${service.id}.name`));
        expect.soft(await misplacedTexts(page), `${id} ${state}`).toEqual([]);
      }
    }
  });
}

async function lookAt(page: Page, scenes: ScenesPage, { name, snapshots, says }: CataloguePage): Promise<void> {
  await scenes.draw(...snapshots.map(enlarged));
  const words = await page.locator('main').innerText();
  for (const said of says) expect.soft(words, name).toContain(said);
  expect.soft(await misplacedTexts(page), name).toEqual([]);
  // Back, End and clear, the way on. A button outside the screen is among the misplaced.
  const wayOn = page.locator('footer > div:nth-child(3) button');
  if (snapshots.at(-1)?.step.name !== 'question') expect.soft(await wayOn.isVisible(), `${name}: way on`).toBe(true);
}

/** Answers for which there is no room stand on further pages, of which the one with the answer given is shown. */
async function lookAtAllOptions(page: Page, scenes: ScenesPage, { name, snapshots, options }: CataloguePage) {
  let read = await page.locator('main').innerText();
  for (const [id, title] of Object.entries(options)) {
    if (read.includes(title)) continue;
    await scenes.draw(...snapshots.map((snapshot) => enlarged(answering(snapshot, id))));
    expect.soft(await misplacedTexts(page), `${name}, ${id}`).toEqual([]);
    read += await page.locator('main').innerText();
    expect.soft(read, `${name}, ${id}`).toContain(title);
  }
}

const answering = (snapshot: SessionSnapshot, value: string): SessionSnapshot =>
  snapshot.step.name === 'field' ? { ...snapshot, step: { ...snapshot.step, value } } : snapshot;
