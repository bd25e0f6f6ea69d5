import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { verifyChain } from '../../main/audit-log/verify-chain.ts';
import { systemClock } from '../../main/clock/clock.ts';
import { gatewaySimulator } from '../../main/gateway/simulator/gateway-simulator.ts';
import { temporaryKeys } from '../gateway/fixture.ts';
import { hasFaketime, wallClockOf } from '../support/faketime.ts';
import { databasePath, start } from '../support/outbox-fixture.ts';

const child = path.resolve(import.meta.dirname, '../support/clock-child.ts');
const yearSeconds = 365 * 24 * 60 * 60;
const timerMs = 2_000;
/** A process starts, and a TLS connection is made, on a machine that does much else. */
const PATIENCE_MS = 60_000;

const storedSchema = z.object({ sid: z.string(), sequence: z.string(), clock: z.string() });

interface Told {
  readonly ready?: true;
  readonly stored?: { readonly sid: string; readonly sequence: number };
  readonly wall?: string;
  readonly suspicion?: string | null;
  readonly timer?: 'set';
  readonly firedAfterMs?: number;
  readonly sending?: true;
  readonly stopped?: true;
}

/** A kiosk process under a wall clock that this test sets. */
function kioskProcess(dataDir: string, keysDir: string, url: string) {
  const clock = wallClockOf(dataDir);
  const kiosk = fork(child, [dataDir, keysDir, url], {
    env: clock.env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  onTestFinished(() => void kiosk.kill('SIGKILL'));
  const told: Told[] = [];
  kiosk.on('message', (message) => told.push(message as Told));
  /** The next thing of this kind that it tells. */
  const next = async <Kind extends keyof Told>(kind: Kind): Promise<NonNullable<Told[Kind]>> => {
    const found = (): number => told.findIndex((each) => kind in each);
    await vi.waitFor(() => expect(found()).toBeGreaterThanOrEqual(0), { timeout: PATIENCE_MS, interval: 10 });
    return told.splice(found(), 1)[0]?.[kind] ?? expect.fail(kind);
  };
  return {
    clock,
    next,
    ask: (order: object) => void kiosk.send(order),
    async time() {
      kiosk.send({ ask: 'time' });
      await vi.waitFor(() => expect(told.some(({ wall }) => wall)).toBe(true), { timeout: PATIENCE_MS, interval: 10 });
      const at = told.findIndex(({ wall }) => wall !== undefined);
      return told.splice(at, 1)[0] ?? expect.fail('no time');
    },
    ended: once(kiosk, 'exit'),
  };
}

test.skipIf(!hasFaketime())(
  'a wall clock that jumps six years back and a year ahead: no timer fires early, nothing is lost, all is flagged',
  async () => {
    const { keys, dir, remove } = await temporaryKeys();
    onTestFinished(remove);
    const simulator = await gatewaySimulator({ keys: keys.gateway, evidence: 'trusted' });
    onTestFinished(() => simulator.close());
    const dataDir = path.dirname(databasePath());
    const kiosk = kioskProcess(dataDir, path.join(dir, 'kiosk'), simulator.url);
    await kiosk.next('ready');
    const shown: { sid: string; sequence: number }[] = [];
    const store = async (): Promise<void> => {
      kiosk.ask({ ask: 'store' });
      shown.push(await kiosk.next('stored'));
    };

    expect((await kiosk.time()).suspicion).toBeNull();
    await store();
    kiosk.ask({ ask: 'timer', delayMs: timerMs });
    await kiosk.next('timer');
    const setMs = performance.now();

    kiosk.clock.ahead(-6 * yearSeconds);
    const past = await kiosk.time();
    expect(past.suspicion).toBe('beforeRelease');
    expect(Date.parse(past.wall ?? '') - Date.now()).toBeLessThan(-5.9 * yearSeconds * 1000);
    await store();

    kiosk.clock.ahead(yearSeconds);
    const ahead = await kiosk.time();
    expect(ahead.suspicion).toBe('offGateway');
    expect(Date.parse(ahead.wall ?? '') - Date.now()).toBeGreaterThan(0.9 * yearSeconds * 1000);
    await store();

    // Both jumps were within the timer's delay, by its own measure and by a clock that nobody has touched.
    expect(await kiosk.next('firedAfterMs')).toBeGreaterThanOrEqual(timerMs - 1);
    expect(performance.now() - setMs).toBeGreaterThan(timerMs / 2);

    kiosk.clock.ahead(0);
    await store();
    expect((await kiosk.time()).suspicion).toBeNull();
    kiosk.ask({ ask: 'send' });
    await vi.waitFor(() => expect(simulator.received).toHaveLength(4), { timeout: PATIENCE_MS });
    kiosk.ask({ ask: 'stop' });
    await kiosk.next('stopped');
    await kiosk.ended;

    const { audit, outbox, database: file } = start(path.join(dataDir, 'kiosk.sqlite'), systemClock);
    expect(simulator.received.map(({ sid }) => sid).toSorted()).toEqual(shown.map(({ sid }) => sid).toSorted());
    for (const { sid } of shown) expect(outbox.bySid(sid)?.acknowledgement).toBeTruthy();
    const entries = audit.entries(0, 1_000);
    expect(verifyChain(entries).ok).toBe(true);
    const stored = entries
      .filter(({ event }) => event === 'submission-stored')
      .map(({ detail, wall }) => ({ ...storedSchema.parse(JSON.parse(detail)), wall }));
    expect(stored.map(({ sid }) => sid)).toEqual(shown.map(({ sid }) => sid));
    expect(stored.map(({ sequence }) => sequence)).toEqual(['1', '2', '3', '4']);
    expect(stored.map(({ clock }) => clock)).toEqual(['trusted', 'suspect', 'suspect', 'trusted']);
    // The labels tell another order than that in which things were: nothing may go by them.
    const walls = stored.map(({ wall }) => wall);
    expect(walls.toSorted()).not.toEqual(walls);
    // Within a run the monotonic times only rise.
    const runs = [...Map.groupBy(entries, ({ boot }) => boot).values()].map((run) => run.map(({ monoMs }) => monoMs));
    for (const run of runs) expect(run.toSorted((a, b) => a - b)).toEqual(run);
    file.close();
  },
  2 * PATIENCE_MS,
);
