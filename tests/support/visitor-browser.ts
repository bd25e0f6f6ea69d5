import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { drawnScene } from '../../main/contract/drawn-portrait.ts';
import type { CameraScene } from '../../main/contract/camera-scene.ts';
import { filmOf } from '../renderer/camera/fake-camera.ts';
import { resolveChromium } from './chromium.ts';

export type Orientation = 'portrait' | 'landscape';
export const viewports = { portrait: { width: 1080, height: 1920 }, landscape: { width: 1920, height: 1080 } } as const;

export interface VisitorBrowser {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the content security policy stopped: nothing of ours may be among it. */
  readonly violations: readonly string[];
  /** Where Chromium keeps its profile: looked through for what must not stay. */
  readonly profileDir: string;
  close(): Promise<void>;
}

/**
 * A touch screen with a camera before which somebody stands, as Chromium sees it. `scene: null` refuses the camera,
 * `noCamera` has none.
 */
export async function visitorBrowser(options: {
  orientation: Orientation;
  scene: CameraScene | 'noCamera' | null;
}): Promise<VisitorBrowser> {
  const { executablePath, env, args } = await resolveChromium();
  const folder = await mkdtemp(path.join(tmpdir(), 'kiosk-visitor-'));
  const picture = path.join(folder, 'camera.mjpeg');
  const { scene } = options;
  const camera = ['--use-fake-ui-for-media-stream'];
  if (scene !== 'noCamera') camera.push('--use-fake-device-for-media-stream');
  if (scene !== 'noCamera' && scene) {
    await writeFile(picture, await photograph(scene));
    camera.push(`--use-file-for-fake-video-capture=${picture}`);
  }
  // The page of the route below comes from nowhere in Chromium's eyes, and may not call this machine otherwise.
  if (!scene) camera.push('--disable-features=LocalNetworkAccessChecks');
  const profileDir = path.join(folder, 'profile');
  const context = await chromium.launchPersistentContext(profileDir, {
    executablePath,
    env: environmentWith(env),
    args: [...args, ...camera],
    viewport: viewports[options.orientation],
    // Painting what moves costs a quarter of the machine where no graphics processor does it.
    reducedMotion: 'reduce',
    hasTouch: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const violations: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted ?Type/i.test(message.text())) violations.push(message.text());
  });
  // Headless Chromium has no prompt that somebody could say no to; a page that may not ask gets the same answer.
  if (!scene) {
    await page.route(/\/$/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), 'permissions-policy': 'camera=()' } });
    });
  }
  return {
    context,
    page,
    violations,
    profileDir,
    async close() {
      await context.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const photographs = new Map<CameraScene, Promise<Buffer>>();

/** Made once for each scene. */
function photograph(scene: CameraScene): Promise<Buffer> {
  const known = photographs.get(scene) ?? film(scene);
  photographs.set(scene, known);
  return known;
}

async function film(scene: CameraScene): Promise<Buffer> {
  const { executablePath, env, args } = await resolveChromium();
  const browser = await chromium.launch({ executablePath, env: environmentWith(env), args });
  try {
    return await filmOf(browser, drawnScene(scene, 7));
  } finally {
    await browser.close();
  }
}

const environmentWith = (more: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ ...process.env, ...more }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
