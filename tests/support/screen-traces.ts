import { expect, type Page } from '@playwright/test';
import { tracesInText } from './traces.ts';

/** A page before which nobody stands keeps its own pass to the kiosk, and nothing else; it shows none of these words. */
export async function expectNobodyLeft(page: Page, words: readonly string[]): Promise<void> {
  const { kept, shown } = await keptByPage(page);
  expect(kept).toEqual(emptyPage);
  expect(tracesInText(shown, words), 'on the screen').toEqual([]);
}

/** Everything that a page can keep: what it stores, where it was, what it shows. */
const keptByPage = (page: Page) =>
  page.evaluate(async () => {
    const kept = {
      fields: [...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value),
      local: { ...localStorage },
      session: Object.keys(sessionStorage),
      cookies: document.cookie,
      databases: (await indexedDB.databases()).length,
      caches: await caches.keys().catch(() => []),
      hash: location.hash,
    };
    const shown = [document.documentElement.outerHTML, location.href, JSON.stringify(history.state), document.title];
    return { kept, shown: shown.join(' ') };
  });

const emptyPage = {
  fields: [],
  local: {},
  session: ['kiosk-resume'],
  cookies: '',
  databases: 0,
  caches: [],
  hash: '',
} as const;
