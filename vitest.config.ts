import { defineConfig } from 'vitest/config';

// Browser journeys are *.spec.ts and belong to Playwright.
export default defineConfig({ test: { include: ['tests/**/*.test.ts'], testTimeout: 20_000 } });
