import { describe, expect, test } from 'vitest';
import { err, ok } from '../../main/contract/result.ts';
import type { VisitorEvent } from '../../main/contract/visitor-event.ts';
import type { IdentityClaim } from '../../main/gateway/gateway.ts';
import type { SessionPorts } from '../../main/session/ports.ts';
import { kioskSession } from '../../main/session/session.ts';
import { settle } from '../support/fake-clock.ts';
import { idCard, identityCode, passport, person, sessionPorts, journeyRules } from '../support/session-ports.ts';

const toMethods = (way: 'consentToFace' | 'anotherWay'): VisitorEvent[] => [
  { type: 'wake' },
  { type: 'chooseService', serviceId: 'temp-id-proof' },
  { type: 'next' },
  { type: 'next' },
  { type: way },
];

async function identifying(
  method: 'card' | 'passport' | 'code',
  {
    way = 'consentToFace',
    gateway = {},
    ports = {},
  }: {
    way?: 'consentToFace' | 'anotherWay';
    gateway?: Partial<SessionPorts['gateway']>;
    ports?: Partial<SessionPorts>;
  } = {},
) {
  const claims: IdentityClaim[] = [];
  const world = sessionPorts({
    ...ports,
    gateway: {
      ...sessionPorts().ports.gateway,
      findRecord: async ({ claim }) => (claims.push(claim), ok(person)),
      ...gateway,
    },
  });
  const session = kioskSession(world.ports);
  const send = async (event: VisitorEvent): Promise<void> => {
    expect(session.send(event), `${event.type} at ${session.snapshot().step.name}`).toBe(true);
    await settle();
  };
  for (const event of [...toMethods(way), { type: 'chooseMethod', method } as const]) await send(event);
  /** The device answers, and the visitor has read what was said. */
  const after = async (give: () => void): Promise<ReturnType<typeof session.snapshot>> => {
    give();
    await settle();
    const now = session.snapshot();
    await world.clock.advance(1_500);
    return now;
  };
  return { ...world, session, send, after, claims, step: () => session.snapshot().step };
}

describe('a passport or permit', () => {
  test('says who its holder is, masked, also past its date; nothing else is asked', async () => {
    const { scanner, send, claims, step } = await identifying('passport');
    expect(step()).toEqual({ name: 'scanDocument', phase: 'waiting', wrongFields: [], triesLeft: 3 });
    scanner.give(ok(passport));
    await settle();
    expect(step()).toEqual({
      name: 'documentShown',
      document: { kind: 'passport', name: 'C*** J***', number: 'E******00' },
      lies: 'onScanner',
    });
    await send({ type: 'next' });
    const { kind, issuingState, number, birthDate, surname, givenNames } = passport;
    expect(claims).toEqual([
      { by: 'document', document: { kind, issuingState, number, birthDate, surname, givenNames } },
    ]);
    expect(step().name).toBe('faceCapture');
  });

  test('that does not add up is asked for again with what was wrong; three times, then typing or the counter', async () => {
    const { scanner, after, session, step, send } = await identifying('passport');
    const first = await after(() => scanner.give(err({ code: 'checkDigit', fields: ['birthDate'] })));
    expect(first).toMatchObject({
      problem: 'passport-check-digit',
      step: { wrongFields: ['birthDate'], triesLeft: 2 },
    });
    const second = await after(() => scanner.give(err({ code: 'unreadable' })));
    expect(second).toMatchObject({ problem: 'passport-unreadable', step: { wrongFields: [], triesLeft: 1 } });
    const third = await after(() => scanner.give(err({ code: 'unreadable' })));
    expect(third).toMatchObject({ problem: 'passport-tries-used', step: { triesLeft: 0 }, guidance: null });
    // Nobody reads any more, and going back gives no further try.
    scanner.give(ok(passport));
    await settle();
    expect(step().name).toBe('scanDocument');
    await send({ type: 'back' });
    expect(step()).toEqual({ name: 'identityMethod', methods: ['type', 'card', 'code'] });
    expect(session.send({ type: 'chooseMethod', method: 'passport' })).toBe(false);
    await send({ type: 'chooseMethod', method: 'type' });
    expect([step().name, session.snapshot().problem]).toEqual(['idNumber', null]);
  });

  test('taken away too early, or not laid down, uses up no try', async () => {
    const { scanner, after } = await identifying('passport');
    for (const [code, problem] of [
      ['notPlaced', 'passport-not-placed'],
      ['documentRemoved', 'passport-removed'],
      ['readerFault', 'passport-reader-fault'],
    ] as const)
      expect(await after(() => scanner.give(err({ code })))).toMatchObject({ problem, step: { triesLeft: 3 } });
  });

  test.each([{ kind: 'visa' }, { issuingState: 'UTO' }] as const)(
    'that the service does not take: %o',
    async (change) => {
      const { scanner, after } = await identifying('passport');
      expect(await after(() => scanner.give(ok({ ...passport, ...change })))).toMatchObject({
        problem: 'passport-not-supported',
        step: { name: 'scanDocument', triesLeft: 2 },
      });
    },
  );
});

describe('an identity code on a telephone', () => {
  test('names its owner', async () => {
    const { codes, claims, step } = await identifying('code');
    codes.give(ok(identityCode));
    await settle();
    expect(claims).toEqual([{ by: 'code', code: identityCode }]);
    expect(step().name).toBe('faceCapture');
  });

  test('ten kilobytes, control characters, an address with a space: ignored, said, and the scanner waits on', async () => {
    const { codes, after, claims, step } = await identifying('code');
    for (const give of [
      () => codes.give(err('unusable')),
      () => codes.give(ok('short')),
      () => codes.give(ok('A'.repeat(10_240))),
      () => codes.give(ok('XJID1.\u0000\u001b[2J')),
      () => codes.give(ok('https://example.org/ code')),
    ])
      expect(await after(give)).toMatchObject({ problem: 'code-unusable', step: { name: 'scanCode', triesLeft: 3 } });
    expect(claims).toEqual([]);
    codes.give(ok(identityCode));
    await settle();
    expect(step().name).toBe('faceCapture');
  });

  test('that nobody knows is shown again, three times in all; then another way is chosen', async () => {
    const { codes, session, send, step } = await identifying('code', {
      gateway: { findRecord: async () => err('notFound') },
    });
    for (const triesLeft of [2, 1]) {
      codes.give(ok(identityCode));
      await settle();
      expect(session.snapshot()).toMatchObject({ problem: 'code-not-known', step: { name: 'scanCode', triesLeft } });
    }
    codes.give(ok(identityCode));
    await settle();
    expect(session.snapshot()).toMatchObject({ problem: 'code-not-known', step: { name: 'checking' } });
    await send({ type: 'next' });
    expect(step()).toEqual({ name: 'identityMethod', methods: ['type', 'card', 'passport'] });
  });
});

test.each(['hmt', 'foreign2017', 'foreign2023'])(
  'a card of layout %s is not for a service of residents',
  async (layout) => {
    const { reader, after } = await identifying('card');
    expect(await after(() => reader.give(ok({ ...idCard, layout } as never)))).toMatchObject({
      problem: 'card-not-supported',
      step: { name: 'placeCard' },
    });
  },
);

test('a name that no printer can print is found out before a picture is taken, however it was said', async () => {
  const { scanner, send, session } = await identifying('passport', {
    gateway: { findRecord: async () => ok({ ...person, name: '陈\u{2a6a5}' }) },
    ports: { rules: { ...journeyRules, unprintableCharacter: (text) => /\u{2a6a5}/u.exec(text)?.[0] ?? null } },
  });
  scanner.give(ok(passport));
  await settle();
  await send({ type: 'next' });
  expect(session.snapshot()).toMatchObject({ problem: 'person-name-unprintable', step: { name: 'stopped' } });
});

const features = () => new Uint8Array(512).fill(7);
async function atFinger(gateway: Partial<SessionPorts['gateway']> = {}) {
  const visit = await identifying('code', { way: 'anotherWay', gateway });
  visit.codes.give(ok(identityCode));
  await settle();
  expect(visit.session.snapshot()).toMatchObject({
    step: { name: 'fingerprint', guidance: 'place', attempt: 1, attemptsAllowed: 3 },
    guidance: { device: 'fingerprintReader', act: 'touch' },
    actions: ['back', 'anotherWay', 'end', 'callOfficer'],
  });
  return visit;
}

describe('a fingerprint', () => {
  test('that matches is the proof, and is wiped as soon as it was sent', async () => {
    let seen: Uint8Array | null = null;
    let wasThere = false;
    const { fingers, step, notes, send } = await atFinger({
      compareFinger: async ({ features: sent }) => {
        [seen, wasThere] = [sent, sent.every((byte) => byte === 7)];
        return ok({ match: true, evidenceId: 'evidence-2' });
      },
    });
    fingers.give(ok({ format: 'r30x', features: features() }));
    await settle();
    expect(step().name).toBe('recordShown');
    expect(wasThere).toBe(true);
    expect(seen!.every((byte) => byte === 0)).toBe(true);
    expect(notes).toEqual(
      expect.arrayContaining([
        { event: 'consent-given', what: 'fingerprint' },
        { event: 'identity-proved', what: 'fingerprint' },
      ]),
    );
    await send({ type: 'next' });
    expect(step().name).toBe('field');
  });

  test('three that fail, in the sensor or in the comparison, lead to an officer, and going back gives no more', async () => {
    const { fingers, after, step, session, send, codes } = await atFinger({
      compareFinger: async () => ok({ match: false }),
    });
    expect(await after(() => fingers.give(err('badQuality')))).toMatchObject({
      problem: 'finger-quality',
      step: { attempt: 2 },
    });
    expect(await after(() => fingers.give(ok({ format: 'r30x', features: features() })))).toMatchObject({
      problem: 'finger-not-matched',
      step: { name: 'fingerprint', attempt: 3 },
    });
    expect(await after(() => fingers.give(err('sensorDirty')))).toMatchObject({
      problem: 'finger-attempts-used',
      step: { name: 'officer' },
    });
    await send({ type: 'back' });
    await send({ type: 'chooseMethod', method: 'code' });
    codes.give(ok(identityCode));
    await settle();
    expect([step().name, session.snapshot().problem]).toEqual(['officer', null]);
  });

  test('a finger that is not there, or a reader that fails, uses up no attempt', async () => {
    const { fingers, after } = await atFinger();
    for (const [error, problem] of [
      ['notPlaced', 'finger-not-placed'],
      ['readerFault', 'finger-reader-fault'],
    ] as const)
      expect(await after(() => fingers.give(err(error)))).toMatchObject({ problem, step: { attempt: 1 } });
  });

  test('a gateway that is away does not keep the finger: the next try begins with the sensor', async () => {
    let seen: Uint8Array | null = null;
    const { fingers, step, session, send } = await atFinger({
      compareFinger: async ({ features: sent }) => ((seen = sent), err('away')),
    });
    fingers.give(ok({ format: 'r30x', features: features() }));
    await settle();
    expect(session.snapshot()).toMatchObject({
      problem: 'gateway-away',
      step: { name: 'checking', what: 'fingerprint' },
    });
    expect(seen!.every((byte) => byte === 0)).toBe(true);
    await send({ type: 'next' });
    expect(step()).toMatchObject({ name: 'fingerprint', attempt: 1 });
  });

  test('is wiped when the session ends while it is being compared, or was taken for nobody', async () => {
    const sent: Uint8Array[] = [];
    const comparing = await atFinger({ compareFinger: ({ features: one }) => (sent.push(one), new Promise(() => {})) });
    comparing.fingers.give(ok({ format: 'ga-t-1012', features: features() }));
    await settle();
    comparing.session.send({ type: 'end' });
    expect(sent[0]!.every((byte) => byte === 0)).toBe(true);

    const late = features();
    const { session, ports, fingers } = await atFinger();
    // A sensor that finishes although it was called off.
    fingers.give(ok({ format: 'r30x', features: late }));
    session.send({ type: 'end' });
    await settle();
    expect(ports.fingerprintReader).not.toBeNull();
    expect(late.every((byte) => byte === 0)).toBe(true);
  });

  test('"another way" there is an officer, at any moment', async () => {
    const { send, step, notes } = await atFinger();
    await send({ type: 'anotherWay' });
    expect(step().name).toBe('officer');
    expect(notes).toContainEqual({ event: 'consent-refused', what: 'fingerprint' });
  });

  test('follows a face that did not match three times', async () => {
    const { codes, send, session } = await identifying('code', {
      gateway: { compareFace: async () => ok({ match: false }) },
    });
    codes.give(ok(identityCode));
    await settle();
    for (let time = 0; time < 3; time += 1) {
      await send({ type: 'photo', jpeg: '/9j/4AAQSkZJRgABAQAAAQABAAD/2Q==' });
      await send({ type: 'next' });
    }
    expect(session.snapshot()).toMatchObject({ problem: 'face-attempts-used', step: { name: 'fingerprint' } });
  });
});

test('a paper that the printer calls printed and nobody sees: an officer is called, nothing is printed again', async () => {
  let prints = 0;
  const world = sessionPorts({ printDocument: async () => ((prints += 1), ok(undefined)) });
  const session = kioskSession(world.ports);
  const events: VisitorEvent[] = [
    ...toMethods('consentToFace'),
    { type: 'chooseMethod', method: 'type' },
    { type: 'answer', field: 'idNumber', value: person.number },
    { type: 'answer', field: 'personName', value: person.name },
    { type: 'photo', jpeg: '/9j/4AAQSkZJRgABAQAAAQABAAD/2Q==' },
    { type: 'next' },
    { type: 'next' },
    { type: 'answer', field: 'purpose', value: 'hotel' },
    { type: 'answer', field: 'receivingUnit', value: '示例宾馆' },
    { type: 'answer', field: 'phone', value: '13800000000' },
    { type: 'sign', path: 'M1,1 L2,2' },
    { type: 'next' },
    { type: 'confirm' },
  ];
  for (const event of events) {
    session.send(event);
    await settle();
  }
  expect(session.snapshot()).toMatchObject({
    step: { name: 'result', result: { paperMissing: false } },
    guidance: { device: 'documentPrinter', act: 'take' },
  });
  expect(session.send({ type: 'paperMissing' })).toBe(true);
  expect(session.snapshot()).toMatchObject({
    problem: 'paper-not-seen',
    officerCall: 'calling',
    step: { name: 'result', result: { paperMissing: true } },
  });
  expect(session.send({ type: 'paperMissing' })).toBe(false);
  expect(world.notes).toContainEqual({ event: 'paper-missing' });
  // An officer needs longer than the last page usually stays.
  await world.clock.advance(120_000);
  expect([session.snapshot().step.name, prints]).toEqual(['result', 1]);
});
