import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { verifyChain } from '../../main/audit-log/verify-chain.ts';
import { systemClock } from '../../main/clock/clock.ts';
import { seededRandom } from '../../main/contract/seeded-random.ts';
import { auditStore } from '../../main/database/audit-store.ts';
import { openDatabase } from '../../main/database/open-database.ts';
import { setUpSimulatedKeys } from '../../main/gateway/key-setup.ts';
import type { AnswerBehaviour } from '../../main/gateway/simulator/behaviour.ts';
import { gatewaySimulator, type GatewaySimulator } from '../../main/gateway/simulator/gateway-simulator.ts';
import { openOutbox } from '../../main/outbox/open-outbox.ts';
import { newSubmissionId } from '../../main/submission/seal-submission.ts';
import { never, seedOfRun, silently, type Endurance } from './endurance.ts';
import { inFolder, must } from './folder.ts';

const child = new URL('../support/sending-child.ts', import.meta.url).pathname;

/** So many wait at a time: a kill finds some in every state. */
const BACKLOG = 30;
/** What a life sends is far less than this. */
const NO_END = 1_000_000;

/** Every nth answer to a submission is lost on its way, after the work was done. */
function losingEvery(nth: number): { submit: AnswerBehaviour } {
  let asked = 0;
  return {
    // Asked anew for each request.
    get submit(): AnswerBehaviour {
      asked += 1;
      return { kind: asked % nth === 1 ? 'loseAnswer' : 'normal' };
    },
  };
}

interface Hall {
  readonly dataDir: string;
  readonly keysDir: string;
  readonly gateway: GatewaySimulator;
}

/** One life of the kiosk. Returns what it said; the last line may have been cut off. */
async function life(hall: Hall, count: number, killAfter: null | { startMs: number | null; moreMs: number }) {
  const args = [child, hall.dataDir, hall.keysDir, hall.gateway.url, String(count), String(BACKLOG)];
  const kiosk = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(kiosk, 'close');
  let said = '';
  kiosk.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  if (killAfter) {
    if (killAfter.startMs === null) await Promise.race([once(kiosk.stdout, 'data'), ended]);
    else await pause(killAfter.startMs);
    await pause(killAfter.moreMs);
    kiosk.kill('SIGKILL');
  }
  const [code] = await ended;
  // One that is killed has no exit code.
  if (code !== (killAfter ? null : 0)) throw new Error(`a kiosk ended by itself, with ${String(code)}`);
  return said.split('\n').slice(0, -1);
}

/**
 * SIGKILL at random moments, one in ten while the kiosk starts, against a gateway that loses every tenth answer: each
 * submission that a visitor was told of had its effect, once.
 */
export async function killEndurance(cycles = 1_000, say = silently): Promise<Endurance> {
  const seed = seedOfRun();
  const random = seededRandom(seed);
  return inFolder(async (folder) => {
    const keys = await setUpSimulatedKeys(join(folder, 'keys'));
    const gateway = await gatewaySimulator({ keys: keys.gateway, evidence: 'trusted' });
    await gateway.behave({ routes: losingEvery(10) });
    const hall = { dataDir: join(folder, 'data'), keysDir: join(folder, 'keys/kiosk'), gateway };
    const told = new Map<string, string>();
    let startedMs = 0;
    for (let cycle = 0; cycle < cycles; cycle += 1) {
      say(cycle, cycles);
      const startMs = random() < 0.1 ? random() * startedMs : null;
      const bornMs = performance.now();
      const lines = await life(hall, NO_END, { startMs, moreMs: random() * 500 });
      startedMs = Math.max(startedMs, Math.min(performance.now() - bornMs, 2_000));
      for (const [what, receiptNumber = '', sid = ''] of lines.map((line) => line.split(' ')))
        if (what === 'stored') told.set(receiptNumber, sid);
    }
    await life(hall, 0, null);
    await gateway.close();

    const { faults, rows } = compare(hall, told, cycles);
    const sent = gateway.asked.filter((route) => route === 'submit').length;
    const effects = gateway.received.length;
    return {
      name: `kill -9 with every tenth answer lost (KIOSK_SEED=${String(seed)})`,
      rows: [{ cycles, told: told.size, stored: rows, effects, 'sent again': sent - effects, ...faults }],
      failures: [
        ...never(faults),
        ...(told.size < cycles / 2 ? [`only ${String(told.size)} told in ${String(cycles)} cycles`] : []),
        ...(sent === effects ? ['no answer was lost: nothing was shown'] : []),
      ],
    };
  });
}

/** What was told, what lies on the disk and what took effect at the gateway. */
function compare({ dataDir, gateway }: Hall, told: ReadonlyMap<string, string>, cycles: number) {
  const database = must(openDatabase(join(dataDir, 'kiosk.sqlite')));
  const audit = auditStore(database, systemClock, newSubmissionId());
  const outbox = must(openOutbox(database, audit, systemClock));
  const effects = new Map<string, number>();
  for (const { content } of gateway.received)
    effects.set(content.receiptNumber, (effects.get(content.receiptNumber) ?? 0) + 1);
  const entries = audit.entries(0, 10_000_000);
  const stored = entries.filter(({ event }) => event === 'submission-stored');
  const rows = database.query('SELECT count(*) AS rows FROM outbox', z.object({ rows: z.int() })).get()?.rows ?? 0;
  const faults = {
    lost: [...told].filter(([number, sid]) => outbox.byReceipt(number)?.sid !== sid).length,
    'not purged': [...told.keys()].filter((number) => outbox.byReceipt(number)?.state !== 'purged').length,
    'without effect': [...told.keys()].filter((number) => !effects.has(number)).length,
    'effects twice': [...effects.values()].filter((count) => count > 1).length,
    'rows apart from the log': Math.abs(rows - stored.length),
    // Each kill may come between the disk and the word.
    'rows nobody asked for': Math.max(0, rows - told.size - cycles),
    'effects of nothing': [...effects.keys()].filter((number) => outbox.byReceipt(number) === null).length,
    corrupt: database.setting('integrity_check') === 'ok' ? 0 : 1,
    'broken audit chain': verifyChain(entries).ok ? 0 : 1,
  };
  database.close();
  return { faults, rows };
}
