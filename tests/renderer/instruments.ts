import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { build } from 'vite';
import { rendererTarget } from '../../build/vite-targets.ts';
import { startStaticServer } from '../support/static-server.ts';

interface WorkerThings {
  /** The built page of the instruments, behind the kiosk's own headers. */
  readonly instruments: string;
}
interface TestThings {
  /** What the content security policy refused: every test ends by expecting nothing. */
  readonly violations: string[];
}

/** Tests of single instruments: no kiosk behind them, but its bundle, its headers and a real browser. */
export const test = base.extend<TestThings, WorkerThings>({
  instruments: [
    async ({}, use) => {
      const folder = await mkdtemp(path.join(tmpdir(), 'kiosk-instruments-'));
      await build(rendererTarget(folder, ['instruments.html']));
      const server = await startStaticServer(path.join(folder, 'renderer'));
      await use(`${server.origin}/instruments.html`);
      await server.stop();
      await rm(folder, { recursive: true });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  violations: async ({ page }, use) => {
    const violations: string[] = [];
    await page.exposeFunction('reportViolation', (text: string) => violations.push(text));
    await page.addInitScript(() => {
      const reporter = window as unknown as { reportViolation(text: string): void };
      document.addEventListener('securitypolicyviolation', (event) =>
        reporter.reportViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`),
      );
    });
    await use(violations);
  },
});

/** What the instrument answered. */
export const answerOf = (page: Page): Promise<string> => page.locator('output').innerText();
