import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { verifyChain } from '../../main/audit-log/verify-chain.ts';
import type { Envelope } from '../../main/gateway/gateway.ts';
import type { OutboxState } from '../../main/outbox/outbox-row.ts';
import type { Settlement } from '../../main/outbox/outbox.ts';
import { accepted, databasePath, envelopeOf, must, start, submissionOf } from '../support/outbox-fixture.ts';
import { JumpingClock } from '../support/jumping-clock.ts';

interface Item {
  readonly envelope: Envelope;
  readonly caseId: string;
  state: OutboxState;
  dueMs: number;
  /** Nobody of its case is before it. */
  isNext: boolean;
  ackedWall: string;
}

/** What the outbox should be, without a disk. */
interface Model {
  items: Item[];
  /** Deleted when their time was over. */
  readonly forgotten: Set<string>;
  /** What the gateway did, once per id. */
  readonly effects: Set<string>;
  nowMs: number;
  sequence: number;
}

interface Real {
  readonly path: string;
  clock: JumpingClock;
  kiosk: ReturnType<typeof start>;
}

const MOST_ITEMS = 12;
const DAYS_MS = 24 * 3_600_000;
const waiting = new Set<OutboxState>(['queued', 'sending', 'retry_wait', 'blocked']);
const open = (path: string, clock: JumpingClock) =>
  start(path, clock, { mostItems: MOST_ITEMS, clockTrust: clock.trust });

const ofCase = (model: Model, caseId: string): Item[] =>
  model.items.filter((item) => item.caseId === caseId && waiting.has(item.state));
const countWaiting = (model: Model): number => model.items.filter(({ state }) => waiting.has(state)).length;

function settle(model: Model, item: Item, state: 'acked' | 'dead'): void {
  item.state = state;
  const [next] = ofCase(model, item.caseId);
  if (next) next.isNext = true;
}

function nextDue(model: Model, most: number): Item[] {
  if (model.items.some(({ state }) => state === 'blocked')) return [];
  const retries = model.items
    .filter(({ state, dueMs }) => state === 'retry_wait' && dueMs <= model.nowMs)
    .toSorted((a, b) => a.dueMs - b.dueMs);
  const queued = model.items.filter(({ state, isNext }) => state === 'queued' && isNext);
  return [...retries, ...queued].slice(0, most);
}

/** After every step. */
function compare(model: Model, { kiosk: { outbox } }: Real): void {
  const held = model.items.filter(({ state }) => waiting.has(state) || state === 'dead');
  expect(outbox.counts()).toMatchObject({
    waiting: countWaiting(model),
    blocked: model.items.filter(({ state }) => state === 'blocked').length,
    dead: model.items.filter(({ state }) => state === 'dead').length,
    bytes: held.reduce((sum, { envelope }) => sum + envelope.jwe.length, 0),
  });
  expect(outbox.unpurged()?.count ?? 0).toBe(model.items.filter(({ state }) => state === 'acked').length);
  const taken = countWaiting(model) / MOST_ITEMS;
  expect(outbox.room()).toBe(taken >= 1 ? 'full' : taken >= 0.9 ? 'nearlyFull' : 'ok');
}

type Step = fc.AsyncCommand<Model, Real>;

const step = (name: string, run: (model: Model, real: Real) => void | Promise<void>): Step => ({
  check: () => true,
  async run(model, real) {
    await run(model, real);
    compare(model, real);
  },
  toString: () => name,
});

const store = (wanted: string) =>
  step(`store(${wanted})`, (model, { kiosk }) => {
    model.sequence += 1;
    const envelope = envelopeOf(model.sequence);
    // Of its own, of one of two cases, or of the case that one in this state began.
    const head = model.items.find((item) => item.state === wanted && item.caseId === item.envelope.sid);
    const caseId = wanted.startsWith('case') ? wanted : (head?.caseId ?? envelope.sid);
    const isFull = countWaiting(model) >= MOST_ITEMS;
    const stored = kiosk.outbox.store(submissionOf(envelope, caseId === envelope.sid ? undefined : caseId));
    expect(stored.ok).toBe(!isFull);
    if (isFull) return;
    const isNext = ofCase(model, caseId).length === 0;
    model.items.push({ envelope, caseId, state: 'queued', dueMs: 0, isNext, ackedWall: '' });
    // The visitor's screen asks twice.
    if (kiosk.outbox.room() !== 'full') must(kiosk.outbox.store(submissionOf(envelope, caseId)));
  });

const storeOnFullDisk = step('store on a full disk', (model, { kiosk: { outbox, database } }) => {
  if (outbox.room() === 'full') return;
  model.sequence += 1;
  const envelope = envelopeOf(model.sequence, 'body', 60_000);
  database.setting(`max_page_count = ${String(database.setting('page_count'))}`);
  expect(outbox.store(submissionOf(envelope))).toEqual({ ok: false, error: 'storageFull' });
  database.setting('max_page_count = 1000000');
  expect(outbox.bySid(envelope.sid)).toBeNull();
});

const lease = (most: number) =>
  step(`lease(${String(most)})`, (model, { kiosk }) => {
    const expected = nextDue(model, most);
    const leased = must(kiosk.outbox.leaseMany(most)).map(({ envelope }) => envelope);
    expect(leased).toEqual(expected.map(({ envelope }) => envelope));
    for (const item of expected) item.state = 'sending';
  });

type End = 'answered' | 'twice' | 'lost' | 'rejected' | 'conflict' | 'blocked';

function settlementOf({ sid, sha256 }: Envelope, end: End, jws: string): Settlement {
  if (end === 'answered' || end === 'twice') {
    return { kind: 'acknowledged', sid, jws, acknowledgement: accepted({ sid, sha256 }) };
  }
  if (end === 'lost') return { kind: 'later', sid, waitMs: 100, because: { kind: 'tryLater' } };
  if (end === 'rejected') return { kind: 'later', sid, waitMs: 50, because: { kind: 'rejected', status: 422 } };
  return end === 'blocked' ? { kind: 'blocked', sid } : { kind: 'dead', sid, reason: 'conflict' };
}

/** The gateway has them all; their answers arrive, arrive twice, or are lost, and are written down together or not at all. */
const settleBatch = (ends: readonly End[], thenLease: number, onFullDisk: boolean) =>
  step(`settle(${ends.join()}; ${String(thenLease)}${onFullDisk ? '; full disk' : ''})`, (model, { kiosk, clock }) => {
    const { outbox, database } = kiosk;
    const batch = model.items
      .filter(({ state }) => state === 'sending')
      .slice(0, ends.length)
      .map((item, index) => ({ item, end: ends[index] ?? 'lost' }));
    for (const { item } of batch) model.effects.add(item.envelope.sid);
    const outcomes = batch.flatMap(({ item: { envelope }, end }) => {
      // Larger than what is left of any page, so that it meets the disk's end.
      const one = settlementOf(envelope, end, onFullDisk ? 'x'.repeat(20_000) : 'a.b.c');
      return end === 'twice' ? [one, one] : [one];
    });
    if (onFullDisk) database.setting(`max_page_count = ${String(database.setting('page_count'))}`);
    const settled = outbox.settle(outcomes, thenLease);
    database.setting('max_page_count = 1000000');
    if (!settled.ok) return expect(onFullDisk).toBe(true);

    for (const { item, end } of batch) {
      item.ackedWall = clock.wallTime().toISOString();
      if (end === 'answered' || end === 'twice') settle(model, item, 'acked');
      else if (end === 'conflict') settle(model, item, 'dead');
      else if (end === 'blocked') item.state = 'blocked';
      else Object.assign(item, { state: 'retry_wait', dueMs: model.nowMs + (end === 'lost' ? 100 : 50) });
    }
    const next = nextDue(model, thenLease);
    expect(settled.value.map(({ envelope }) => envelope)).toEqual(next.map(({ envelope }) => envelope));
    for (const item of next) item.state = 'sending';
  });

const unblock = step('unblock', (model, { kiosk }) => {
  must(kiosk.outbox.unblock());
  for (const item of model.items) if (item.state === 'blocked') item.state = 'queued';
});

const hurry = step('hurry', (model, { kiosk }) => {
  must(kiosk.outbox.hurry());
  for (const item of model.items) if (item.state === 'retry_wait') item.state = 'queued';
});

const release = step('release a dead one', (model, { kiosk }) => {
  const dead = model.items.find(({ state }) => state === 'dead');
  expect(kiosk.outbox.deadLetters()[0]?.sid).toBe(dead?.envelope.sid);
  if (!dead) return;
  expect(must(kiosk.outbox.releaseDead(dead.envelope.sid))).toBe(true);
  dead.isNext = ofCase(model, dead.caseId).length === 0;
  dead.state = 'queued';
});

const purge = step('purge', (model, { kiosk }) => {
  const acked = model.items.filter(({ state }) => state === 'acked');
  expect(must(kiosk.outbox.purge())).toBe(acked.length);
  for (const item of acked) item.state = 'purged';
});

const forget = step('forget', (model, { kiosk, clock }) => {
  const before = new Date(clock.wallTime().getTime() - 30 * DAYS_MS).toISOString();
  const old = model.items.filter(
    ({ state, ackedWall }) => clock.trust() === 'trusted' && state === 'purged' && ackedWall < before,
  );
  expect(must(kiosk.outbox.forget())).toBe(old.length);
  for (const { envelope } of old) model.forgotten.add(envelope.sid);
  model.items = model.items.filter((item) => !old.includes(item));
});

const pass = (ms: number) =>
  step(`pass(${String(ms)} ms)`, async (model, { clock }) => {
    await clock.advance(ms);
    model.nowMs += ms;
  });

const setClock = (years: number) =>
  step(`wall clock off by ${String(years)} years`, (_, { clock }) => clock.setWrong(years * 365 * DAYS_MS));

const crash = step('crash', (model, real) => {
  real.kiosk.database.close();
  real.kiosk = open(real.path, real.clock);
  for (const item of model.items) {
    if (waiting.has(item.state)) {
      item.state = 'queued';
      item.isNext = ofCase(model, item.caseId)[0] === item;
    } else if (item.state === 'acked') item.state = 'purged';
  }
});

it('behaves like a list in memory, whatever happens to it', { timeout: 120_000 }, async () => {
  const ends = fc.array(
    fc.constantFrom<End>('answered', 'answered', 'twice', 'lost', 'rejected', 'conflict', 'blocked'),
    {
      minLength: 1,
      maxLength: 6,
    },
  );
  const steps = [
    fc.constantFrom('own', 'case-a', 'case-b', 'queued', 'sending', 'dead').map(store),
    fc.integer({ min: 1, max: 6 }).map(lease),
    fc
      .tuple(ends, fc.integer({ min: 0, max: 4 }), fc.constantFrom(false, false, true))
      .map((all) => settleBatch(...all)),
    fc.constantFrom(unblock, hurry, release, purge, forget, crash, storeOnFullDisk),
    fc.constantFrom(1, 40, 120, 31 * DAYS_MS).map(pass),
    fc.constantFrom(-6, 0, 1).map(setClock),
  ];
  const seed = Number(process.env['KIOSK_SEED'] ?? Date.now() % 1_000_000);
  console.log(`KIOSK_SEED=${String(seed)}`);
  await fc.assert(
    fc.asyncProperty(fc.commands(steps, { maxCommands: 80, size: 'max' }), async (commands) => {
      const path = databasePath();
      const clock = new JumpingClock();
      const real: Real = { path, clock, kiosk: open(path, clock) };
      const model: Model = { items: [], forgotten: new Set(), effects: new Set(), nowMs: 0, sequence: 0 };
      await fc.asyncModelRun(() => ({ model, real }), commands);

      const { outbox, audit, database } = real.kiosk;
      for (const { envelope, state } of model.items) {
        expect(outbox.bySid(envelope.sid)?.state).toBe(state);
        // Accepted is stored or done, and what is gone from here is there.
        if (state === 'purged') expect(model.effects.has(envelope.sid)).toBe(true);
      }
      for (const sid of model.forgotten) expect(outbox.bySid(sid)).toBeNull();
      expect(verifyChain(audit.entries(0, 100_000)).ok).toBe(true);
      database.close();
    }),
    { numRuns: 60, seed },
  );
});
