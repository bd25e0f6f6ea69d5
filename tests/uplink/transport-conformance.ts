import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../../main/clock/clock.ts';
import type { Clock } from '../../main/clock/clock.ts';
import { verifyAcknowledgement } from '../../main/gateway/acknowledgement.ts';
import type { Envelope, SubmitOutcome } from '../../main/gateway/gateway.ts';
import type { SimulatedKeys } from '../../main/gateway/key-setup.ts';
import { normalBehaviour } from '../../main/gateway/simulator/behaviour.ts';
import type { AnswerBehaviour } from '../../main/gateway/simulator/behaviour.ts';
import type { GatewaySimulator } from '../../main/gateway/simulator/gateway-simulator.ts';
import type { Transport, Verify } from '../../main/uplink/deliver.ts';
import { acknowledgementKeys, contentFor, never, seal } from '../gateway/fixture.ts';
import { FakeClock } from '../support/fake-clock.ts';

export interface ClosableTransport extends Transport {
  close(): void | Promise<void>;
}

/** A real gateway simulator and everything between it and the kiosk. */
export interface Line {
  readonly keys: SimulatedKeys;
  readonly simulator: GatewaySimulator;
  connect(wish: {
    readonly clock: Clock;
    readonly answerMs: number;
    /** `foreign`: a certificate of somebody else's authority. */
    readonly identity: 'own' | 'foreign';
  }): Promise<ClosableTransport>;
  close(): Promise<void>;
}

/** What a city's busy line needs at most, in these tests. */
export const PATIENT_MS = 15_000;
/** Long enough for an answer that is there, short enough to wait for one that does not come. */
const IMPATIENT_MS = 600;

export const verifyWith =
  (keys: SimulatedKeys): Verify =>
  (acknowledgement, expected) =>
    verifyAcknowledgement({ acknowledgement, keys: acknowledgementKeys(keys), expected });

/** Asks again as the uplink does, with shorter waits. */
export async function sendUntilDecided(transport: Transport, envelope: Envelope): Promise<SubmitOutcome> {
  for (const giveUpMs = performance.now() + 2 * PATIENT_MS; ;) {
    const outcome = await transport.send(envelope, never());
    if (outcome.kind !== 'tryLater' || performance.now() > giveUpMs) return outcome;
    await pause(50);
  }
}

/** What every way to the gateway owes the uplink. */
export function transportConformance(name: string, open: () => Promise<Line>): void {
  let line: Line;
  let sequence = 0;

  beforeAll(async () => {
    line = await open();
  });
  afterEach(() => line.simulator.behave(normalBehaviour));
  afterAll(() => line.close());

  const sealed = (change: Parameters<typeof contentFor>[2] = {}, more: Parameters<typeof seal>[2] = {}) =>
    seal(line.keys, contentFor(line.simulator.people[0]!, 'evidence-0000', change), {
      sequence: (sequence += 1),
      ...more,
    });
  async function connect(wish: Partial<Parameters<Line['connect']>[0]> = {}): Promise<Transport> {
    const transport = await line.connect({ clock: systemClock, answerMs: PATIENT_MS, identity: 'own', ...wish });
    onTestFinished(async () => transport.close());
    return transport;
  }
  const submissionsAre = (submit: AnswerBehaviour): Promise<void> =>
    line.simulator.behave({ ...normalBehaviour, routes: { submit } });
  const effects = ({ sid }: Envelope): number => line.simulator.received.filter((each) => each.sid === sid).length;
  const submits = (): number => line.simulator.asked.filter((route) => route === 'submit').length;
  async function untilAsked(before: number): Promise<void> {
    await expect.poll(submits, { timeout: PATIENT_MS, interval: 5 }).toBeGreaterThan(before);
  }
  async function expectSigned(outcome: SubmitOutcome, { sid, sha256 }: Envelope): Promise<string> {
    if (outcome.kind !== 'answered') throw new Error(`not answered: ${JSON.stringify(outcome)}`);
    expect(await verifyWith(line.keys)(outcome.acknowledgement, { sid, sha256 })).toMatchObject({ ok: true });
    return outcome.acknowledgement;
  }

  describe(`the conformance of ${name}`, () => {
    it('a submission is answered with the gateway’s signed word', async () => {
      const [transport, envelope] = [await connect(), await sealed()];
      await expectSigned(await transport.send(envelope, never()), envelope);
      expect(effects(envelope)).toBe(1);
    });

    it('the same twice has one effect and one answer', async () => {
      const [transport, envelope] = [await connect(), await sealed()];
      const first = await expectSigned(await transport.send(envelope, never()), envelope);
      expect(await expectSigned(await transport.send(envelope, never()), envelope)).toBe(first);
      expect(effects(envelope)).toBe(1);
    });

    it('the same at the same time has one effect and one answer', async () => {
      const [transport, envelope] = [await connect(), await sealed()];
      const outcomes = await Promise.all([transport.send(envelope, never()), transport.send(envelope, never())]);
      const words = await Promise.all(outcomes.map((outcome) => expectSigned(outcome, envelope)));
      expect(new Set(words).size).toBe(1);
      expect(effects(envelope)).toBe(1);
    });

    it('many at once are each answered with their own word', async () => {
      const transport = await connect();
      const envelopes = await Promise.all(Array.from({ length: 40 }, () => sealed()));
      const outcomes = await Promise.all(envelopes.map((envelope) => transport.send(envelope, never())));
      await Promise.all(outcomes.map((outcome, index) => expectSigned(outcome, envelopes[index]!)));
      expect(envelopes.map(effects)).toEqual(envelopes.map(() => 1));
    });

    it('a lost answer is tryLater, then answered, with one effect', async () => {
      const envelope = await sealed();
      await submissionsAre({ kind: 'loseAnswer' });
      const impatient = await connect({ answerMs: IMPATIENT_MS });
      expect(await impatient.send(envelope, never())).toMatchObject({ kind: 'tryLater' });
      expect(effects(envelope)).toBe(1);
      await submissionsAre({ kind: 'normal' });
      await expectSigned(await sendUntilDecided(await connect(), envelope), envelope);
      expect(effects(envelope)).toBe(1);
    });

    it('a gateway that is away is tryLater, and answers when it is back', async () => {
      const envelope = await sealed();
      await line.simulator.behave({ line: 'away' });
      const impatient = await connect({ answerMs: IMPATIENT_MS });
      expect(await impatient.send(envelope, never())).toMatchObject({ kind: 'tryLater' });
      expect(await impatient.send(envelope, never())).toMatchObject({ kind: 'tryLater' });
      await line.simulator.behave(normalBehaviour);
      await expectSigned(await sendUntilDecided(await connect(), envelope), envelope);
      expect(effects(envelope)).toBe(1);
    });

    it('a login page of the hall’s network is no answer', async () => {
      const envelope = await sealed();
      await submissionsAre({ kind: 'captivePortal' });
      const impatient = await connect({ answerMs: IMPATIENT_MS });
      expect(await impatient.send(envelope, never())).toMatchObject({ kind: 'tryLater' });
      expect(effects(envelope)).toBe(0);
      await submissionsAre({ kind: 'normal' });
      await expectSigned(await sendUntilDecided(await connect(), envelope), envelope);
    });

    it('a word by another key is told from the gateway’s, which comes with the next try', async () => {
      const [transport, envelope] = [await connect(), await sealed()];
      const { sid, sha256 } = envelope;
      await submissionsAre({ kind: 'unsignedAcknowledgement' });
      const forged = await transport.send(envelope, never());
      if (forged.kind !== 'answered') throw new Error(forged.kind);
      expect(await verifyWith(line.keys)(forged.acknowledgement, { sid, sha256 })).toMatchObject({ ok: false });
      await submissionsAre({ kind: 'normal' });
      await expectSigned(await transport.send(envelope, never()), envelope);
      expect(effects(envelope)).toBe(1);
    });

    it('a content that the gateway does not understand is rejected, each time by the gateway itself', async () => {
      const transport = await connect();
      const envelope = await seal(line.keys, { version: 99 }, { sequence: (sequence += 1) });
      for (let time = 0; time < 3; time += 1) {
        const before = submits();
        expect(await transport.send(envelope, never())).toEqual({ kind: 'rejected', status: 422 });
        expect(submits()).toBeGreaterThan(before);
      }
    });

    it('the same id with another content is a conflict, and the first stays what it was', async () => {
      const [transport, first] = [await connect(), await sealed()];
      const word = await expectSigned(await transport.send(first, never()), first);
      const second = await sealed({ signaturePath: 'M1 1L2 2' }, { sid: first.sid });
      expect(await transport.send(second, never())).toEqual({ kind: 'conflict' });
      expect(await expectSigned(await transport.send(first, never()), first)).toBe(word);
      expect(effects(first)).toBe(1);
    });

    it('a certificate of another authority is blocked', async () => {
      const foreign = await connect({ identity: 'foreign' });
      // The other side may have cut the line before its reason came through: then the next try hears it.
      expect(await sendUntilDecided(foreign, await sealed())).toEqual({ kind: 'blocked' });
    });

    it('a try that is cancelled ends at once, and the next one is answered, with one effect', async () => {
      const [transport, envelope] = [await connect(), await sealed()];
      await submissionsAre({ kind: 'silent' });
      const stop = new AbortController();
      const before = submits();
      const cancelled = transport.send(envelope, stop.signal);
      await untilAsked(before);
      stop.abort();
      expect(await cancelled).toEqual({ kind: 'cancelled' });
      expect(await transport.send(envelope, AbortSignal.abort())).toEqual({ kind: 'cancelled' });
      await submissionsAre({ kind: 'normal' });
      await expectSigned(await sendUntilDecided(transport, envelope), envelope);
      expect(effects(envelope)).toBe(1);
    });

    it('the whole try has one deadline, by the kiosk’s clock', async () => {
      const clock = new FakeClock();
      const [transport, envelope] = [await connect({ clock }), await sealed()];
      await submissionsAre({ kind: 'silent' });
      const before = submits();
      let outcome: SubmitOutcome | null = null;
      const sent = transport.send(envelope, never()).then((each) => (outcome = each));
      await untilAsked(before);
      await clock.advance(PATIENT_MS - 1);
      expect(outcome).toBeNull();
      await clock.advance(1);
      expect(await sent).toMatchObject({ kind: 'tryLater' });
      expect(clock.pendingTimers).toBe(0);
    });

    it('a mebibyte and more goes through as it is', async () => {
      const picture = new Uint8Array(512 * 1024).fill(7);
      const attachments = { photoJpeg: picture, idPhotoJpeg: picture };
      const [transport, envelope] = [await connect(), await sealed({}, { attachments })];
      expect(envelope.jwe.length).toBeGreaterThan(1024 * 1024);
      await expectSigned(await transport.send(envelope, never()), envelope);
      const [received] = line.simulator.received.filter(({ sid }) => sid === envelope.sid);
      expect(received?.attachments.photoJpeg).toEqual(picture);
    });
  });
}
