import { expect, it } from 'vitest';
import { seededRandom } from '../../main/contract/seeded-random.ts';
import type { Envelope, SubmitOutcome } from '../../main/gateway/gateway.ts';
import { hallWith, sign } from '../support/uplink-hall.ts';

const ITEMS = 5_000;
const HOURS_MS = 3_600_000;

it(`24 hours without the gateway and ${String(ITEMS)} submissions: none is lost, none has two effects`, async () => {
  const seed = Number(process.env['KIOSK_SEED'] ?? Date.now() % 1_000_000);
  console.log(`KIOSK_SEED=${String(seed)}`);
  const random = seededRandom(seed);
  let isThere = false;
  const effects = new Set<string>();
  const answered = new Set<string>();
  let sentTwiceAfterAnswer = 0;

  function gateway(envelope: Envelope): SubmitOutcome {
    if (!isThere) return { kind: 'tryLater', retryAfterMs: null };
    effects.add(envelope.sid);
    if (answered.has(envelope.sid)) sentTwiceAfterAnswer += 1;
    // Every tenth answer is lost on its way, after the effect.
    if (random() < 0.1) return { kind: 'tryLater', retryAfterMs: null };
    answered.add(envelope.sid);
    return { kind: 'answered', acknowledgement: sign(envelope) };
  }

  const { line, store, stateOf, clock, outbox, sent } = hallWith({ mostItems: ITEMS, inFlight: 16 }, gateway);
  line.start();
  const envelopes: Envelope[] = [];
  for (let hour = 0; hour < 24; hour += 1) {
    while (envelopes.length < (ITEMS * (hour + 1)) / 24) envelopes.push(store());
    await clock.advance(HOURS_MS);
  }
  expect([outbox.counts().waiting, outbox.room()]).toEqual([ITEMS, 'full']);
  // It does not knock: a city's kiosks would keep the gateway down.
  expect(sent.length).toBeLessThan(24 * 60);
  expect(outbox.isOldestLate()).toBe(false);

  isThere = true;
  line.wake();
  for (let hours = 0; hours < 24 && outbox.counts().waiting > 0; hours += 1) await clock.advance(HOURS_MS / 4);
  expect(envelopes.filter((envelope) => stateOf(envelope) !== 'purged')).toEqual([]);
  expect([effects.size, answered.size, sentTwiceAfterAnswer]).toEqual([ITEMS, ITEMS, 0]);
  expect(outbox.counts()).toEqual({ waiting: 0, blocked: 0, dead: 0, bytes: 0, oldestWaiting: null });
}, 120_000);
