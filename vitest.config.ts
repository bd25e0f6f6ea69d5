import { defineConfig } from 'vitest/config';

// Most tests wait for a line, a socket or a disk: more workers than processors keep both busy.
// Browser journeys are *.spec.ts and belong to Playwright.
export default defineConfig({
  test: { include: ['tests/**/*.test.ts'], hookTimeout: 30_000, testTimeout: 20_000, maxWorkers: 4 },
});
