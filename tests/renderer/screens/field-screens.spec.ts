import { expect, test, type Page } from '@playwright/test';
import { startStaticServer, type StaticServer } from '../../support/static-server.ts';

/** What a visitor can do at each kind of question, and what the kiosk hears of it. */
let server: StaticServer;
test.beforeAll(async () => {
  server = await startStaticServer();
});
test.afterAll(async () => {
  await server.stop();
});

/** The kiosk ignores a second tap within 300 ms. */
const SECOND_TAP_MS = 310;

async function open(page: Page, scene: string, wanted = 'lang=en'): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.addInitScript(() => {
    const sent: unknown[] = [];
    Object.assign(window, { sent });
    window.addEventListener('visitor-event', (event) => sent.push((event as CustomEvent<unknown>).detail));
  });
  await page.goto(`${server.origin}/scenes.html?scene=${scene}&${wanted}`);
  await page.locator('h1').waitFor();
}
const sent = (page: Page): Promise<unknown> => page.evaluate('sent');

async function press(page: Page, name: string | RegExp): Promise<void> {
  const since = await page.evaluate(() => performance.now());
  await page.waitForFunction((start) => performance.now() > start, since + SECOND_TAP_MS);
  await page.getByRole('button', { name, exact: typeof name === 'string' }).tap();
}
const keys = async (page: Page, characters: string): Promise<void> => {
  for (const character of characters) await page.getByRole('button', { name: character, exact: true }).tap();
};

test('a plate begins with its province, has no I and O, and its last place alone knows 学', async ({ page }) => {
  await open(page, 'field-plate');
  await keys(page, '渝');
  await expect(page.getByRole('button', { name: 'I', exact: true })).toBeDisabled();
  await expect(page.getByRole('button', { name: '学', exact: true })).toBeDisabled();
  await keys(page, 'A1234学');
  await expect(page.locator('output')).toHaveText('渝A·1234学');
  await press(page, 'Next');
  expect(await sent(page)).toEqual([{ type: 'answer', field: 'plate', value: '渝A1234学' }]);
});

test('an emptied plate asks for the province again', async ({ page }) => {
  await open(page, 'field-plate-begun');
  await press(page, 'Clear');
  await expect(page.getByRole('button', { name: '京', exact: true })).toBeVisible();
});

test('a wrong number is found while it is typed, and cannot be sent', async ({ page }) => {
  await open(page, 'field-plate');
  await keys(page, '渝A');
  await keys(page, 'L12345');
  await expect(page.getByText('This does not look like a plate')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Next' })).toBeDisabled();
});

test('a doubtful number is sent again as it is', async ({ page }) => {
  await open(page, 'field-vin-warning');
  await expect(page.getByText('The check digit does not fit')).toBeVisible();
  await press(page, 'Next');
  expect(await sent(page)).toEqual([{ type: 'answer', field: 'vin', value: '1M8GDM9A1KP042788' }]);
});

test('a doubt is over when the number changes', async ({ page }) => {
  await open(page, 'field-vin-warning');
  await press(page, 'Delete');
  await expect(page.getByText('The check digit does not fit')).toHaveCount(0);
});

test('what may stay empty is skipped', async ({ page }) => {
  await open(page, 'field-file');
  await press(page, 'Skip');
  expect(await sent(page)).toEqual([{ type: 'answer', field: 'licenceFile', value: '' }]);
});

test('a date is typed in digits and shows its weekday', async ({ page }) => {
  await open(page, 'field-date');
  await keys(page, '0112');
  await expect(page.getByText('Tuesday, 1 December 2026')).toBeVisible();
  await press(page, 'Next');
  expect(await sent(page)).toEqual([{ type: 'answer', field: 'fromDate', value: '2026-12-01' }]);
});

test('a date in Chinese is typed from the year on, and today is one touch', async ({ page }) => {
  await open(page, 'field-date', 'lang=zh-CN');
  await keys(page, '1231');
  await expect(page.getByText('2026年12月31日，星期四')).toHaveCount(0);
  await expect(page.getByRole('button', { name: '下一步' })).toBeDisabled();
  await press(page, '今天');
  await expect(page.getByText('2026年11月21日，星期六')).toBeVisible();
  await press(page, '下一步');
  expect(await sent(page)).toEqual([{ type: 'answer', field: 'fromDate', value: '2026-11-21' }]);
});

test('a country is one touch, or the first letters of its name', async ({ page }) => {
  await open(page, 'field-country');
  await press(page, 'Another country or region');
  await keys(page, 'G');
  await keys(page, 'erm');
  await press(page, 'Germany');
  expect(await sent(page)).toEqual([{ type: 'answer', field: 'country', value: 'DEU' }]);
});

test('an address goes down the lists and up again, and ends with words', async ({ page }) => {
  await open(page, 'field-address', 'lang=zh-CN');
  const choose = async (name: string): Promise<void> => {
    const more = page.getByRole('button', { name: '下一页' });
    for (let turn = 0; turn < 9 && !(await page.getByRole('button', { name }).isVisible()); turn += 1)
      if (await more.isVisible()) await press(page, '下一页');
    await press(page, name);
  };
  await choose('重庆市');
  await choose('渝中区');
  await press(page, '返回上一级');
  await choose('渝中区');
  await choose('解放碑街道');
  await press(page, '数字');
  await keys(page, '28');
  await press(page, '下一步');
  expect(await sent(page)).toEqual([{ type: 'answer', field: 'address', value: '500103003 28' }]);
});

test('a street that is in no list ends the list at its district', async ({ page }) => {
  await open(page, 'field-address-text');
  await press(page, 'Up one level');
  await press(page, 'It is not in this list');
  await press(page, 'Next');
  expect(await sent(page)).toEqual([{ type: 'answer', field: 'address', value: '500103 民权路 28 号 1-1' }]);
});

test('all answers of a long choice are on its pages', async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  await open(page, 'field-choice-many');
  const seen: string[] = [];
  for (let turn = 0; turn < 11; turn += 1) {
    seen.push(...(await page.locator('main button[aria-pressed]').allTextContents()));
    const more = page.getByRole('button', { name: 'More', exact: true });
    if (!(await more.isVisible()) || (await more.isDisabled())) break;
    await press(page, 'More');
  }
  expect(seen).toHaveLength(11);
  expect(new Set(seen).size).toBe(11);
});

test('who has turned a page stays there when the words are measured again', async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  await open(page, 'field-choice-many');
  await press(page, 'More');
  const list = page.locator('main [data-measured]');
  const before = await list.innerText();
  await page.evaluate(() => document.fonts.dispatchEvent(new Event('loadingdone')));
  await expect(page.locator('main [data-measured="true"]')).toHaveText(before, { useInnerText: true });
});

test('one of two photos is chosen, or both are taken again', async ({ page }) => {
  await open(page, 'idPhoto-choose');
  await expect(page.getByRole('button', { name: 'Use this photo' })).toBeDisabled();
  await press(page, 'Photo 2');
  await press(page, 'Use this photo');
  await press(page, 'Take both again');
  expect(await sent(page)).toEqual([{ type: 'chooseShot', shot: 1 }, { type: 'retakePhoto' }]);
});

test('whoever cannot give a finger says so', async ({ page }) => {
  await open(page, 'fingers-left');
  await press(page, 'I cannot give a finger of my left hand');
  expect(await sent(page)).toEqual([{ type: 'cannotGiveFinger' }]);
});
