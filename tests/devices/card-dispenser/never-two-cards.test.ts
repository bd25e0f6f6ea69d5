import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { cardDispenserFaults } from '../../../devices/card-dispenser/simulator.ts';
import { lineFaults } from '../../../devices/transport/simulated-line.ts';
import { memoryLane, type Lane } from './lane.ts';

const never = new AbortController().signal;
const CARDS = 60;

const command = fc.constantFrom('acknowledge', 'dispense', 'capture', 'status', 'version', 'any');
const byte = fc.option(fc.integer({ min: 0, max: 12 }));
const fault = fc.constantFrom(...lineFaults.filter((name) => name !== 'babble'), ...cardDispenserFaults);
const step = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ do: 'dispense' } as const) },
  {
    weight: 2,
    arbitrary: fc.constantFrom({ do: 'capture' }, { do: 'take' }, { do: 'heal' }, { do: 'reset' } as const),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('play' as const),
      at: fc.tuple(command, byte).map(([name, at]) => (at === null ? name : `${name}:byte:${at}`)),
      fault,
      times: fc.integer({ min: 1, max: 6 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('garble' as const), writes: fc.integer({ min: 1, max: 9 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 8000 }) }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Cards that have left the hopper and the place behind it. */
const given = ({ simulator }: Lane): number => {
  const { inPath, atFront, bin, visitor } = simulator.cards;
  return inPath + atFront + bin + visitor;
};
const total = ({ simulator }: Lane): number => Object.values(simulator.cards).reduce((sum, count) => sum + count, 0);

async function play(lane: Awaited<ReturnType<typeof memoryLane>>, steps: readonly Step[]): Promise<void> {
  let dispensed = 0;
  for (const next of steps) {
    const before = { given: given(lane), visitor: lane.simulator.cards.visitor, front: lane.simulator.cards.atFront };
    switch (next.do) {
      case 'dispense': {
        dispensed += 1;
        const result = await lane.run(lane.device.dispenseCard(never));
        // Nothing of this call is still to come: what moves, ends.
        await lane.clock.advance(2000);
        const { cards } = lane.simulator;
        const left = given(lane) - before.given;
        const reachedFront = cards.visitor + cards.atFront - before.visitor - before.front;
        // The machine itself may pull two; then neither reaches the visitor.
        expect(left).toBeLessThanOrEqual(2);
        expect(reachedFront).toBeLessThanOrEqual(left === 2 ? 0 : 1);
        if (result.ok) expect({ left, reachedFront }).toEqual({ left: 1, reachedFront: 1 });
        else if (!['notConfirmed', 'cardOverlap'].includes(result.error)) expect(reachedFront).toBe(0);
        break;
      }
      case 'capture': {
        const result = await lane.run(lane.device.captureCard(never));
        if (result.ok) expect(lane.simulator.cards).toMatchObject({ inPath: 0, atFront: 0 });
        break;
      }
      case 'reset':
        await lane.run(lane.device.reset());
        break;
      case 'take':
        lane.simulator.takeCard();
        break;
      case 'heal':
        lane.simulator.heal();
        break;
      case 'garble':
        lane.garble(next.writes);
        break;
      case 'play':
        lane.simulator.play(next);
        break;
      case 'wait':
        await lane.clock.advance(next.ms);
    }
    expect(total(lane)).toBe(CARDS);
  }
  const { visitor, atFront } = lane.simulator.cards;
  expect(visitor + atFront).toBeLessThanOrEqual(dispensed);
  // And once all is well again, the driver knows where everything is.
  lane.simulator.heal();
  await lane.clock.advance(20_000);
  const position = await lane.run(lane.device.cardPosition());
  const { inPath } = lane.simulator.cards;
  expect(position).toEqual({ ok: true, value: inPath ? 'inPath' : lane.simulator.cards.atFront ? 'atFront' : 'none' });
}

it.each([true, false])(
  'never gives two cards for one call, whatever fails (answers movements: %s)',
  async (answersMovements) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const lane = await memoryLane({ cards: CARDS, answersMovements });
        try {
          await play(lane, steps);
        } finally {
          await lane.stop();
        }
      }),
      { numRuns: 150, seed: 720 },
    );
  },
  120_000,
);
