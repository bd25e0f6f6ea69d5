import { expect, type Page } from '@playwright/test';
import type { DetectorAnswer } from '../../../renderer/camera/face-detector-worker.ts';
import { test } from '../instruments.ts';

// What the tests' Chromium is: a kiosk without a graphics processor.
test.describe.configure({ timeout: 120_000 });
const SLOW = { timeout: 60_000 };

type BackendWindow = Window & { readonly backends: string[] };

/** Notes what each detector of the page says that it computes with. */
const listen = (page: Page) =>
  page.addInitScript(() => {
    const backends: string[] = [];
    Object.assign(window, { backends });
    window.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        this.addEventListener('message', ({ data }: MessageEvent<DetectorAnswer>) => {
          if (data.kind === 'ready') backends.push(data.backend);
        });
      }
    };
  });

/** What the detector computes with, once it has seen the simulated visitor. */
async function backendsAt(page: Page, instruments: string): Promise<string[]> {
  await page.goto(`${instruments}?show=face&source=simulated`);
  await expect(page.locator('[data-hint]')).toHaveAttribute('data-hint', 'good', SLOW);
  return page.evaluate(() => (window as unknown as BackendWindow).backends);
}

test('without a graphics processor the detector computes in WebAssembly', async ({ page, instruments, violations }) => {
  const refused: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) refused.push(message.text());
  });
  await listen(page);
  expect(await backendsAt(page, instruments)).toEqual(['wasm']);
  expect([...violations, ...refused]).toEqual([]);
});

test('without the file of WebAssembly it computes in plain script', async ({ page, instruments }) => {
  await page.route('**/*.wasm', (route) => route.fulfill({ status: 404 }));
  await listen(page);
  expect(await backendsAt(page, instruments)).toEqual(['cpu']);
});

test('where the policy refuses WebAssembly it computes in plain script', async ({ page, instruments }) => {
  await page.route('**/face-detector-worker-*.js', async (route) => {
    const response = await route.fetch();
    const policy = response.headers()['content-security-policy']?.replace(" 'wasm-unsafe-eval'", '') ?? '';
    await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': policy } });
  });
  await listen(page);
  expect(await backendsAt(page, instruments)).toEqual(['cpu']);
});
