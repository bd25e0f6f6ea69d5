import { expect, test, type Page } from '@playwright/test';
import { belongings } from '../../../main/contract/result-view.ts';
import { startStaticServer, type StaticServer } from '../../support/static-server.ts';

/** What a visitor can do at each device's screen, and what the kiosk hears of it. */
let server: StaticServer;
test.beforeAll(async () => {
  server = await startStaticServer();
});
test.afterAll(async () => {
  await server.stop();
});

/** The kiosk ignores a second tap within 300 ms. */
const SECOND_TAP_MS = 310;

async function open(page: Page, scene: string): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.addInitScript(() => {
    const sent: unknown[] = [];
    Object.assign(window, { sent });
    window.addEventListener('visitor-event', (event) => sent.push((event as CustomEvent<unknown>).detail));
  });
  await page.goto(`${server.origin}/scenes.html?scene=${scene}&lang=en`);
  await page.locator('h1').waitFor();
}
const sent = (page: Page): Promise<unknown> => page.evaluate('sent');

async function press(page: Page, name: RegExp): Promise<void> {
  const since = await page.evaluate(() => performance.now());
  await page.waitForFunction((start) => performance.now() > start, since + SECOND_TAP_MS);
  await page.getByRole('button', { name }).tap();
}

for (const scene of ['placeCard', 'scanDocument', 'scanCode']) {
  test(`${scene} can be left for the keys and for another document`, async ({ page }) => {
    await open(page, scene);
    await press(page, /^Type my number instead/);
    await press(page, /^Use something else/);
    expect(await sent(page)).toEqual([{ type: 'chooseMethod', method: 'type' }, { type: 'back' }]);
  });
}

test('a scan that does not add up names what was not read and how often it may be tried again', async ({ page }) => {
  await open(page, 'scanDocument-wrong');
  await expect(page.getByText('This could not be read: the document number and the expiry date.')).toBeVisible();
  await expect(page.getByText('2 more tries')).toBeVisible();
  await expect(page.getByText('passport-check-digit')).toBeVisible();
});

test('the first try of a scan threatens with no number of tries', async ({ page }) => {
  await open(page, 'scanDocument');
  await expect(page.getByText(/more tr(?:y|ies)/)).toHaveCount(0);
});

test('a scanner that has given up waits for nothing, and leaves the other ways', async ({ page }) => {
  await open(page, 'scanDocument-givenUp');
  await expect(page.getByText('Waiting for your document')).toHaveCount(0);
  await expect(page.getByText(/more tr(?:y|ies)/)).toHaveCount(0);
  await press(page, /^Type my number instead/);
  expect(await sent(page)).toEqual([{ type: 'chooseMethod', method: 'type' }]);
});

test('the way round the fingerprint is as large as the fingerprint', async ({ page }) => {
  await open(page, 'fingerprint');
  const other = page.getByRole('button', { name: /^Another way/ });
  const box = await other.boundingBox();
  const finger = await other.locator('xpath=preceding-sibling::*').boundingBox();
  expect(box?.width).toBeCloseTo(finger?.width ?? 0, 0);
  expect(box?.height).toBeCloseTo(finger?.height ?? 0, 0);
  await press(page, /^Another way/);
  expect(await sent(page)).toEqual([{ type: 'anotherWay' }]);
});

test('what the sensor asks for is announced', async ({ page }) => {
  await open(page, 'fingerprint-pressHarder');
  await expect(page.locator('[aria-live="polite"]', { hasText: 'Press a little harder' })).toBeVisible();
});

test('"My paper is not there" asks first, and calls nobody when the paper is found', async ({ page }) => {
  await open(page, 'result');
  await press(page, /^My paper is not there/);
  await expect(page.getByRole('dialog', { name: 'Did it print?' })).toBeVisible();
  await press(page, /^I have found it/);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await sent(page)).toEqual([]);
  await press(page, /^My paper is not there/);
  await press(page, /^Nothing there: call an officer/);
  expect(await sent(page)).toEqual([{ type: 'paperMissing' }]);
});

test('a paper said to be missing shows that an officer is called, what is kept and the number', async ({ page }) => {
  await open(page, 'result-paperMissing');
  await expect(page.getByText('We are calling an officer: please stay here.')).toBeVisible();
  await expect(page.getByText('Your request is saved. It cannot be lost.')).toBeVisible();
  await expect(page.getByText('JB01-20261121-0042')).toBeVisible();
  await expect(page.getByRole('button', { name: /^My paper is not there/ })).toHaveCount(0);
});

test('who gets no paper is not asked whether it came out', async ({ page }) => {
  await open(page, 'result-withoutPaper');
  await expect(page.getByRole('button', { name: /^My paper is not there/ })).toHaveCount(0);
});

test('everything that was left behind is drawn and named, in both languages', async ({ page }) => {
  await open(page, 'takeBelongings');
  const things = page.locator('main li');
  await expect(things).toHaveCount(belongings.length);
  for (const thing of await things.all()) {
    await expect(thing.locator('svg')).toBeVisible();
    await expect(thing.locator('[lang="en"]')).toHaveText(/[a-z]/);
    await expect(thing.locator('[lang="zh-CN"]')).toHaveText(/\p{Script=Han}/u);
  }
});

test('the welcome shows the technician which device is out, and why', async ({ page }) => {
  await open(page, 'attract-out');
  await expect(page.getByText('idCardReader · absent')).toBeVisible();
  // Without a reason the state has to do.
  await expect(page.getByText('camera · noDevice')).toBeVisible();
});
