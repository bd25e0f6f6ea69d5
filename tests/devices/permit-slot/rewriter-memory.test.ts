import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { zoneLinesOf } from '../../../devices/passport-reader/synthetic-zone.ts';
import { permitSlotEntry } from '../../../devices/permit-slot/profile.ts';
import { simulatedPermit } from '../../../devices/permit-slot/simulated-permit.ts';
import { permitSlotFaults } from '../../../devices/permit-slot/simulator.ts';
import { lineFaults } from '../../../devices/transport/simulated-line.ts';
import { people } from '../../../main/gateway/simulator/people.ts';
import { memoryLane } from './lane.ts';
import { holding, permitRewriterConformance, rewriterOf, withRewriter } from './rewriter-conformance.ts';

permitRewriterConformance('over a line in memory', memoryLane);
permitRewriterConformance('with the frames of the USB machines', (options) =>
  memoryLane({ ...options, profile: { ...options?.profile, driver: 'crt-350n' } }),
);

const never = new AbortController().signal;

it('a slot whose profile names none has none', async () => {
  const lane = await memoryLane();
  expect(lane.device.rewriter).toBeNull();
  await lane.stop();
});

it('waits a minute for the writer, no longer, and leaves no timer behind', async () => {
  const lane = await memoryLane({ ...withRewriter, writeMs: 600_000 });
  await holding(lane, simulatedPermit());
  let outcome: unknown = null;
  void rewriterOf(lane)
    .writeEndorsement(['示例'], never)
    .then((result) => (outcome = result));
  await lane.clock.advance(59_000);
  expect(outcome).toBeNull();
  await lane.clock.advance(2000);
  expect(outcome).toEqual({ ok: false, error: 'notConfirmed' });
  await lane.stop();
  await lane.clock.advance(600_000);
  expect(lane.clock.pendingTimers).toBe(0);
});

it('ends a writing that nobody watches any more', async () => {
  const lane = await memoryLane(withRewriter);
  const permit = await holding(lane, simulatedPermit());
  const writing = rewriterOf(lane).writeEndorsement(['示例'], never);
  await lane.until(() => permit.back === 'half');
  await lane.run(lane.device.stop());
  expect(await lane.run(writing)).toEqual({ ok: false, error: 'notConfirmed' });
  await lane.stop();
});

const fault = fc.constantFrom(...lineFaults.filter((name) => name !== 'babble'), ...permitSlotFaults);
const command = fc.constantFrom('acknowledge', 'write', 'writerState', 'chipOn', 'chipExchange', 'init', 'any');
const wrong = fc.record({
  at: fc
    .tuple(command, fc.option(fc.integer({ min: 0, max: 12 })))
    .map(([name, byte]) => (byte === null ? name : `${name}:byte:${byte}`)),
  fault,
  times: fc.integer({ min: 1, max: 5 }),
});

it('never writes twice and never says more than is so, whatever fails', async () => {
  const former = ['团队旅游(L) 澳门'];
  const text = ['个人旅游(G) 香港', '一年一次', '编号 1', '签发'];
  const zone = zoneLinesOf(people[0]!.permit);
  await fc.assert(
    fc.asyncProperty(
      fc.array(wrong, { maxLength: 4 }),
      fc.option(fc.integer({ min: 1, max: 9000 })),
      fc.option(fc.integer({ min: 1, max: 6 })),
      async (steps, cutAfterMs, garbled) => {
        const lane = await memoryLane(withRewriter);
        const permit = await holding(lane, { ...simulatedPermit(zone), back: former });
        for (const step of steps) lane.simulator.play(step);
        if (garbled !== null) lane.garble(garbled);
        const writing = rewriterOf(lane).writeEndorsement(text, never);
        if (cutAfterMs !== null) {
          await lane.clock.advance(cutAfterMs);
          lane.simulator.cutPower();
        }
        const outcome = await lane.run(writing);
        await lane.clock.advance(10_000);
        expect(lane.simulator.writings).toBeLessThanOrEqual(1);
        if (outcome.ok) expect(permit.back).toEqual(text);
        else if (outcome.error !== 'notConfirmed') expect(permit.back).toEqual(former);
        lane.simulator.heal();
        await lane.clock.advance(20_000);
        const read = await lane.run(rewriterOf(lane).readPermit(never));
        if (lane.simulator.card === 'inside') expect(read).toEqual({ ok: true, value: people[0]!.permit });
        await lane.stop();
      },
    ),
    { numRuns: 300, seed: 350 },
  );
}, 120_000);

it('reads its entry of a hardware profile, and no other', () => {
  const at = { driver: 'crt-571', connection: { kind: 'serial', path: '/dev/ttyS1', baudRate: 9600 } };
  expect(permitSlotEntry.parse({ ...at, rewriter: {} }).rewriter).toEqual(withRewriter.profile.rewriter);
  for (const rewriter of [{ application: 'a0' }, { zoneFile: '1' }, { lines: 5 }, { lineBytes: 61 }, { key: '00' }]) {
    expect(permitSlotEntry.safeParse({ ...at, rewriter }).success, JSON.stringify(rewriter)).toBe(false);
  }
});
