import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserType, Page } from '@playwright/test';

/** Frames of the film: the picture must change, or it counts as frozen. */
const FRAMES = 6;

/**
 * A film for Chromium's fake camera from a drawn picture: JPEGs one after the other, each a little darker than the
 * last, as the light of a hall flickers. With `still`, every frame is the same.
 */
export async function filmOf(browser: Browser, svg: string, still = false): Promise<Buffer> {
  const page = await browser.newPage();
  const lights = Array.from({ length: FRAMES }, (_, frame) => (still ? 1 : 1 - frame / 100));
  const frames = await page.evaluate(drawJpegs, { svg, lights });
  await page.close();
  return Buffer.concat(frames.map((frame) => Buffer.from(frame, 'base64')));
}

/** In the page: the picture on black in each of these lights, as base64. Drawn, since no page need be shown for it. */
async function drawJpegs({ svg, lights }: { readonly svg: string; readonly lights: readonly number[] }) {
  const picture = new Image();
  picture.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await picture.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: 1280, height: 720 });
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  return lights.map((light) => {
    context.globalAlpha = 1;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.globalAlpha = light;
    context.drawImage(picture, 0, 0);
    return canvas.toDataURL('image/jpeg', 0.92).replace('data:image/jpeg;base64,', '');
  });
}

export interface FakeCameraOptions {
  /** Null: no camera at all, unless there are `cameras`. */
  readonly film: Buffer | null;
  /** So many of Chromium's own, named fake_device_0 and so on, with its own moving picture. */
  readonly cameras?: number;
}

/** A page in a browser of its own, whose camera shows the film. */
export async function withFakeCamera(
  browserType: BrowserType,
  launch: NonNullable<Parameters<BrowserType['launch']>[0]>,
  { film, cameras }: FakeCameraOptions,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kiosk-camera-'));
  const file = path.join(folder, 'camera.mjpeg');
  await writeFile(file, film ?? '');
  const camera = film ? ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${file}`] : [];
  const several = cameras ? [`--use-fake-device-for-media-stream=device-count=${cameras}`] : [];
  const browser = await browserType.launch({
    ...launch,
    args: [...(launch.args ?? []), ...camera, ...several, '--use-fake-ui-for-media-stream'],
  });
  try {
    await use(await browser.newPage({ viewport: { width: 1080, height: 1920 } }));
  } finally {
    await browser.close();
    await rm(folder, { recursive: true });
  }
}
