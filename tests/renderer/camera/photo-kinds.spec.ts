import { expect, type Page } from '@playwright/test';
import { drawnScene } from '../../../main/contract/drawn-portrait.ts';
import { photoProfileIds, photoProfiles } from '../../../main/contract/photo-profile.ts';
import { answerOf, test } from '../instruments.ts';
import { filmOf, withFakeCamera } from './fake-camera.ts';

// One orientation is enough: what is tested is the photo, and each case starts a browser of its own.
test.beforeEach(({ viewport }) => test.skip((viewport?.width ?? 0) > 1_200, 'once, in portrait'));
test.describe.configure({ timeout: 120_000 });
const SLOW = { timeout: 60_000 };

const sizeOf = (page: Page, jpeg: Buffer): Promise<number[]> =>
  page.evaluate(
    async (bytes) => {
      const picture = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }));
      return [picture.width, picture.height];
    },
    [...jpeg],
  );

for (const id of photoProfileIds) {
  test(`a good picture becomes the photo for ${id}`, async ({ browser, playwright, launchOptions, instruments }) => {
    const film = await filmOf(browser, drawnScene('face', 8));
    await withFakeCamera(playwright.chromium, launchOptions, { film }, async (page) => {
      await page.goto(`${instruments}?show=face&photo=${id}`);
      await expect(page.locator('output')).not.toBeEmpty(SLOW);
      const jpeg = Buffer.from(await answerOf(page), 'base64');
      const { widthPx, heightPx, dpi, bytes } = photoProfiles[id];
      expect(await sizeOf(page, jpeg)).toEqual([widthPx, heightPx]);
      expect([jpeg.toString('latin1', 6, 10), jpeg[13], jpeg.readUInt16BE(14), jpeg.readUInt16BE(16)]).toEqual([
        'JFIF',
        1,
        dpi,
        dpi,
      ]);
      expect(jpeg.length).toBeGreaterThanOrEqual(bytes.least);
      expect(jpeg.length).toBeLessThanOrEqual(bytes.most);
    });
  });
}

/** A page whose kiosk answers these, one after the other. */
const show = async (page: Page, instruments: string, answers: string[]): Promise<void> => {
  await page.exposeFunction('stillCamera', () => Promise.resolve(answers.shift() ?? 'offline'));
  await page.goto(`${instruments}?show=face&source=serial`);
};
const take = (page: Page): Promise<void> => page.getByRole('button', { name: '拍照' }).tap();
const hintOf = (page: Page) => page.locator('[data-hint]');

test.describe('a camera without a live picture', () => {
  test('takes a picture when it is asked, says what to put right, and gives the photo', async ({
    page,
    browser,
    instruments,
    violations,
  }) => {
    const [empty, good] = await Promise.all([
      drawnStill(browser.newPage(), drawnScene('noFace', 1)),
      drawnStill(browser.newPage(), drawnScene('face', 8)),
    ]);
    await show(page, instruments, [empty, good]);
    await expect(hintOf(page)).toHaveAttribute('data-hint', 'ready');
    await take(page);
    await expect(hintOf(page)).toHaveAttribute('data-hint', 'noFace', SLOW);
    await take(page);
    await expect(page.locator('output')).not.toBeEmpty(SLOW);
    expect(await sizeOf(page, Buffer.from(await answerOf(page), 'base64'))).toEqual([358, 441]);
    expect(violations).toEqual([]);
  });

  test('says that it is gone, that a picture came broken, and works again', async ({ page, instruments }) => {
    await show(page, instruments, [
      'offline',
      Buffer.from('no picture').toString('base64'),
      'badPicture',
      'cameraFault',
    ]);
    await take(page);
    await expect(page.locator('output')).toHaveText('lost', SLOW);
    await take(page);
    await expect(hintOf(page)).toHaveAttribute('data-hint', 'badPicture', SLOW);
    await expect(page.locator('output')).toHaveText('');
    await take(page);
    await expect(hintOf(page)).toHaveAttribute('data-hint', 'badPicture', SLOW);
    await take(page);
    await expect(page.locator('output')).toHaveText('fault', SLOW);
  });

  test('forgets its picture when the visitor leaves', async ({ page, browser, instruments }) => {
    await show(page, instruments, [await drawnStill(browser.newPage(), drawnScene('noFace', 1))]);
    await take(page);
    await expect(hintOf(page)).toHaveAttribute('data-hint', 'noFace', SLOW);
    await page.getByRole('button', { name: 'leave' }).click();
    await expect.poll(() => page.workers().length).toBe(0);
  });
});

/** A JPEG of a drawn scene in base64. */
async function drawnStill(opening: Promise<Page>, svg: string): Promise<string> {
  const page = await opening;
  await page.setViewportSize({ width: 640, height: 480 });
  await page.setContent(
    `<body style="margin:0;background:#eef0f1">${svg.replace('<svg ', '<svg style="width:853px;height:480px;margin-left:-107px" ')}`,
  );
  const jpeg = await page.screenshot({ type: 'jpeg', quality: 80 });
  await page.close();
  return jpeg.toString('base64');
}
