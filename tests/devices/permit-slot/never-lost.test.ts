import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CardPosition, PermitSlotError } from '../../../devices/permit-slot/permit-slot.ts';
import { permitSlotFaults } from '../../../devices/permit-slot/simulator.ts';
import { lineFaults } from '../../../devices/transport/simulated-line.ts';
import type { Result } from '../../../main/contract/result.ts';
import { memoryLane, type Lane } from './lane.ts';

const never = new AbortController().signal;

const command = fc.constantFrom('acknowledge', 'hold', 'eject', 'capture', 'accept', 'refuse', 'status', 'init', 'any');
const byte = fc.option(fc.integer({ min: 0, max: 12 }));
const fault = fc.constantFrom(...lineFaults.filter((name) => name !== 'babble'), ...permitSlotFaults);
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('accept' as const),
      /** When the visitor puts a card in, and when it is pulled out again. */
      insertMs: fc.option(fc.integer({ min: 0, max: 3000 })),
      pullMs: fc.option(fc.integer({ min: 0, max: 1500 })),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('hold' as const, 'eject' as const, 'capture' as const),
      /** What goes wrong with it, in its acknowledgement or in its answer. */
      wrong: fc.option(
        fc.record({ isAcknowledgement: fc.boolean(), byte, fault, times: fc.integer({ min: 1, max: 4 }) }),
      ),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'take' } as const) },
  { weight: 2, arbitrary: fc.constantFrom({ do: 'heal' }, { do: 'cutPower' } as const) },
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

const places: Record<CardPosition, string[]> = { none: ['visitor', 'bin'], atGate: ['gate'], inside: ['inside'] };
/** Where the card may be once a call went well. A card at the gate may be taken at any moment. */
const promised = { accept: ['inside'], hold: ['inside'], eject: ['gate', 'visitor'], capture: ['bin', 'visitor'] };

function agrees(lane: Lane, call: keyof typeof promised, result: Result<void, PermitSlotError>): void {
  if (result.ok) expect(promised[call]).toContain(lane.simulator.card);
  else if (result.error === 'noCard' || result.error === 'cardRemoved') {
    expect(places.none).toContain(lane.simulator.card);
  }
}

function move({ device }: Lane, movement: 'hold' | 'eject' | 'capture') {
  if (movement === 'hold') return device.holdCard(never);
  return movement === 'eject' ? device.ejectCard(never) : device.captureCard(never);
}

async function play(lane: Awaited<ReturnType<typeof memoryLane>>, steps: readonly Step[]): Promise<void> {
  let inserted = 0;
  let inBin = 0;
  for (const next of steps) {
    const { card, movements } = lane.simulator;
    switch (next.do) {
      case 'accept': {
        const accepting = lane.device.acceptCard({ signal: never });
        if (next.insertMs !== null) {
          await lane.clock.advance(next.insertMs);
          if (lane.simulator.insertCard()) inserted += 1;
          if (next.pullMs !== null) {
            await lane.clock.advance(next.pullMs);
            lane.simulator.cardPulledByVisitor();
          }
        }
        agrees(lane, 'accept', await lane.run(accepting));
        break;
      }
      case 'hold':
      case 'eject':
      case 'capture': {
        if (next.wrong) {
          const { isAcknowledgement, byte: at, fault: wrong, times } = next.wrong;
          const where = isAcknowledgement ? 'acknowledge' : next.do;
          lane.simulator.play({ at: at === null ? where : `${where}:byte:${at}`, fault: wrong, times });
        }
        agrees(lane, next.do, await lane.run(move(lane, next.do)));
        // Nothing of this call is still to come: what moves, ends.
        await lane.clock.advance(1000);
        if (next.do !== 'hold') expect(lane.simulator.movements - movements).toBeLessThanOrEqual(1);
        if (lane.simulator.cardsInBin > inBin) expect(['gate', 'inside']).toContain(card);
        break;
      }
      case 'take':
        lane.simulator.takeCard();
        break;
      case 'heal':
        lane.simulator.heal();
        break;
      case 'cutPower':
        lane.simulator.cutPower();
        break;
      case 'garble':
        lane.garble(next.writes);
        break;
      case 'play':
        lane.simulator.play(next);
        break;
      case 'wait':
        await lane.clock.advance(next.ms);
        // Nobody asked: nothing moved.
        expect(lane.simulator.movements).toBe(movements);
    }
    expect(lane.simulator.cardsInBin - inBin).toBeLessThanOrEqual(next.do === 'capture' ? 1 : 0);
    inBin = lane.simulator.cardsInBin;
    expect(inBin).toBeLessThanOrEqual(inserted);
  }
  // And once all is well again, the driver knows where the card is.
  const { movements } = lane.simulator;
  lane.simulator.heal();
  await lane.clock.advance(20_000);
  expect(lane.device.status().device).toBe('online');
  const position = await lane.run(lane.device.cardPosition());
  expect(position.ok && places[position.value]).toContain(lane.simulator.card);
  expect(lane.simulator.movements).toBe(movements);
}

it('never loses a card, whatever fails, and knows where it is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      const lane = await memoryLane({ delays: { insertTimeoutMs: 4000 } });
      try {
        await play(lane, [{ do: 'accept', insertMs: 100, pullMs: null }, ...steps]);
      } finally {
        await lane.stop();
      }
    }),
    { numRuns: 300, seed: 571 },
  );
}, 120_000);
