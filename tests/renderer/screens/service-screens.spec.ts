import { expect, test, type Page } from '@playwright/test';
import { PNG } from 'pngjs';
import { qrIn } from '../../support/qr.ts';
import { startStaticServer, type StaticServer } from '../../support/static-server.ts';

/** What a visitor reads and can do on the pages of a service, and what the kiosk hears of it. */
let server: StaticServer;
test.beforeAll(async () => {
  server = await startStaticServer();
});
test.afterAll(async () => {
  await server.stop();
});

/** The kiosk ignores a second tap within 300 ms. */
const SECOND_TAP_MS = 310;
const PIXELS_PER_MM = 4.03;

async function open(page: Page, scene: string, options = ''): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.addInitScript(() => {
    const sent: unknown[] = [];
    Object.assign(window, { sent });
    window.addEventListener('visitor-event', (event) => sent.push((event as CustomEvent<unknown>).detail));
  });
  await page.goto(`${server.origin}/scenes.html?scene=${scene}&lang=en${options}`);
  await page.locator('h1').waitFor();
}
const sent = (page: Page): Promise<unknown> => page.evaluate('sent');

async function secondTapCounts(page: Page): Promise<void> {
  const since = await page.evaluate(() => performance.now());
  await page.waitForFunction((start) => performance.now() > start, since + SECOND_TAP_MS);
}

async function press(page: Page, name: RegExp): Promise<void> {
  await secondTapCounts(page);
  await page.getByRole('button', { name }).first().tap();
}

test('where several groups are served each has its button, and one that nothing works for says why', async ({
  page,
}) => {
  await open(page, 'about-groups');
  await expect(page.getByRole('button', { name: /^Foreigner/ })).toHaveCount(0);
  await expect(page.getByText(/the passport scanner is not working/)).toBeVisible();
  await press(page, /^Mainland resident/);
  await press(page, /^Resident of Hong Kong, Macao or Taiwan/);
  expect(await sent(page)).toEqual([
    { type: 'chooseGroup', group: 'mainland' },
    { type: 'chooseGroup', group: 'hmt' },
  ]);
});

test('where one group is served the others learn on the first page where to go', async ({ page }) => {
  await open(page, 'about');
  await expect(page.getByRole('button', { name: /^Mainland resident/ })).toHaveCount(0);
  await press(page, /^Foreigner\? See where to go/);
  await press(page, /^Start/);
  await press(page, /^Print this page/);
  expect(await sent(page)).toEqual([
    { type: 'chooseGroup', group: 'foreign' },
    { type: 'next' },
    { type: 'printSlip' },
  ]);
});

test('a service that can wait for the network says so, with the days that the law gives', async ({ page }) => {
  await open(page, 'about-queued');
  await expect(page.getByText('The network is away, but you can still apply')).toBeVisible();
  await expect(page.getByText('By law decided within 60 working days')).toBeVisible();
  await expect(page.getByText('Here usually 30 working days')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Printing' })).toBeDisabled();
});

test('a refusal names the rule, the place, its hours and its telephone, and prints the way', async ({ page }) => {
  await open(page, 'refused');
  for (const words of [/Art\. 2/, 'Example District Exit and Entry Hall', /9:00–17:00/, '023-0000 0120', /1\.2 km/])
    await expect(page.getByText(words).first()).toBeVisible();
  await press(page, /^Print the way there/);
  await press(page, /^Finish and clear/);
  expect(await sent(page)).toEqual([{ type: 'printSlip' }, { type: 'end' }]);
});

test('a refusal that ends names the first day', async ({ page }) => {
  await open(page, 'refused-early');
  await expect(page.getByText('21 February 2027')).toBeVisible();
  await expect(page.getByText('Printed. Please take it')).toBeVisible();
});

test('a hidden number is shown when touched, and hidden again after 20 seconds', async ({ page }) => {
  await page.clock.install();
  await open(page, 'records-many');
  await expect(page.getByText('E12345678')).toHaveCount(0);
  await page.getByRole('button', { name: 'Show: Document number' }).first().tap();
  await expect(page.getByText('E12345678')).toHaveCount(1);
  await page.clock.runFor(19_000);
  await expect(page.getByText('E12345678')).toHaveCount(1);
  await page.clock.runFor(1_000);
  await expect(page.getByText('E12345678')).toHaveCount(0);
});

test('what cannot be chosen is no button and says why; what is chosen is marked in words', async ({ page }) => {
  await open(page, 'choose-chosen');
  const offered = page.locator('main li button[aria-pressed]');
  await expect(offered).toHaveCount(2);
  await expect(page.getByText(/above 200 yuan/)).toBeVisible();
  await expect(page.locator('button[aria-pressed="true"]', { hasText: 'Chosen' })).toHaveCount(1);
  await offered.first().tap();
  expect(await sent(page)).toEqual([{ type: 'chooseItem', item: 'violation-1' }]);
});

test('nothing goes on before something is chosen', async ({ page }) => {
  await open(page, 'choose');
  await expect(page.getByRole('button', { name: 'Next' })).toBeDisabled();
});

for (const [name, response] of [
  [/^I agree/, 'accept'],
  [/^I want to state my side/, 'defend'],
  [/^I do not agree/, 'object'],
] as const) {
  test(`a statement answered by "${response}": none is chosen beforehand, all are equally large`, async ({ page }) => {
    await open(page, 'statement');
    const answers = page.locator('section[aria-labelledby="answers"] button[aria-pressed]');
    await expect(answers).toHaveCount(3);
    await expect(page.locator('button[aria-pressed="true"]')).toHaveCount(0);
    const widths = await answers.evaluateAll((buttons) => buttons.map((button) => button.clientWidth));
    expect(new Set(widths).size).toBe(1);
    await press(page, name);
    expect(await sent(page)).toEqual([{ type: 'respond', response }]);
  });
}

test('the facts, the basis and the rights of a statement stand before its answers', async ({ page }) => {
  await open(page, 'statement');
  const words = await page.locator('main').innerText();
  const at = ['Your rights', 'Traffic violation', 'Legal basis', 'I agree'].map((each) => words.indexOf(each));
  expect(at).not.toContain(-1);
  expect(at).toEqual(at.toSorted((one, other) => one - other));
});

test('a word of the law is explained where it is touched', async ({ page }) => {
  await open(page, 'statement');
  await page.getByRole('button', { name: 'Demerit points' }).tap();
  const explained = page.getByRole('dialog', { name: /demerit point/i });
  await expect(explained).toBeVisible();
  await secondTapCounts(page);
  await explained.getByRole('button').tap();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

for (const contrast of ['standard', 'high']) {
  test(`a telephone reads the payment code in ${contrast} contrast, 60 mm large at least`, async ({ page }) => {
    await open(page, 'pay', `&contrast=${contrast}`);
    const code = page.getByRole('figure', { name: 'Payment code' });
    const box = await code.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0) / PIXELS_PER_MM).toBeGreaterThanOrEqual(60);
    expect(qrIn(PNG.sync.read(await code.screenshot()))).toMatch(/^https:\/\/pay\.example\.gov\.cn\/q\//);
    await expect(page.getByText('120 yuan')).toBeVisible();
  });
}

test('who does not know whether they paid sees no code to pay again, and may leave', async ({ page }) => {
  await open(page, 'pay-unknown');
  await expect(page.getByRole('figure', { name: 'Payment code' })).toHaveCount(0);
  await press(page, /^I have to leave/);
  expect(await sent(page)).toEqual([{ type: 'stopWaiting' }]);
});

test('who leaves before that sees how far the slip is, and what to note when it does not print', async ({ page }) => {
  await open(page, 'pay-left');
  await expect(page.getByRole('listitem').filter({ hasText: 'Receipt' })).toContainText('Printing');
  await open(page, 'pay-left-noSlip');
  await expect(page.getByText(/^Please photograph or note the order number/)).toBeVisible();
  await expect(page.getByText(/^[0-9a-f]{32}$/)).toBeVisible();
  await press(page, /^Finish and clear/);
  expect(await sent(page)).toEqual([{ type: 'end' }]);
});

test('a fine can be paid now or until its day', async ({ page }) => {
  await open(page, 'payChoice');
  await press(page, /^Pay now/);
  await press(page, /^Pay later, by 6 December 2026/);
  expect(await sent(page)).toEqual([{ type: 'payNow' }, { type: 'payLater' }]);
});

test('the result says what became of the money', async ({ page }) => {
  await open(page, 'result-accepted');
  await expect(page.getByText('50010526-0000012345')).toBeVisible();
  await open(page, 'result-provisional');
  await expect(page.getByText('20 yuan still to pay')).toBeVisible();
  await open(page, 'result-refund');
  await expect(page.getByText('TK2026112100042')).toBeVisible();
});

test('the last check writes days and countries out, and says what was left empty', async ({ page }) => {
  await open(page, 'review-stay');
  for (const words of ['Germany', '20 November 2026', 'Left empty']) await expect(page.getByText(words)).toBeVisible();
});

test('in large text there are few choices: three areas, then the services of one', async ({ page }) => {
  await open(page, 'home', '&text=large');
  await expect(page.locator('main button')).toHaveCount(4);
  await press(page, /^Vehicles and Drivers/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Vehicles and Drivers');
  await press(page, /^Traffic Fine Payment/);
  expect(await sent(page)).toEqual([{ type: 'chooseService', serviceId: 'traffic-fine-payment' }]);
});
