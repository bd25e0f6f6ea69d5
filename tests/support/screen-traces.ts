import type { Page } from '@playwright/test';

/** Everything that a page can keep: what it shows, what it stores, where it was. */
export const keptByPage = (page: Page) =>
  page.evaluate(async () => ({
    dom: document.documentElement.outerHTML,
    fields: [...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value),
    local: { ...localStorage },
    session: Object.keys(sessionStorage),
    cookies: document.cookie,
    databases: (await indexedDB.databases()).length,
    caches: await caches.keys().catch(() => []),
    history: history.length,
    hash: location.hash,
  }));

/** What a page keeps that nobody stands before: its own pass to the kiosk, and nothing else. */
export const emptyPage = {
  fields: [],
  local: {},
  session: ['kiosk-resume'],
  cookies: '',
  databases: 0,
  caches: [],
  hash: '',
} as const;
