import { isDeepStrictEqual } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock as clock } from '../../main/clock/clock.ts';

/** One thing that must hold in the virtual machine. What it hands to `later` is undone at its end, the last first. */
export type Check = (later: (undo: () => unknown) => void) => Promise<void>;
export type Checks = Readonly<Record<string, Check>>;

/** No promise about speed: an emulated machine on a loaded host needs this long for what takes a kiosk two seconds. */
const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 20;

export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadlineMs = clock.monotonicMs() + PATIENCE_MS;
  while (!(await holds())) {
    if (clock.monotonicMs() > deadlineMs) throw new Error(`not within ${PATIENCE_MS} ms: ${what}`);
    await pause(LOOK_EVERY_MS);
  }
}

export function same(what: string, seen: unknown, wanted: unknown): void {
  if (!isDeepStrictEqual(seen, wanted)) {
    throw new Error(`${what}: ${JSON.stringify(seen)} instead of ${JSON.stringify(wanted)}`);
  }
}

export const readOnce = { signal: new AbortController().signal };
