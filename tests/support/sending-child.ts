import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../main/clock/clock.ts';
import { outboxConfigSchema, uplinkConfigSchema } from '../../main/config/queue-config.ts';
import type { Result } from '../../main/contract/result.ts';
import { people } from '../../main/gateway/simulator/people.ts';
import { openKioskQueue } from '../../main/kiosk-queue.ts';
import { reserveNumber } from '../../main/submission/reserve-number.ts';
import { newSubmissionId, sealSubmission } from '../../main/submission/seal-submission.ts';
import { contentFor } from '../gateway/fixture.ts';

/**
 * A kiosk without visitors or devices: the queue that ships, with all that keeps it, which seals, stores and sends to
 * the gateway as fast as it can, and says on its output what a visitor would have seen. Ends when all is sent. Its
 * parent kills it.
 *
 *     node sending-child.ts <data folder> <keys> <url> <how many> <most that wait>
 *
 * Says `stored <receipt number> <sid>` for each, `memory <stored> <bytes> <peak> <file bytes>` for each thousand.
 */
const [, , dataDir = '', keysDir = '', url = '', count = '0', backlog = '0'] = process.argv;

function must<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(String(result.error));
  return result.value;
}

const both = { 'zh-CN': '示例', en: 'Example' };
const queue = await openKioskQueue({
  config: {
    kioskCode: 'T01',
    hallName: both,
    greeterName: both,
    defaultLanguage: 'zh-CN',
    officerPhone: '110',
    nearestCounter: both,
    pixelsPerMm: 3.2,
    dataDir,
    keysDir,
    gateway: { url },
    hardwareProfile: join(dataDir, 'none.json'),
    places: [],
    catalogueOverride: null,
    outbox: outboxConfigSchema.parse({ ballastBytes: 1024 * 1024 }),
    uplink: uplinkConfigSchema.parse({}),
  },
  clock: systemClock,
  watchDelays: {},
  isIdle: () => false,
  onChanged: () => {},
});
const { database, outbox, uplink, ring, keys, suite } = queue;

const person = people[0];
if (!person) throw new Error('nobody in the register');
/** With all that stands around it, content of nearly 4 KB. */
const signatureStrokes = [
  Array.from({ length: 130 }, (_, index): [number, number, number, number] => [index * 7, 172, index * 16, 0.5]),
];

async function seal(holder: { readonly number: string; readonly name: string }): Promise<void> {
  const sealingKey = ring.sealingKey();
  if (!sealingKey) throw new Error('no key to seal with');
  const { sequence, receiptNumber } = must(reserveNumber(database, systemClock, 'T01'));
  const content = contentFor(holder, 'evidence-0001', { receiptNumber, signatureStrokes });
  const sid = newSubmissionId();
  const { deviceId, deviceKey } = keys;
  const signingKey = keys.deviceSmKey ?? deviceKey;
  const envelope = await sealSubmission(content, { sid, sequence, deviceId, sealingKey, signingKey, suite });
  must(outbox.store({ envelope, receiptNumber, service: content.service }));
  writeSync(1, `stored ${receiptNumber} ${sid}\n`);
}

function sayMemory(stored: number): void {
  const { rss } = process.memoryUsage();
  const fileBytes = Number(database.setting('page_count')) * Number(database.setting('page_size'));
  writeSync(1, `memory ${stored} ${rss} ${process.resourceUsage().maxRSS * 1024} ${fileBytes}\n`);
}

/** Looks again soon. Bounded by the parent, who kills what never ends. */
async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 1; !isSo(); turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 2));
    // As if the network had come back: what is shown here is not patience.
    if (turn % 25 === 0) uplink.wake();
  }
}

queue.start();
await until(() => queue.canKeep() || Number(count) === 0);
writeSync(1, 'ready\n');
for (let stored = 1; stored <= Number(count); stored += 1) {
  await seal(person);
  if (stored % 16 === 1) uplink.wake();
  await until(() => outbox.counts().waiting < Number(backlog));
  if (stored % 1_000 === 0) sayMemory(stored);
}
uplink.wake();
await until(() => outbox.counts().waiting === 0);
while (must(outbox.purge()) > 0);
sayMemory(Number(count));
await queue.stop(() => {});
process.exit(0);
