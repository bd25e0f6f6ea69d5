import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { verifyChain } from '../../main/audit-log/verify-chain.ts';
import type { Envelope } from '../../main/gateway/gateway.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { accepted, databasePath, envelopeOf, must, start, submissionOf } from '../support/outbox-fixture.ts';

/** What the outbox should be, without a disk. */
interface Model {
  readonly items: { envelope: Envelope; caseId: string; state: string; dueMs: number }[];
  /** What the gateway did, once per id. */
  readonly effects: Set<string>;
  nowMs: number;
  sequence: number;
}

interface Real {
  readonly path: string;
  clock: FakeClock;
  kiosk: ReturnType<typeof start>;
}

const settledStates = new Set(['purged', 'dead']);
const firstSending = (model: Model) => model.items.find(({ state }) => state === 'sending');

function nextDue(model: Model) {
  if (model.items.some(({ state }) => state === 'blocked')) return undefined;
  return model.items.find(
    (item, index) =>
      (item.state === 'queued' || (item.state === 'retry_wait' && item.dueMs <= model.nowMs)) &&
      model.items.slice(0, index).every((other) => other.caseId !== item.caseId || settledStates.has(other.state)),
  );
}

type Step = fc.AsyncCommand<Model, Real>;

class Store implements Step {
  private readonly caseId: string;
  constructor(caseId: string) {
    this.caseId = caseId;
  }
  check = () => true;
  async run(model: Model, { kiosk }: Real) {
    model.sequence += 1;
    const envelope = envelopeOf(model.sequence);
    const caseId = this.caseId === 'own' ? envelope.sid : this.caseId;
    must(kiosk.outbox.store(submissionOf(envelope, caseId)));
    model.items.push({ envelope, caseId, state: 'queued', dueMs: 0 });
  }
  toString = () => `store(${this.caseId})`;
}

class Lease implements Step {
  check = () => true;
  async run(model: Model, { kiosk }: Real) {
    const expected = nextDue(model);
    expect(must(kiosk.outbox.leaseNext())?.envelope ?? null).toEqual(expected?.envelope ?? null);
    if (expected) expected.state = 'sending';
  }
  toString = () => 'lease';
}

/** The gateway has it; its answer arrives, arrives twice, or is lost. */
class Deliver implements Step {
  private readonly answer: 'once' | 'twice' | 'lost';
  constructor(answer: 'once' | 'twice' | 'lost') {
    this.answer = answer;
  }
  check = (model: Readonly<Model>) => firstSending(model) !== undefined;
  async run(model: Model, { kiosk }: Real) {
    const item = firstSending(model);
    if (!item) return;
    const { envelope } = item;
    model.effects.add(envelope.sid);
    if (this.answer === 'lost') {
      must(kiosk.outbox.retryLater(envelope.sid, { waitMs: 100, because: { kind: 'tryLater' } }));
      Object.assign(item, { state: 'retry_wait', dueMs: model.nowMs + 100 });
      return;
    }
    must(kiosk.outbox.acknowledge(envelope.sid, 'a.b.c', accepted(envelope)));
    if (this.answer === 'twice') must(kiosk.outbox.acknowledge(envelope.sid, 'a.b.d', accepted(envelope)));
    must(kiosk.outbox.purge());
    item.state = 'purged';
  }
  toString = () => `deliver(${this.answer})`;
}

class Refuse implements Step {
  private readonly how: 'later' | 'dead' | 'block';
  constructor(how: 'later' | 'dead' | 'block') {
    this.how = how;
  }
  check = (model: Readonly<Model>) => firstSending(model) !== undefined;
  async run(model: Model, { kiosk: { outbox } }: Real) {
    const item = firstSending(model);
    if (!item) return;
    const { sid } = item.envelope;
    if (this.how === 'dead') {
      must(outbox.markDead(sid, 'conflict'));
      item.state = 'dead';
    } else if (this.how === 'block') {
      must(outbox.block(sid));
      item.state = 'blocked';
    } else {
      must(outbox.retryLater(sid, { waitMs: 50, because: { kind: 'rejected', status: 422 } }));
      Object.assign(item, { state: 'retry_wait', dueMs: model.nowMs + 50 });
    }
  }
  toString = () => `refuse(${this.how})`;
}

class Unblock implements Step {
  check = () => true;
  async run(model: Model, { kiosk }: Real) {
    must(kiosk.outbox.unblock());
    for (const item of model.items) if (item.state === 'blocked') item.state = 'queued';
  }
  toString = () => 'unblock';
}

class Pass implements Step {
  private readonly ms: number;
  constructor(ms: number) {
    this.ms = ms;
  }
  check = () => true;
  async run(model: Model, { clock }: Real) {
    await clock.advance(this.ms);
    model.nowMs += this.ms;
  }
  toString = () => `pass(${String(this.ms)} ms)`;
}

class Crash implements Step {
  check = () => true;
  async run(model: Model, real: Real) {
    real.kiosk.database.close();
    real.clock = new FakeClock();
    model.nowMs = 0;
    real.kiosk = start(real.path, real.clock);
    for (const item of model.items) if (!settledStates.has(item.state)) item.state = 'queued';
  }
  toString = () => 'crash';
}

it('behaves like a list in memory, whatever happens to it', { timeout: 60_000 }, async () => {
  const steps = [
    fc.constantFrom('own', 'own', 'case-a', 'case-b').map((caseId) => new Store(caseId)),
    fc.constant(new Lease()),
    fc.constantFrom('once', 'twice', 'lost').map((answer) => new Deliver(answer)),
    fc.constantFrom('later', 'dead', 'block').map((how) => new Refuse(how)),
    fc.constant(new Unblock()),
    fc.integer({ min: 1, max: 120 }).map((ms) => new Pass(ms)),
    fc.constant(new Crash()),
  ];
  await fc.assert(
    fc.asyncProperty(fc.commands(steps, { maxCommands: 60 }), async (commands) => {
      const path = databasePath();
      const clock = new FakeClock();
      const real: Real = { path, clock, kiosk: start(path, clock) };
      const model: Model = { items: [], effects: new Set(), nowMs: 0, sequence: 0 };
      await fc.asyncModelRun(() => ({ model, real }), commands);

      const { outbox, audit, database } = real.kiosk;
      for (const { envelope, state } of model.items) {
        expect(outbox.bySid(envelope.sid)?.state).toBe(state);
        // Accepted is stored or done, and what is gone from here is there.
        if (state === 'purged') expect(model.effects.has(envelope.sid)).toBe(true);
      }
      expect(outbox.counts().waiting).toBe(model.items.filter(({ state }) => !settledStates.has(state)).length);
      expect(verifyChain(audit.entries(0, 100_000)).ok).toBe(true);
      database.close();
    }),
    { numRuns: 40 },
  );
});
