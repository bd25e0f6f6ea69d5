import { expect, type Page } from '@playwright/test';
import { drawnPortrait, drawnScene, sceneSize } from '../../../main/contract/drawn-portrait.ts';
import { answerOf, test } from '../instruments.ts';
import { filmOf, withFakeCamera } from './fake-camera.ts';

// One orientation is enough: what is tested is the camera, and each case starts a browser of its own.
test.beforeEach(({ viewport }) => test.skip((viewport?.width ?? 0) > 1_200, 'once, in portrait'));
test.describe.configure({ timeout: 120_000 });

/** The detector has no graphics processor here and shares two cores with everything else. */
const SLOW = { timeout: 60_000 };

const near = { seed: 3, headShare: 0.62, offsetY: 0.02, ...sceneSize };
const pictures = {
  good: drawnScene('face', 8),
  noFace: drawnScene('noFace', 1),
  twoFaces: drawnScene('twoFaces', 1),
  tooFar: drawnScene('tooFar', 1),
  tooNear: drawnPortrait({ ...near, headShare: 0.98 }),
  offCentre: drawnScene('offCentre', 1),
  tooDark: drawnScene('tooDark', 1),
  tooBright: drawnPortrait({ ...near, brightness: 1.7 }),
  blurred: drawnScene('blurred', 1),
  turned: drawnPortrait({ ...near, tiltDegrees: 22 }),
};

const show = (page: Page, scene: string): Promise<void> =>
  page.evaluate((wanted) => {
    new BroadcastChannel('kiosk-camera-scene').postMessage(wanted);
  }, scene);

const hintOf = (page: Page) => page.locator('[data-hint]');

for (const [hint, svg] of Object.entries(pictures)) {
  test(`a picture that is ${hint} gets that hint`, async ({ browser, playwright, launchOptions, instruments }) => {
    const film = await filmOf(browser, svg);
    await withFakeCamera(playwright.chromium, launchOptions, { film }, async (page) => {
      await page.goto(`${instruments}?show=face`);
      await expect(hintOf(page)).toHaveAttribute('data-hint', hint, SLOW);
    });
  });
}

test('a good picture counts down and becomes an ID photo', async ({
  browser,
  playwright,
  launchOptions,
  instruments,
}) => {
  const film = await filmOf(browser, pictures.good);
  await withFakeCamera(playwright.chromium, launchOptions, { film }, async (page) => {
    await page.goto(`${instruments}?show=face`);
    await expect(page.getByRole('timer')).toBeVisible(SLOW);
    await expect(page.locator('output')).not.toBeEmpty(SLOW);
    const jpeg = Buffer.from(await answerOf(page), 'base64');
    expect(jpeg.subarray(0, 3).toString('hex')).toBe('ffd8ff');
    expect(jpeg.length).toBeLessThan(200_000);
    const size = await page.evaluate(
      async (bytes) => {
        const picture = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }));
        return [picture.width, picture.height];
      },
      [...jpeg],
    );
    expect(size).toEqual([358, 441]);
  });
});

test('a picture that stands still is opened again and then reported', async ({
  browser,
  playwright,
  launchOptions,
  instruments,
}) => {
  const film = await filmOf(browser, pictures.noFace, true);
  await withFakeCamera(playwright.chromium, launchOptions, { film }, async (page) => {
    await page.goto(`${instruments}?show=face`);
    await expect(page.locator('output')).toHaveText('frozen', SLOW);
  });
});

test('a camera that may not be used is reported as refused', async ({
  browser,
  playwright,
  launchOptions,
  instruments,
}) => {
  const film = await filmOf(browser, pictures.noFace);
  await withFakeCamera(playwright.chromium, launchOptions, { film }, async (page) => {
    await page.route('**/instruments.html*', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), 'permissions-policy': 'camera=()' } });
    });
    await page.goto(`${instruments}?show=face`);
    await expect(page.locator('output')).toHaveText('refused', SLOW);
  });
});

test('no camera is reported as absent', async ({ playwright, launchOptions, instruments }) => {
  await withFakeCamera(playwright.chromium, launchOptions, { film: null }, async (page) => {
    await page.goto(`${instruments}?show=face`);
    await expect(page.locator('output')).toHaveText('absent', SLOW);
  });
});

test.describe('the simulated camera', () => {
  test('shows what the dock puts before it, within the content security policy', async ({
    page,
    instruments,
    violations,
  }) => {
    await page.goto(`${instruments}?show=face&source=simulated`);
    await expect(hintOf(page)).toHaveAttribute('data-hint', 'good', SLOW);
    await show(page, 'twoFaces');
    await expect(hintOf(page)).toHaveAttribute('data-hint', 'twoFaces', SLOW);
    await show(page, 'lost');
    await expect(page.locator('output')).toHaveText('lost');
    expect(violations).toEqual([]);
  });

  test('can freeze', async ({ page, instruments }) => {
    await page.goto(`${instruments}?show=face&source=simulated`);
    await expect(hintOf(page)).not.toHaveAttribute('data-hint', 'starting', SLOW);
    await page.evaluate(() => {
      const channel = new BroadcastChannel('kiosk-camera-scene');
      const freeze = (): void => channel.postMessage('frozen');
      channel.addEventListener('message', ({ data }) => data === 'cameraOpened' && freeze());
      freeze();
    });
    await expect(page.locator('output')).toHaveText('frozen', SLOW);
  });

  test('makes no photo of a picture that stands still since the button was pressed', async ({ page, instruments }) => {
    await page.goto(`${instruments}?show=face&source=simulated`);
    await page.getByRole('button', { name: '拍照' }).click(SLOW);
    await page.evaluate(() => {
      const channel = new BroadcastChannel('kiosk-camera-scene');
      const freeze = (): void => channel.postMessage('frozen');
      channel.addEventListener('message', ({ data }) => data === 'cameraOpened' && freeze());
      freeze();
    });
    await expect(page.locator('output')).not.toBeEmpty(SLOW);
    await expect(page.locator('output')).toHaveText('frozen');
  });

  test('takes the photo by the button, and answers taps while it checks', async ({ page, instruments }) => {
    await page.goto(`${instruments}?show=face&source=simulated`);
    await page.getByRole('button', { name: '拍照' }).click(SLOW);
    await expect(page.locator('output')).not.toBeEmpty(SLOW);
    expect(await answerOf(page)).toMatch(/^\/9j\//);
  });

  test('is switched off when the visitor leaves', async ({ page, instruments }) => {
    await page.addInitScript(() => {
      // oxlint-disable-next-line typescript/unbound-method -- called with its own canvas below
      const original = HTMLCanvasElement.prototype.captureStream;
      HTMLCanvasElement.prototype.captureStream = function captureStream(...rate) {
        const stream = original.apply(this, rate);
        Object.assign(window, { cameraTrack: stream.getVideoTracks()[0] });
        return stream;
      };
    });
    await page.goto(`${instruments}?show=face&source=simulated`);
    await expect(hintOf(page)).not.toHaveAttribute('data-hint', 'starting', SLOW);
    await page.getByRole('button', { name: 'leave' }).click();
    const stateOfTrack = () =>
      page.evaluate(() => (window as unknown as { cameraTrack: MediaStreamTrack }).cameraTrack.readyState);
    await expect.poll(stateOfTrack).toBe('ended');
    await expect.poll(() => page.workers().length).toBe(0);
  });
});
