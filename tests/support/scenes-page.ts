import type { Page } from '@playwright/test';
import type { SessionSnapshot } from '../../main/contract/session-snapshot.ts';
import { startStaticServer, type StaticServer } from './static-server.ts';

/** The development page of scenes.html, which goes from screen to screen without loading itself and its fonts again. */
export interface ScenesPage {
  /** What the page threw so far. */
  readonly faults: readonly string[];
  /** A scene of renderer/scenes by name, with text, contrast, reach and lang as scenes.html takes them. */
  show(scene: string, options: Readonly<Record<string, string>>): Promise<void>;
  /** Screens that are no scenes, one after the other as in a visit: the last one stays. */
  draw(...snapshots: readonly SessionSnapshot[]): Promise<void>;
}

export const startScenes = (): Promise<StaticServer> => startStaticServer();

export async function openScenes(page: Page, { origin }: StaticServer): Promise<ScenesPage> {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`${origin}/scenes.html?scene=home`);
  await page.locator('h1').waitFor();
  await page.evaluate(() =>
    Object.assign(window, {
      settled: async () => {
        await document.fonts.ready;
        // Two frames: the pages' turning buttons appear after the first measuring.
        for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
      },
    } satisfies Settling),
  );
  return {
    faults,
    show: (scene, options) =>
      page.evaluate(
        (query) => {
          window.history.replaceState(null, '', query);
          window.dispatchEvent(new PopStateEvent('popstate'));
          return (window as unknown as Settling).settled();
        },
        `?${new URLSearchParams({ scene, ...options }).toString()}`,
      ),
    draw: (...snapshots) =>
      page.evaluate((detail) => {
        window.dispatchEvent(new CustomEvent('draw', { detail }));
        return (window as unknown as Settling).settled();
      }, snapshots),
  };
}

interface Settling {
  readonly settled: () => Promise<void>;
}
