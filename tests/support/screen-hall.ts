import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { test as base, type Page } from '@playwright/test';
import type { Step } from '../../main/contract/session-snapshot.ts';
import { openHall, type Hall } from './hall.ts';
import type { MachineName } from './machines.ts';
import { screenSnapshots, type ScreenSnapshots } from './screen-snapshots.ts';
import { screenVisitor, type Errand, type ScreenVisitor } from './screen-visitor.ts';
import { visitorBrowser, type VisitorBrowser } from './visitor-browser.ts';

/** A hall with every machine, its kiosk and its screen: one visitor comes after the other. */
export interface ScreenHall {
  readonly hall: Hall;
  readonly browser: VisitorBrowser;
  readonly page: Page;
  readonly snapshots: ScreenSnapshots;
  /** Undoes what the offices have done for earlier visitors: nobody is refused for what another test was granted. */
  readonly forgetEarlier: () => void;
}

/** What visits change of the world. */
const changingLists = ['endorsements', 'violations', 'fines', 'applications', 'noCriminalRecordRequests'] as const;

function forgetting({ gateway: { world } }: Hall): () => void {
  const lists: readonly unknown[][] = changingLists.map((name) => world[name]);
  const before = structuredClone(lists);
  return () => {
    for (const [index, list] of lists.entries()) list.splice(0, list.length, ...structuredClone(before[index] ?? []));
  };
}

const everyMachine: readonly MachineName[] = [
  'passportReader',
  'codeScanner',
  'fingerprintReader',
  'permitSlot',
  'cardDispenser',
  'ioBoard',
];

/** Nobody in these tests needs time to think, and no machine to move. A line that goes away is noticed at once. */
const hurriedDelays = {
  officerPollMs: 100,
  paymentPollMs: 100,
  belongingsPollMs: 100,
  readRetryMs: 200,
  onlineMs: 500,
  awayMs: 300,
};

/** Opened once for each worker, as a hall is once for all its visitors: each finds the kiosk as the last one left it. */
export const test = base.extend<
  { visit: (errand: Errand) => ScreenVisitor },
  { screenHall: ScreenHall; hallOf: string }
>({
  /** Files do not share a hall: each names its own. */
  hallOf: ['', { option: true, scope: 'worker' }],
  screenHall: [
    async ({}, use) => {
      const hall = await openHall({ devices: everyMachine, delays: hurriedDelays, readMs: 20, officerThinkingMs: 20 });
      const browser = await visitorBrowser({ orientation: 'portrait', scene: 'face' });
      const snapshots = screenSnapshots(browser.page);
      await browser.page.goto(hall.kiosk.url());
      await snapshots.until(({ step }) => step.name === 'attract', 'the welcome screen');
      await use({ hall, browser, page: browser.page, snapshots, forgetEarlier: forgetting(hall) });
      await browser.close();
      await hall.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  visit: async ({ screenHall }, use, info) => {
    screenHall.forgetEarlier();
    const folder = path.join(info.project.outputDir, 'journeys', info.title.replaceAll(/[^\w-]+/g, '-'));
    await use((errand) =>
      screenVisitor({ ...screenHall, ...(isPictured && { onPage: photographer(screenHall.page, folder) }) }, errand),
    );
  },
});

/** Pictures of all pages cost a third of the time: taken when somebody wants to look at them. */
const isPictured = process.env['KIOSK_TEST_PICTURES'] === '1';

const photographer =
  (page: Page, folder: string) =>
  async ({ name }: Step, count: number): Promise<void> => {
    await mkdir(folder, { recursive: true });
    await page.screenshot({ path: path.join(folder, `${String(count).padStart(2, '0')}-${name}.png`) });
  };
