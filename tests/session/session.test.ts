import { tempIdProof } from '../../main/catalogue/household/temp-id-proof.ts';
import { describe, expect, test } from 'vitest';
import { err, ok } from '../../main/contract/result.ts';
import type { VisitorEvent } from '../../main/contract/visitor-event.ts';
import { kioskSession } from '../../main/session/session.ts';
import { settle } from '../support/fake-clock.ts';
import { idCard, person, sessionPorts } from '../support/session-ports.ts';

const jpeg = '/9j/4AAQSkZJRgABAQAAAQABAAD/2Q==';
const toIdentity: VisitorEvent[] = [
  { type: 'wake' },
  { type: 'chooseService', serviceId: 'temp-id-proof' },
  { type: 'next' },
  { type: 'next' },
  { type: 'consentToFace' },
];
const typed: VisitorEvent[] = [
  { type: 'chooseMethod', method: 'type' },
  { type: 'answer', field: 'idNumber', value: person.number },
  { type: 'answer', field: 'personName', value: person.name },
];
const proved: VisitorEvent[] = [{ type: 'photo', jpeg }, { type: 'next' }, { type: 'next' }];
const answered: VisitorEvent[] = [
  { type: 'answer', field: 'purpose', value: 'hotel' },
  { type: 'answer', field: 'receivingUnit', value: '示例宾馆' },
  { type: 'answer', field: 'phone', value: '13800000000' },
  { type: 'sign', path: 'M1,1 L2,2' },
  { type: 'next' },
];
const wholeVisit: VisitorEvent[] = [...toIdentity, ...typed, ...proved, ...answered, { type: 'confirm' }];

function started(changes: Parameters<typeof sessionPorts>[0] = {}) {
  const world = sessionPorts(changes);
  const session = kioskSession(world.ports);
  const ends: string[] = [];
  session.onEnded((because) => ends.push(because));
  const play = async (events: readonly VisitorEvent[]): Promise<void> => {
    for (const event of events) {
      expect(session.send(event), `${event.type} at ${session.snapshot().step.name}`).toBe(true);
      await settle();
    }
  };
  return { ...world, session, ends, play, step: () => session.snapshot().step };
}

describe('a visit', () => {
  test('from the first touch to paper in hand', async () => {
    const { play, step, session } = started();
    await play(wholeVisit);
    expect(step()).toMatchObject({
      name: 'result',
      result: {
        receiptNumber: 'XJ-1',
        document: { state: 'printed' },
        offers: [{ id: 'id-card-replacement', availability: { state: 'available' } }],
      },
    });
    expect(session.snapshot().progress).toEqual({
      index: 6,
      groups: ['notice', 'identity', 'photo', 'details', 'confirm', 'result'],
    });
  });

  test('the last page counts down, a touch gives more time, and the end wipes', async () => {
    const { play, step, clock, ends, session } = started();
    await play(wholeVisit);
    await clock.advance(40_000);
    expect(step()).toMatchObject({ result: { secondsLeft: 5 } });
    session.send({ type: 'touch' });
    await clock.advance(40_000);
    expect(step().name).toBe('result');
    await clock.advance(6_000);
    expect([step().name, ends]).toEqual(['attract', ['finished']]);
  });

  test('what follows is begun from the last page, in the same language, with nothing of the visit before', async () => {
    const { play, step, ends, session } = started();
    await play(wholeVisit);
    session.send({ type: 'chooseLanguage', language: 'en' });
    expect(session.send({ type: 'chooseService', serviceId: 'nothing-of-ours' })).toBe(false);
    expect([step().name, ends]).toEqual(['result', []]);
    expect(session.send({ type: 'chooseService', serviceId: 'temp-id-proof' })).toBe(true);
    expect([step().name, session.snapshot().language, ends]).toEqual(['about', 'en', ['visitor']]);
    expect(JSON.stringify(session.snapshot())).not.toMatch(/XJ-|500105/);
  });

  test('a service that cannot end well is not begun', async () => {
    const { session, step } = started({
      capabilities: () => ({
        gateway: false,
        gatewayServices: [],
        fittedDevices: ['documentPrinter'],
        brokenDevices: [],
        services: [tempIdProof],
        canKeep: false,
        permitRewriter: false,
        places: [],
      }),
    });
    session.send({ type: 'wake' });
    expect(session.send({ type: 'chooseService', serviceId: 'temp-id-proof' })).toBe(false);
    const home = step();
    const [tile] = home.name === 'home' ? home.areas[0]!.services : [];
    expect(tile).toMatchObject({ id: 'temp-id-proof', availability: { state: 'counter', because: 'gateway' } });
  });

  test('nothing is asked of the printer before the store has answered', async () => {
    const order: string[] = [];
    const { play } = started({
      store: async () => (order.push('store'), ok({ sid: 'b'.repeat(32), receiptNumber: 'XJ-2' })),
      printDocument: async () => (order.push('document'), ok(undefined)),
      printReceipt: async () => (order.push('receipt'), ok(undefined)),
    });
    await play(wholeVisit);
    expect(order).toEqual(['store', 'document', 'receipt']);
  });

  test('a store that fails prints nothing and keeps the answers', async () => {
    const { play, step, session } = started({
      store: async () => err('storageFull'),
      printDocument: () => {
        throw new Error('printed');
      },
    });
    await play(wholeVisit);
    expect([step().name, session.snapshot().problem]).toEqual(['review', 'storage-full']);
  });

  test('the language changes at every step without losing an answer', async () => {
    const { session, step } = started();
    for (const event of wholeVisit) {
      session.send(event);
      await settle();
      const before = JSON.stringify(step());
      session.send({ type: 'chooseLanguage', language: 'en' });
      expect(session.snapshot().language).toBe('en');
      expect(JSON.stringify(step())).toBe(before);
      session.send({ type: 'chooseLanguage', language: 'zh-CN' });
    }
    expect(step().name).toBe('result');
  });
});

describe('nobody is there any more', () => {
  const otherWays: VisitorEvent[][] = [
    [...toIdentity, { type: 'chooseMethod', method: 'card' }],
    [...toIdentity.slice(0, 4), { type: 'anotherWay' }, ...typed, { type: 'anotherWay' }],
    [...toIdentity.slice(0, 4), { type: 'anotherWay' }, ...typed],
    [...toIdentity, { type: 'chooseMethod', method: 'passport' }],
    [...toIdentity, { type: 'chooseMethod', method: 'code' }],
    [...toIdentity, ...typed, { type: 'cameraFault', fault: 'refused' }],
  ];
  const everyStep = [...wholeVisit.slice(0, -1).map((_, index) => wholeVisit.slice(0, index + 1)), ...otherWays];

  test.each(everyStep.map((events) => [events.at(-1)!.type, events.length, events] as const))(
    'after %s (%i): warning at 60 s, wipe 20 s later',
    async (_type, _count, events) => {
      const { play, clock, session, ends, step } = started();
      await play(events);
      await clock.advance(59_000);
      expect(session.snapshot().idleSecondsLeft).toBeNull();
      await clock.advance(2_000);
      expect(session.snapshot().idleSecondsLeft).toBe(19);
      await clock.advance(18_000);
      expect(ends).toEqual([]);
      await clock.advance(1_000);
      expect([ends, step().name]).toEqual([['idle'], 'attract']);
      expect(JSON.stringify(session.snapshot())).not.toMatch(/5001|陈|\*/);
    },
  );

  test('one touch in the warning gives the whole time again, any number of times', async () => {
    const { play, clock, session, ends } = started();
    await play(toIdentity);
    for (let time = 0; time < 12; time += 1) {
      await clock.advance(70_000);
      expect(session.snapshot().idleSecondsLeft).toBe(10);
      session.send({ type: 'needMoreTime' });
      expect(session.snapshot().idleSecondsLeft).toBeNull();
    }
    expect(ends).toEqual([]);
  });

  test('large text or speech doubles the time', async () => {
    const { play, clock, session } = started();
    await play([
      ...toIdentity,
      { type: 'setComfort', comfort: { textSize: 'large', contrast: 'standard', reach: false, speech: false } },
    ]);
    await clock.advance(119_000);
    expect(session.snapshot().idleSecondsLeft).toBeNull();
    await clock.advance(1_000);
    expect(session.snapshot().idleSecondsLeft).toBe(20);
  });

  test('while a machine works nobody is warned, and ending is not offered', async () => {
    const { play, clock, session } = started({ issue: () => new Promise(() => {}) });
    await play(wholeVisit);
    await clock.advance(120_000);
    expect([session.snapshot().step.name, session.snapshot().idleSecondsLeft]).toEqual(['issuing', null]);
    expect(session.send({ type: 'end' })).toBe(false);
  });
});

describe('a card on the reader', () => {
  test('a failed reading says why and the next try works', async () => {
    const { play, clock, reader, session, step } = started();
    reader.give(err('cardRemoved'), ok(idCard));
    await play([...toIdentity, { type: 'chooseMethod', method: 'card' }]);
    expect(session.snapshot().problem).toBe('card-removed');
    await clock.advance(2_000);
    expect(step()).toMatchObject({ name: 'cardShown', person: { number: '500*************13' } });
  });

  test('left at the end of the visit: the screen asks for it until it is taken, and knows nothing else', async () => {
    const { play, clock, reader, session, step, notes } = started();
    reader.give(ok(idCard));
    reader.cardPresent = true;
    await play([
      ...toIdentity,
      { type: 'chooseLanguage', language: 'en' },
      { type: 'chooseMethod', method: 'card' },
      { type: 'end' },
    ]);
    expect(step()).toEqual({ name: 'takeBelongings', left: ['card'] });
    expect(session.snapshot().language).toBe('en');
    expect(session.send({ type: 'wake' })).toBe(false);
    // Whoever stands there may still make the text larger or ring: neither is the next visitor's.
    session.send({
      type: 'setComfort',
      comfort: { textSize: 'largest', contrast: 'high', reach: false, speech: true },
    });
    session.send({ type: 'callOfficer' });
    reader.cardPresent = false;
    await clock.advance(1_000);
    expect([step().name, session.snapshot().language]).toEqual(['attract', 'zh-CN']);
    expect(session.snapshot()).toMatchObject({
      comfort: { textSize: 'standard', contrast: 'standard', speech: false },
      officerCall: 'none',
    });
    expect(notes.map(({ event }) => event)).toEqual(expect.arrayContaining(['belonging-left', 'belonging-taken']));
  });
});

test('an officer who does not answer leaves a way on', async () => {
  const { play, clock, session } = started();
  await play([...toIdentity.slice(0, 4), { type: 'anotherWay' }, ...typed, { type: 'anotherWay' }]);
  expect(session.snapshot().step.name).toBe('officer');
  for (let minute = 0; minute < 4; minute += 1) {
    session.send({ type: 'touch' });
    await clock.advance(50_000);
  }
  expect([session.snapshot().problem, session.snapshot().actions]).toEqual([
    'officer-no-answer',
    ['back', 'next', 'end', 'callOfficer'],
  ]);
});

test('a picture that did not match is overwritten in memory before the next is taken', async () => {
  const seen: Uint8Array[] = [];
  const { play, step } = started({
    gateway: {
      ...sessionPorts().ports.gateway,
      compareFace: async ({ jpeg: picture }) => (seen.push(picture), ok({ match: false })),
    },
  });
  await play([...toIdentity, ...typed, { type: 'photo', jpeg }]);
  await play([{ type: 'next' }]);
  expect(step()).toMatchObject({ name: 'faceCapture', attempt: 2 });
  expect(seen[0]!.length).toBeGreaterThan(0);
  expect(seen[0]!.every((byte) => byte === 0)).toBe(true);
});

test('the picture is overwritten in memory when the session ends', async () => {
  let seen: Uint8Array | null = null;
  const { play, session } = started({
    gateway: {
      ...sessionPorts().ports.gateway,
      compareFace: async ({ jpeg: picture }) => ((seen = picture), ok({ match: true, evidenceId: 'evidence-1' })),
    },
  });
  await play([...toIdentity, ...typed, ...proved]);
  expect(seen!.some((byte) => byte !== 0)).toBe(true);
  session.send({ type: 'end' });
  expect(seen!.every((byte) => byte === 0)).toBe(true);
});
