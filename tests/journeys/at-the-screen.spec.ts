import { expect, test, type Page } from '@playwright/test';
import { hallMissing, knownCard, openHall, type Hall, type HallOptions } from '../support/hall.ts';
import { visitor, type Visitor } from '../support/visitor.ts';
import { visitorBrowser, type Orientation, type VisitorBrowser } from '../support/visitor-browser.ts';

const missing = hallMissing();
test.skip(missing !== null, missing ?? '');
test.describe.configure({ timeout: 120_000 });

let hall: Hall;
let browser: VisitorBrowser;
let page: Page;
async function enter(
  options: HallOptions & { camera?: 'uvc'; scene?: 'face' | 'noFace' | null } = {},
): Promise<Visitor> {
  const { scene = 'face', ...rest } = options;
  hall = await openHall({ documentPrinter: 'simulator', ...rest });
  browser = await visitorBrowser({ orientation: test.info().project.name as Orientation, scene });
  page = browser.page;
  await page.goto(hall.kiosk.url());
  return visitor(page, 'zh-CN');
}
test.afterEach(async () => {
  await browser.close();
  await hall.close();
  expect(browser.violations).toEqual([]);
});

async function toConsent(v: Visitor): Promise<void> {
  await v.pressText(/^触摸开始/);
  await v.press('services:temp-id-proof.name');
  await v.press('journey:about.start');
  await v.press('journey:notice.agree');
  await v.sees('journey:faceConsent.heading');
}

test('finds the service by Chinese, pinyin, initials and English', async () => {
  const v = await enter();
  await v.pressText(/^触摸开始/);
  await v.press('journey:home.search');
  const result = page.getByRole('button', { name: v.say('services:temp-id-proof.name') });
  await v.typeHan('身份证', ['shen', 'fen', 'zheng']);
  await expect(result).toBeVisible();
  await page.getByRole('button', { name: v.say('keyboard:clear'), exact: true }).tap();
  await page
    .getByRole('button', { name: v.say('keyboard:latin'), exact: true })
    .first()
    .tap();
  for (const typed of ['shenfenzheng', 'sfz', 'lost my id']) {
    await page.getByRole('button', { name: v.say('keyboard:clear'), exact: true }).tap();
    await expect(result).toBeHidden();
    await v.typeLatin(typed);
    await expect(result, typed).toBeVisible();
  }
});

test('changes the language with half a number typed, and the half number stays', async () => {
  const v = await enter();
  await toConsent(v);
  await v.press('journey:faceConsent.face.title');
  await v.press('journey:identityMethod.type.title');
  await v.typeDigits('5001051990');
  const soFar = (who: Visitor) => page.getByLabel(who.say('journey:idNumber.soFar', { value: '5 0 0 1 0 5 1 9 9 0' }));
  await expect(soFar(v)).toBeVisible();
  await v.pressText('English');
  const english = visitor(page, 'en');
  await english.sees('journey:idNumber.heading');
  await expect(soFar(english)).toBeVisible();
  await v.pressText('中文');
  await v.sees('journey:idNumber.heading');
  await expect(soFar(v)).toBeVisible();
});

test('says what is wrong with a number while it is typed', async () => {
  const v = await enter();
  await toConsent(v);
  await v.press('journey:faceConsent.face.title');
  await v.press('journey:identityMethod.type.title');
  await v.typeDigits('50010519901301');
  await expect(page.getByText(v.say('journey:idNumber.faults.badDate')).first()).toBeVisible();
  await page.getByRole('button', { name: v.say('keyboard:clear'), exact: true }).tap();
  await v.typeDigits('500105199001010014');
  await expect(page.getByText(v.say('journey:idNumber.faults.badCheck')).first()).toBeVisible();
  await expect(page.getByRole('button', { name: v.say('common:next') })).toBeDisabled();
});

test('nobody touches anything: a warning with a countdown, then everything is gone', async () => {
  const v = await enter({ delays: { idleMs: 3_000, warningMs: 4_000 } });
  await toConsent(v);
  const warning = page.getByRole('alertdialog');
  await expect(warning).toBeVisible({ timeout: 10_000 });
  await expect(warning).toContainText(v.say('common:idle.title'));
  await v.press('common:idle.continue');
  await expect(warning).toBeHidden();
  await v.sees('journey:faceConsent.heading');
  await expect(page.getByRole('button', { name: 'Touch to start' })).toBeVisible({ timeout: 20_000 });
});

test('the camera is refused: another way is offered and used', async () => {
  const v = await enter({ scene: null });
  await toConsent(v);
  await v.press('journey:faceConsent.face.title');
  await identify(v);
  await expect(page.getByText(v.say('problems:camera-refused.what')).first()).toBeVisible({ timeout: 20_000 });
  await v.press('journey:anotherWay');
  await v.sees('journey:officer.heading');
  await v.sees('journey:recordShown.heading', {}, 20_000);
});

test('nobody stands before the camera: the screen says what to do and takes no picture', async () => {
  const v = await enter({ scene: 'noFace' });
  await toConsent(v);
  await v.press('journey:faceConsent.face.title');
  await identify(v);
  await expect(page.getByText(v.say('camera:hint.noFace')).first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('button', { name: v.say('camera:takePhoto') })).toBeDisabled();
});

test('a card is pulled while it is read: a sentence in the language of the visitor, in both', async () => {
  const v = await enter({ readMs: 400 });
  await toConsent(v);
  await v.press('journey:faceConsent.other.title');
  await v.press('journey:identityMethod.card.title');
  hall.reader.placeCard(knownCard(hall.gateway));
  hall.reader.pullCardAtByte(600);
  await expect(page.getByText(v.say('problems:card-removed.what')).first()).toBeVisible({ timeout: 20_000 });
  await v.pressText('English');
  await expect(page.getByText(visitor(page, 'en').say('problems:card-removed.what')).first()).toBeVisible();
});

test('the plug of the reader is pulled: the screen says so, and goes on by itself when it is back', async () => {
  const v = await enter();
  await toConsent(v);
  await v.press('journey:faceConsent.other.title');
  await v.press('journey:identityMethod.card.title');
  await hall.readerLine.unplug();
  await expect(page.getByText(v.say('problems:card-reader-offline.what')).first()).toBeVisible({ timeout: 20_000 });
  await hall.readerLine.plug();
  hall.reader.placeCard(knownCard(hall.gateway));
  await v.sees('journey:cardShown.heading', {}, 30_000);
});

async function identify(v: Visitor): Promise<void> {
  await v.press('journey:identityMethod.type.title');
  await v.typeDigits(hall.gateway.people[0]!.number);
  await v.press('common:next');
  await v.sees('journey:personName.heading');
  await v.typeHan('张示例', ['zhang', 'shi', 'li']);
  await v.press('common:next');
}
