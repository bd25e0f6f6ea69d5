import { join } from 'node:path';
import type { Clock } from '../../main/clock/clock.ts';
import { seededRandom } from '../../main/contract/seeded-random.ts';
import { err, ok } from '../../main/contract/result.ts';
import { auditStore } from '../../main/database/audit-store.ts';
import { openDatabase } from '../../main/database/open-database.ts';
import type { Envelope } from '../../main/gateway/gateway.ts';
import { openOutbox } from '../../main/outbox/open-outbox.ts';
import { newSubmissionId } from '../../main/submission/seal-submission.ts';
import { uplinkDelays } from '../../main/uplink/delays.ts';
import { uplink } from '../../main/uplink/uplink.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { accepted, envelopeOf, submissionOf } from '../support/outbox-fixture.ts';
import { never, seedOfRun, silently, type Endurance } from './endurance.ts';
import { inFolder, must } from './folder.ts';

const HOUR_MS = 3_600_000;
const OUTAGE_MS = 24 * HOUR_MS;
const YEAR_MS = 365 * 24 * HOUR_MS;
/** The longest that the queue may need once the gateway is back. */
const DRAIN_MS = 2 * HOUR_MS;
/** Some belong together, as a hand-over report to its application. */
const PER_CASE = 4;
/** With waits of up to five minutes, half of it on average, a whole day has room for far fewer. */
const MOST_ROUNDS = 24 * 60;

/**
 * The gateway is away for 24 hours, during which so many submissions are stored and the wall clock falls back six years
 * and later leaps a year ahead. Then it is back: each arrives once, within its case in the order of storing.
 */
export async function outageEndurance(count = 5_000, say = silently): Promise<Endurance> {
  const seed = seedOfRun();
  return inFolder(async (folder) => {
    const fake = new FakeClock();
    let wallOffMs = 0;
    const clock: Clock = {
      monotonicMs: () => fake.monotonicMs(),
      wallTime: () => new Date(fake.wallTime().getTime() + wallOffMs),
      after: (delayMs, callback) => fake.after(delayMs, callback),
    };
    const database = must(openDatabase(join(folder, 'kiosk.db')));
    const audit = auditStore(database, clock, newSubmissionId());
    const outbox = must(openOutbox(database, audit, clock));
    const effects: string[] = [];
    /** When it tried in vain: those at one moment are one round. */
    const rounds = new Set<number>();
    const line = uplink({
      outbox,
      audit,
      clock,
      delays: uplinkDelays,
      random: seededRandom(seed),
      verify: async (jws, { sid, sha256 }) =>
        jws === `signed.${sid}.${sha256}` ? ok(accepted({ sid, sha256 })) : err('badSignature'),
      transport: {
        async send({ sid, sha256 }) {
          if (fake.monotonicMs() < OUTAGE_MS) {
            rounds.add(fake.monotonicMs());
            return { kind: 'tryLater', retryAfterMs: null };
          }
          effects.push(sid);
          return { kind: 'answered', acknowledgement: `signed.${sid}.${sha256}` };
        },
      },
    });
    line.start();

    const stored: Envelope[] = [];
    for (let sequence = 1; sequence <= count; sequence += 1) {
      say(sequence, count);
      const envelope = envelopeOf(sequence);
      must(outbox.store(submissionOf(envelope, caseOf(sequence))));
      stored.push(envelope);
      if (sequence === Math.ceil(count / 3)) wallOffMs = -6 * YEAR_MS;
      if (sequence === Math.ceil((2 * count) / 3)) wallOffMs = YEAR_MS;
      await fake.advance(OUTAGE_MS / count);
    }
    const waited = outbox.counts().waiting;
    const backMs = fake.monotonicMs();
    line.wake();
    while (outbox.counts().waiting > 0 && fake.monotonicMs() < backMs + DRAIN_MS) await fake.advance(1_000);

    const arrived = new Set(effects);
    const place = new Map(effects.map((sid, index) => [sid, index]));
    const faults = {
      lost: stored.filter(({ sid }) => !arrived.has(sid)).length,
      twice: effects.length - arrived.size,
      'still waiting': outbox.counts().waiting,
      dead: outbox.counts().dead,
      'overtaken in its case': stored.filter(({ sid, sequence }) => {
        const before = stored[sequence - 2];
        return before && isSameCase(sequence, sequence - 1) && place.get(before.sid)! > place.get(sid)!;
      }).length,
    };
    const drainedMs = fake.monotonicMs() - backMs;
    const stopped = line.stop();
    await fake.advance(uplinkDelays.drainMs);
    await stopped;
    const purge = must(outbox.purge());
    const corrupt = database.setting('integrity_check') === 'ok' ? 0 : 1;
    database.close();
    return {
      name: `24 hours without the gateway, the clock six years back and one ahead (KIOSK_SEED=${String(seed)})`,
      rows: [
        {
          stored: count,
          waited,
          'rounds of tries while away': rounds.size,
          'simulated seconds until sent': Math.round(drainedMs / 1000),
          'purged last': purge,
          ...faults,
          corrupt,
        },
      ],
      failures: [
        ...never({ ...faults, corrupt, 'waited no more': count - waited }),
        ...(rounds.size > MOST_ROUNDS ? [`it knocked ${String(rounds.size)} times in a day`] : []),
      ],
    };
  });
}

const isSameCase = (one: number, other: number): boolean => caseOf(one) === caseOf(other);
const caseOf = (sequence: number): string => `case-${String(Math.floor(sequence / PER_CASE))}`;
