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
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  const frames: Buffer[] = [];
  for (let frame = 0; frame < FRAMES; frame += 1) {
    const light = still ? 1 : 1 - frame / 100;
    await page.setContent(
      `<body style="margin:0;background:#000"><div style="opacity:${light};width:1280px">${svg}</div>`,
    );
    frames.push(await page.screenshot({ type: 'jpeg', quality: 92 }));
  }
  await page.close();
  return Buffer.concat(frames);
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
