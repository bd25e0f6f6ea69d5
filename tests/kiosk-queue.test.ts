import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { outboxConfigSchema } from '../main/config/queue-config.ts';
import type { SessionSnapshot } from '../main/contract/session-snapshot.ts';
import { auditStore } from '../main/database/audit-store.ts';
import { openDatabase } from '../main/database/open-database.ts';
import { newSubmissionId } from '../main/submission/seal-submission.ts';
import { openOutbox } from '../main/outbox/open-outbox.ts';
import { FakeClock } from './support/fake-clock.ts';
import { kioskInHall, type KioskInHall } from './support/kiosk-in-hall.ts';
import { envelopeOf, must, submissionOf } from './support/outbox-fixture.ts';

/** Whole kiosks on disks that something has happened to. */
let hall: KioskInHall;
beforeAll(async () => {
  hall = await kioskInHall();
});
afterAll(() => hall.close());

const tile = ({ step }: SessionSnapshot, service: string) =>
  step.name === 'home'
    ? step.areas.flatMap(({ services }) => services).find(({ id }) => id === service)?.availability
    : undefined;

/** A kiosk that the gateway has answered, so that it has keys and may give numbers; then it is stopped. */
async function usedBefore(dataDir: string): Promise<void> {
  const kiosk = await hall.open({ dataDir });
  await expect.poll(() => kiosk.inside.gateway(), { timeout: 15_000 }).toBe('online');
  await expect.poll(() => existsSync(join(dataDir, 'key-bundle.json')), { timeout: 15_000 }).toBe(true);
  await kiosk.stop();
}

/** Puts so many into the queue of a stopped kiosk; the gateway cannot open them. */
function queued(dataDir: string, count: number): void {
  const database = must(openDatabase(join(dataDir, 'kiosk.sqlite')));
  const clock = new FakeClock();
  const outbox = must(openOutbox(database, auditStore(database, clock, newSubmissionId()), clock));
  for (let item = 1; item <= count; item += 1) must(outbox.store(submissionOf(envelopeOf(1_000 + item))));
  database.close();
}

test('a damaged database is kept aside, what is in it is served on, and the technician is told', async () => {
  const dataDir = hall.newDataDir();
  await usedBefore(dataDir);
  queued(dataDir, 3);
  const file = join(dataDir, 'kiosk.sqlite');
  const bytes = readFileSync(file);
  // The first page of some table: whatever it was, SQLite's own check sees it.
  bytes.fill(0xa5, 4096, 8192);
  writeFileSync(file, bytes);

  const kiosk = await hall.open({ dataDir });
  try {
    expect(kiosk.inside.alarms().join('\n')).toMatch(/The database was damaged: .*damaged/s);
    expect(readdirSync(join(dataDir, 'damaged'))).toHaveLength(1);
    await kiosk.send({ type: 'wake' });
    expect(
      tile(await kiosk.shownWhen((now) => tile(now, 'temp-id-proof')?.state !== 'counter'), 'passport-reissue'),
    ).toEqual({ state: 'available' });
  } finally {
    await kiosk.stop();
  }
});

test('a queue that is nearly full takes nobody new and says so on the first screen', async () => {
  const dataDir = hall.newDataDir();
  await usedBefore(dataDir);
  queued(dataDir, 9);
  await hall.hall.gatewayBehaves('away');
  const kiosk = await hall.open({ dataDir, outbox: outboxConfigSchema.parse({ mostItems: 10, ballastBytes: 0 }) });
  try {
    expect((await kiosk.shown()).step).toMatchObject({ name: 'attract', paused: true });
    expect(kiosk.inside.alarms().join('\n')).toContain('The queue is nearly full');
    await kiosk.send({ type: 'wake' });
    expect(tile(await kiosk.shown(), 'passport-reissue')?.state).toBe('counter');
  } finally {
    await kiosk.stop();
    await hall.hall.gatewayBehaves('normal');
  }
});

test('control: with room in the queue, a kiosk that starts without the network takes what it can keep', async () => {
  const dataDir = hall.newDataDir();
  await usedBefore(dataDir);
  queued(dataDir, 8);
  await hall.hall.gatewayBehaves('away');
  const kiosk = await hall.open({ dataDir, outbox: outboxConfigSchema.parse({ mostItems: 10, ballastBytes: 0 }) });
  try {
    expect((await kiosk.shown()).step).toMatchObject({ name: 'attract', paused: false });
    await kiosk.send({ type: 'wake' });
    expect(tile(await kiosk.shown(), 'passport-reissue')).toEqual({ state: 'queued' });
  } finally {
    await kiosk.stop();
    await hall.hall.gatewayBehaves('normal');
  }
});

test('a kiosk whose disk was lost gives no number twice', async () => {
  const dataDir = hall.newDataDir();
  await usedBefore(dataDir);
  const kept = join(hall.newDataDir(), 'key-bundle.json');
  copyFileSync(join(dataDir, 'key-bundle.json'), kept);
  rmSync(dataDir, { recursive: true });
  await hall.hall.gatewayBehaves('away');
  // Without the gateway's word it would begin at 1 again.
  const lost = hall.newDataDir();
  copyFileSync(kept, join(lost, 'key-bundle.json'));
  const kiosk = await hall.open({ dataDir: lost });
  try {
    expect((await kiosk.shown()).step).toMatchObject({ name: 'attract', paused: true });
    await hall.hall.gatewayBehaves('normal');
    await kiosk.shownWhen(({ step }) => step.name === 'attract' && !step.paused);
  } finally {
    await kiosk.stop();
    await hall.hall.gatewayBehaves('normal');
  }
});
