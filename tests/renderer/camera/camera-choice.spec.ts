import { expect, type Page } from '@playwright/test';
import { drawnScene } from '../../../main/contract/drawn-portrait.ts';
import { test } from '../instruments.ts';
import { filmOf, withFakeCamera } from './fake-camera.ts';

// One orientation is enough: what is tested is the camera, and each case starts a browser of its own.
test.beforeEach(({ viewport }) => test.skip((viewport?.width ?? 0) > 1_200, 'once, in portrait'));
test.describe.configure({ timeout: 120_000 });
const SLOW = { timeout: 60_000 };

/** What the page did with its cameras, and a hand at their cable. */
interface CameraDesk {
  readonly tracks: MediaStreamTrack[];
  /** All cameras, or only these; the page hears of the change as it does from the system. */
  plug(labels: readonly string[] | null): void;
}
type DeskWindow = Window & { readonly desk: CameraDesk };

/** Chromium's fake cameras cannot be pulled out: this stands between the page and them, and ends their tracks. */
const layDesk = (page: Page) =>
  page.addInitScript(() => {
    const media = navigator.mediaDevices;
    const [getUserMedia, enumerateDevices] = [media.getUserMedia.bind(media), media.enumerateDevices.bind(media)];
    const tracks: MediaStreamTrack[] = [];
    let plugged: readonly string[] | null = null;
    const isThere = (label: string): boolean => plugged === null || plugged.some((name) => label.includes(name));
    media.getUserMedia = async (constraints) => {
      const stream = await getUserMedia(constraints);
      const [track] = stream.getVideoTracks();
      if (track && !isThere(track.label)) {
        track.stop();
        throw new DOMException('unplugged', 'NotFoundError');
      }
      if (track) tracks.push(track);
      return stream;
    };
    media.enumerateDevices = async () => (await enumerateDevices()).filter(({ label }) => isThere(label));
    const plug: CameraDesk['plug'] = (labels) => {
      plugged = labels;
      for (const track of tracks.filter(({ label, readyState }) => readyState === 'live' && !isThere(label))) {
        track.stop();
        track.dispatchEvent(new Event('ended'));
      }
      media.dispatchEvent(new Event('devicechange'));
    };
    Object.assign(window, { desk: { tracks, plug } });
  });

const plug = (page: Page, labels: readonly string[] | null): Promise<void> =>
  page.evaluate((wanted) => (window as unknown as DeskWindow).desk.plug(wanted), labels);
const liveCameras = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    (window as unknown as DeskWindow).desk.tracks.flatMap((track) =>
      track.readyState === 'live' ? [track.label] : [],
    ),
  );
const openings = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as DeskWindow).desk.tracks.length);
const hasPicture = (page: Page): Promise<boolean> =>
  page.locator('video').evaluate((video) => video instanceof HTMLVideoElement && video.srcObject !== null);
/** Chromium's own picture is seen, and is nobody's face. */
const seen = /^(noFace|tooDark)$/;
const hintOf = (page: Page) => page.locator('[data-hint]');

for (const label of ['fake_device_0', 'fake_device_1']) {
  test(`of two cameras, ${label} is the one that its name was given`, async ({
    playwright,
    launchOptions,
    instruments,
  }) => {
    await withFakeCamera(playwright.chromium, launchOptions, { film: null, cameras: 2 }, async (page) => {
      await layDesk(page);
      await page.goto(`${instruments}?show=face&label=${label}`);
      await expect(hintOf(page)).toHaveAttribute('data-hint', seen, SLOW);
      expect((await liveCameras(page)).join()).toContain(label);
      expect(await liveCameras(page)).toHaveLength(1);
    });
  });
}

test('a camera that is not the one by that name is never used', async ({ playwright, launchOptions, instruments }) => {
  await withFakeCamera(playwright.chromium, launchOptions, { film: null, cameras: 2 }, async (page) => {
    await layDesk(page);
    await page.goto(`${instruments}?show=face&label=Visitor+camera`);
    await expect(page.locator('output')).toHaveText('absent', SLOW);
    expect(await hasPicture(page)).toBe(false);
    expect(await liveCameras(page)).toEqual([]);
  });
});

test('the camera pulled out leaves no standing picture and no other camera, and comes back by itself', async ({
  playwright,
  launchOptions,
  instruments,
}) => {
  await withFakeCamera(playwright.chromium, launchOptions, { film: null, cameras: 2 }, async (page) => {
    await layDesk(page);
    await page.goto(`${instruments}?show=face&label=fake_device_0`);
    await expect(hintOf(page)).toHaveAttribute('data-hint', seen, SLOW);
    await plug(page, ['fake_device_1']);
    await expect(page.locator('output')).toHaveText('lost');
    await expect(hintOf(page)).toHaveAttribute('data-hint', 'lost');
    await expect(page.getByRole('button', { name: '拍照' })).toBeDisabled();
    expect(await hasPicture(page)).toBe(false);
    expect(await liveCameras(page)).toEqual([]);
    await plug(page, null);
    await expect(page.locator('output')).toHaveText('', SLOW);
    await expect(hintOf(page)).toHaveAttribute('data-hint', seen, SLOW);
    expect((await liveCameras(page)).join()).toContain('fake_device_0');
  });
});

test('a camera that was absent from the beginning is used once it is plugged in', async ({
  playwright,
  launchOptions,
  instruments,
}) => {
  await withFakeCamera(playwright.chromium, launchOptions, { film: null, cameras: 2 }, async (page) => {
    await layDesk(page);
    await page.goto(`${instruments}?show=keypad`);
    await page.addInitScript(() => (window as unknown as DeskWindow).desk.plug(['nothing']));
    await page.goto(`${instruments}?show=face&label=fake_device_0`);
    await expect(page.locator('output')).toHaveText('absent', SLOW);
    await plug(page, null);
    await expect(hintOf(page)).toHaveAttribute('data-hint', seen, SLOW);
  });
});

test('a picture that stands still is opened anew once, and only then a fault; a plug mends it', async ({
  browser,
  playwright,
  launchOptions,
  instruments,
}) => {
  const film = await filmOf(browser, drawnScene('noFace', 1), true);
  await withFakeCamera(playwright.chromium, launchOptions, { film }, async (page) => {
    await layDesk(page);
    await page.goto(`${instruments}?show=face`);
    await expect(page.locator('output')).toHaveText('frozen', SLOW);
    expect(await openings(page), 'opened, and opened once more').toBe(2);
    expect(await hasPicture(page)).toBe(false);
    await plug(page, null);
    await expect.poll(() => openings(page), SLOW).toBe(3);
  });
});
