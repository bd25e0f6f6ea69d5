import { onTestFinished } from 'vitest';
import { err, ok } from '../../main/contract/result.ts';
import type { Envelope, SubmitOutcome } from '../../main/gateway/gateway.ts';
import type { OutboxOptions } from '../../main/outbox/outbox.ts';
import { uplinkDelays } from '../../main/uplink/delays.ts';
import type { Verify } from '../../main/uplink/deliver.ts';
import { uplink } from '../../main/uplink/uplink.ts';
import type { UplinkPorts } from '../../main/uplink/uplink.ts';
import { FakeClock } from './fake-clock.ts';
import { databasePath, envelopeOf, issued, must, start, submissionOf } from './outbox-fixture.ts';

/** The gateway's word in these tests: `signed.<sid>.<sha256>`. Real signatures have their own tests. */
export const sign = ({ sid, sha256 }: Envelope): string => `signed.${sid}.${sha256}`;
const verify: Verify = async (jws, { sid, sha256 }) =>
  jws === `signed.${sid}.${sha256}` ? ok(issued({ sid, sha256 })) : err('badSignature');

export type Answer = (envelope: Envelope, signal: AbortSignal) => SubmitOutcome | Promise<SubmitOutcome>;
export const yes: Answer = (envelope) => ({ kind: 'answered', acknowledgement: sign(envelope) });
export const later: Answer = () => ({ kind: 'tryLater', retryAfterMs: null });
export const never: Answer = () => new Promise(() => {});

/** A kiosk with an uplink whose gateway gives these answers, then the last one for ever. */
export const hall = (...answers: Answer[]) => hallWith({}, ...answers);

export function hallWith(
  options: Partial<OutboxOptions> & Pick<UplinkPorts, 'inFlight' | 'bytesPerSecond'>,
  ...answers: Answer[]
) {
  const clock = new FakeClock();
  const kiosk = start(databasePath(), clock, options);
  const sent: { sid: string; atMs: number }[] = [];
  const line = uplink({
    ...kiosk,
    ...options,
    clock,
    verify,
    random: () => 0.5,
    delays: uplinkDelays,
    transport: {
      async send(envelope, signal) {
        sent.push({ sid: envelope.sid, atMs: clock.monotonicMs() });
        const answer = answers.length > 1 ? answers.shift() : answers[0];
        if (!answer) throw new Error('a hall without answers');
        return answer(envelope, signal);
      },
    },
  });
  onTestFinished(async () => {
    const stopped = line.stop();
    await clock.advance(uplinkDelays.drainMs);
    await stopped;
    kiosk.database.close();
  });
  let sequence = 0;
  const store = (caseId?: string, bytes?: number): Envelope => {
    const envelope = envelopeOf((sequence += 1), undefined, bytes);
    must(kiosk.outbox.store(submissionOf(envelope, caseId)));
    return envelope;
  };
  const stateOf = ({ sid }: Envelope) => kiosk.outbox.bySid(sid)?.state;
  const events = () => kiosk.audit.entries(0, 1_000).map(({ event }) => event);
  return { ...kiosk, clock, line, sent, store, stateOf, events };
}
