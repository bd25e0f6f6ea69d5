import { describe, expect, test } from 'vitest';
import type { Belonging } from '../../main/contract/result-view.ts';
import type { ProblemCode } from '../../main/contract/problem.ts';
import { err, ok } from '../../main/contract/result.ts';
import { kioskSession } from '../../main/session/session.ts';
import { settle } from '../support/fake-clock.ts';
import { sessionPorts } from '../support/session-ports.ts';

type World = ReturnType<typeof sessionPorts>;

/** How each thing is left behind, and taken. */
const things: Readonly<Record<Belonging, { leave: (world: World) => void; take: (world: World) => void }>> = {
  card: {
    leave: ({ reader }) => (reader.cardPresent = true),
    take: ({ reader }) => (reader.cardPresent = false),
  },
  passport: {
    leave: ({ scanner }) => (scanner.media = 'present'),
    take: ({ scanner }) => (scanner.media = 'notPresent'),
  },
  permit: {
    leave: ({ slot }) => (slot.position = ok('inside')),
    take: ({ slot }) => (slot.position = ok('none')),
  },
  dispensedCard: {
    leave: ({ dispenser }) => (dispenser.position = 'atFront'),
    take: ({ dispenser }) => (dispenser.position = 'none'),
  },
  receipt: {
    leave: ({ mouth }) => (mouth.media = 'present'),
    take: ({ mouth }) => (mouth.media = 'notPresent'),
  },
};

async function walkAway(leave: (world: World) => void) {
  const world = sessionPorts();
  const session = kioskSession(world.ports);
  session.send({ type: 'wake' });
  session.send({ type: 'chooseLanguage', language: 'en' });
  leave(world);
  session.send({ type: 'end' });
  await settle();
  const belongingNotes = () =>
    world.notes.flatMap((note) => ('what' in note && note.event.startsWith('belonging') ? [note] : []));
  return { world, session, belongingNotes, step: () => session.snapshot().step };
}

describe.each(Object.entries(things))('%s left behind', (thing, { leave, take }) => {
  test('is asked for with light and sound, and nobody else is served until it is taken', async () => {
    const { world, session, step, belongingNotes } = await walkAway(leave);
    expect(step()).toEqual({ name: 'takeBelongings', left: [thing] });
    expect(session.snapshot()).toMatchObject({ language: 'en', guidance: { act: 'take' }, actions: ['callOfficer'] });
    expect(world.alarms).toEqual([true]);
    for (const event of [{ type: 'wake' }, { type: 'chooseService', serviceId: 'temp-id-proof' }] as const)
      expect(session.send(event)).toBe(false);
    await world.clock.advance(20_000);
    expect(step().name).toBe('takeBelongings');
    take(world);
    await world.clock.advance(1_000);
    expect(step().name).toBe('attract');
    expect(world.alarms).toEqual([true, false]);
    expect(belongingNotes()).toEqual([
      { event: 'belonging-left', what: thing },
      { event: 'belonging-taken', what: thing },
    ]);
    expect(session.send({ type: 'wake' })).toBe(true);
    session.stop();
  });

  test('stays told to whoever stops the kiosk, and the alarm does not outlive it', async () => {
    const { world, session } = await walkAway(leave);
    session.stop();
    expect(world.alarms).toEqual([true, false]);
    await world.clock.advance(120_000);
    expect(world.clock.pendingTimers).toBe(0);
  });
});

describe('after 30 s that nobody came', () => {
  const takenIn: readonly [Belonging, ProblemCode][] = [
    ['permit', 'permit-captured'],
    ['dispensedCard', 'dispenser-captured'],
    ['receipt', 'receipt-captured'],
  ];
  test.each(takenIn)('%s is taken in, said for a while, and the next visitor is served', async (thing, problem) => {
    const { world, session, step, belongingNotes } = await walkAway(things[thing].leave);
    await world.clock.advance(29_000);
    expect([step(), session.snapshot().problem]).toEqual([{ name: 'takeBelongings', left: [thing] }, null]);
    await world.clock.advance(2_000);
    expect([step(), session.snapshot().problem]).toEqual([{ name: 'takeBelongings', left: [] }, problem]);
    expect(world.alarms).toEqual([true, false]);
    await world.clock.advance(15_000);
    expect([step().name, session.snapshot().problem]).toEqual(['attract', null]);
    expect(belongingNotes().map(({ event }) => event)).toEqual(['belonging-left', 'belonging-taken-in']);
  });

  test.each(['card', 'passport'] as const)('%s waits for its owner, silently, and the log says so', async (thing) => {
    const { world, step, belongingNotes } = await walkAway(things[thing].leave);
    await world.clock.advance(10 * 60_000);
    expect(step()).toEqual({ name: 'takeBelongings', left: [thing] });
    expect(world.alarms).toEqual([true, false]);
    expect(belongingNotes().map(({ event }) => event)).toEqual(['belonging-left', 'belonging-not-taken']);
    things[thing].take(world);
    await world.clock.advance(1_000);
    expect(step().name).toBe('attract');
  });

  test('a slip that cannot be pulled back is flagged once and holds up nobody', async () => {
    const { world, session, step, belongingNotes } = await walkAway((at) => {
      things.receipt.leave(at);
      at.mouth.retract = err('notFitted');
    });
    await world.clock.advance(31_000);
    expect(session.snapshot().problem).toBe('receipt-not-taken');
    await world.clock.advance(15_000);
    expect(step().name).toBe('attract');
    expect(belongingNotes().map(({ event }) => event)).toEqual(['belonging-left', 'belonging-not-taken']);
  });

  test('a permit that the bin does not take stays, with the reason; a card beside it is waited for too', async () => {
    const { world, session, step } = await walkAway((at) => {
      things.permit.leave(at);
      things.card.leave(at);
      at.slot.capture = err('captureBinFull');
    });
    expect(step()).toEqual({ name: 'takeBelongings', left: ['card', 'permit'] });
    await world.clock.advance(60_000);
    expect([step(), session.snapshot().problem]).toEqual([
      { name: 'takeBelongings', left: ['card', 'permit'] },
      'permit-slot-fault',
    ]);
    things.permit.take(world);
    await world.clock.advance(1_000);
    expect(step()).toEqual({ name: 'takeBelongings', left: ['card'] });
    things.card.take(world);
    await world.clock.advance(1_000);
    expect([step().name, session.snapshot().problem]).toEqual(['attract', null]);
  });
});

test('a permit inside is given back first; one that is stuck is said to be', async () => {
  const { world } = await walkAway(things.permit.leave);
  expect(world.slot.position).toEqual(ok('atGate'));

  const stuck = await walkAway((at) => {
    at.slot.position = ok('inside');
    at.slot.eject = err('cardJammed');
  });
  expect([stuck.step(), stuck.session.snapshot().problem]).toEqual([
    { name: 'takeBelongings', left: ['permit'] },
    'permit-jammed',
  ]);
});

test('a permit found in the slot when it answers again, at start too, is given back and announced', async () => {
  const world = sessionPorts();
  const session = kioskSession(world.ports);
  world.slot.position = ok('inside');
  session.refresh();
  await settle();
  expect(session.snapshot().step).toEqual({ name: 'takeBelongings', left: ['permit'] });
  expect(world.slot.position).toEqual(ok('atGate'));
  things.permit.take(world);
  await world.clock.advance(1_000);
  expect(session.snapshot().step.name).toBe('attract');

  world.breakDown('permitSlot', 'permit-slot-offline');
  session.refresh();
  things.permit.leave(world);
  await world.clock.advance(60_000);
  expect(session.snapshot().step.name).toBe('attract');
  world.mend();
  session.refresh();
  await settle();
  expect(session.snapshot().step).toEqual({ name: 'takeBelongings', left: ['permit'] });
});

test('who begins while the machine still looks is shown what lies there; nothing of theirs is known yet', async () => {
  const world = sessionPorts();
  const session = kioskSession(world.ports);
  session.send({ type: 'wake' });
  things.permit.leave(world);
  session.send({ type: 'end' });
  session.send({ type: 'wake' });
  expect(session.snapshot().step.name).toBe('home');
  await settle();
  expect(session.snapshot().step).toEqual({ name: 'takeBelongings', left: ['permit'] });
});

test('devices that do not answer hold nobody up', async () => {
  const { step } = await walkAway((world) => {
    world.slot.position = err('offline');
  });
  expect(step().name).toBe('attract');
});
