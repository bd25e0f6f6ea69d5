import { defineConfig } from '@playwright/test';
import { resolveChromium } from './tests/support/chromium.ts';

const chromium = await resolveChromium();
const inheritedEnvironment = Object.fromEntries(
  Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
);

export default defineConfig({
  testDir: 'tests',
  testMatch: '**/*.spec.ts',
  // More than the cores of a small machine: most of a visit is waiting, for a finger that may not tap twice at once.
  workers: 4,
  fullyParallel: true,
  // So much happens at once that any of it may wait a while for its turn.
  expect: { timeout: 15_000 },
  reporter: process.env['KIOSK_TEST_REPORT'] ? [['json', { outputFile: process.env['KIOSK_TEST_REPORT'] }]] : 'list',
  outputDir: 'test-results',
  snapshotPathTemplate: '{testDir}/{testFileDir}/approved/{arg}-{projectName}{ext}',
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    hasTouch: true,
    // A trace or a video would keep what a visitor typed; the habit of keeping none starts here.
    trace: 'off',
    video: 'off',
    screenshot: 'off',
    launchOptions: {
      executablePath: chromium.executablePath,
      env: { ...inheritedEnvironment, ...chromium.env },
      args: chromium.args,
    },
  },
  projects: [
    { name: 'portrait', use: { viewport: { width: 1080, height: 1920 } } },
    // What a wide screen changes is how pages are laid out: the suites of pages go there, those of visits, machines and
    // cameras once.
    {
      name: 'landscape',
      testMatch: ['**/accessibility/*.spec.ts', '**/renderer/screens/*.spec.ts', '**/renderer/keyboard/*.spec.ts'],
      use: { viewport: { width: 1920, height: 1080 } },
    },
  ],
});
