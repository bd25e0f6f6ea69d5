import { expect, type Page } from '@playwright/test';
import type { SessionSnapshot } from '../../main/contract/session-snapshot.ts';

/** What the kiosk pushes to the screen, read off the wire beside it: the page itself is not asked. */
export interface ScreenSnapshots {
  /** The newest. */
  now(): SessionSnapshot;
  /** Resolves with the first snapshot, now or later, that fits. */
  until(fits: (snapshot: SessionSnapshot) => boolean, what: string, withinMs?: number): Promise<SessionSnapshot>;
  /** Resolves when the kiosk has answered all that the screen has sent: what it pushed because of that is `now()`. */
  answered(): Promise<void>;
}

/** Called before the page is opened. */
export function screenSnapshots(page: Page): ScreenSnapshots {
  let newest: SessionSnapshot | null = null;
  const waiting = new Set<(snapshot: SessionSnapshot) => void>();
  const unanswered = new Set<string>();
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => unanswered.add(questionOf(String(payload))));
    socket.on('close', () => unanswered.clear());
    socket.on('framereceived', ({ payload }) => {
      unanswered.delete(questionOf(String(payload)));
      const snapshot = snapshotIn(String(payload));
      if (!snapshot) return;
      newest = snapshot;
      for (const look of waiting) look(snapshot);
    });
  });
  return {
    now() {
      if (!newest) throw new Error('nothing was pushed yet');
      return newest;
    },
    until(fits, what, withinMs = 15_000) {
      if (newest && fits(newest)) return Promise.resolve(newest);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`${what} did not come; at ${briefly(newest)}`));
        }, withinMs);
        const look = (snapshot: SessionSnapshot): void => {
          if (!fits(snapshot)) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(snapshot);
        };
        waiting.add(look);
      });
    },
    async answered() {
      await expect.poll(() => unanswered.size, { intervals: [5], message: 'the kiosk is silent' }).toBe(0);
      // The snapshot follows the answer at once, and arrives before the answer to a later question to the page.
      await page.evaluate(() => null);
    },
  };
}

/** Where a visit stands, for a failure's message. Pictures are cut short. */
export const briefly = (snapshot: SessionSnapshot | null): string =>
  `${JSON.stringify(snapshot?.step).slice(0, 400)}, problem ${String(snapshot?.problem)}`;

/** `{i, …}` in oRPC's messages; the handshake before them has none. */
const questionOf = (payload: string): string => /"i":"(\w+)"/.exec(payload.slice(0, 40))?.[1] ?? '';

/** An event of the watched stream: `{i, t: 3, p: {e: 'message', d: {json: …}}}` in oRPC's messages. */
function snapshotIn(payload: string): SessionSnapshot | null {
  if (!payload.includes('"sequence"')) return null;
  const { t, p } = JSON.parse(payload) as { t?: number; p?: { d?: { json?: SessionSnapshot } } };
  return t === 3 ? (p?.d?.json ?? null) : null;
}
