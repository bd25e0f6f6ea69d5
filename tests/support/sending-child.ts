import { writeSync } from 'node:fs';
import type { Result } from '../../main/contract/result.ts';
import { people } from '../../main/gateway/simulator/people.ts';
import { smallKiosk } from './small-kiosk.ts';

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

const queue = await smallKiosk({ dataDir, keysDir, url });
const { database, outbox, uplink } = queue;

const person = people[0];
if (!person) throw new Error('nobody in the register');
/** With all that stands around it, content of nearly 4 KB. */
const signatureStrokes = [
  Array.from({ length: 130 }, (_, index): [number, number, number, number] => [index * 7, 172, index * 16, 0.5]),
];

async function seal(holder: { readonly number: string; readonly name: string }): Promise<void> {
  const { receiptNumber, sid } = await queue.store(holder, { signatureStrokes });
  writeSync(1, `stored ${receiptNumber} ${sid}\n`);
}

/** What is held after a collection (with `--expose-gc`): the engine itself collects when it likes, and not by need. */
function sayMemory(stored: number): void {
  globalThis.gc?.();
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
