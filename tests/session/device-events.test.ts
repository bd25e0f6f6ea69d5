import { describe, expect, test } from 'vitest';
import { tempIdProof } from '../../main/catalogue/household/temp-id-proof.ts';
import { deviceNames, type DeviceName } from '../../main/contract/device-status.ts';
import type { ProblemCode } from '../../main/contract/problem.ts';
import { err, ok } from '../../main/contract/result.ts';
import type { VisitorEvent } from '../../main/contract/visitor-event.ts';
import { journeyOf } from '../../main/journey/journey.ts';
import type { SessionPorts } from '../../main/session/ports.ts';
import { kioskSession } from '../../main/session/session.ts';
import { settle } from '../support/fake-clock.ts';
import {
  idCard,
  identityCode,
  passport,
  person,
  sessionPorts,
  caseOpen,
  journeyRules,
} from '../support/session-ports.ts';

const jpeg = '/9j/4AAQSkZJRgABAQAAAQABAAD/2Q==';
const never = (): Promise<never> => new Promise(() => {});
const finger = () => ok({ format: 'r30x' as const, features: new Uint8Array(8).fill(7) });

type World = ReturnType<typeof sessionPorts>;
/** How a visitor gets somewhere. */
interface Way {
  readonly events: readonly VisitorEvent[];
  readonly ports?: Partial<SessionPorts>;
  readonly gateway?: Partial<SessionPorts['gateway']>;
  readonly prepare?: (world: World) => void;
}

const chosen: VisitorEvent[] = [{ type: 'wake' }, { type: 'chooseService', serviceId: 'temp-id-proof' }];
const noticed: VisitorEvent[] = [...chosen, { type: 'next' }, { type: 'next' }];
const consented: VisitorEvent[] = [...noticed, { type: 'consentToFace' }];
const declined: VisitorEvent[] = [...noticed, { type: 'anotherWay' }];
const typed: VisitorEvent[] = [
  { type: 'chooseMethod', method: 'type' },
  { type: 'answer', field: 'idNumber', value: person.number },
  { type: 'answer', field: 'personName', value: person.name },
];
const pictured: VisitorEvent[] = [...consented, ...typed, { type: 'photo', jpeg }];
const proved: VisitorEvent[] = [...pictured, { type: 'next' }];
const asked: VisitorEvent[] = [...proved, { type: 'next' }];
const answered: VisitorEvent[] = [
  ...asked,
  { type: 'answer', field: 'purpose', value: 'hotel' },
  { type: 'answer', field: 'receivingUnit', value: '示例宾馆' },
  { type: 'answer', field: 'phone', value: '13800000000' },
];
const signed: VisitorEvent[] = [...answered, { type: 'sign', path: 'M1,1 L2,2' }, { type: 'next' }];
const confirmed: VisitorEvent[] = [...signed, { type: 'confirm' }];
const by = (method: 'card' | 'passport' | 'code'): VisitorEvent => ({ type: 'chooseMethod', method });
const away = async () => err('away' as const);

const ways: Readonly<Record<string, Way>> = {
  about: { events: chosen },
  notice: { events: chosen.concat({ type: 'next' }) },
  faceConsent: { events: noticed },
  identityMethod: { events: consented },
  idNumber: { events: [...consented, typed[0]!] },
  personName: { events: [...consented, ...typed.slice(0, 2)] },
  placeCard: { events: [...consented, by('card')] },
  cardShown: { events: [...consented, by('card')], prepare: ({ reader }) => reader.give(ok(idCard)) },
  scanDocument: { events: [...consented, by('passport')] },
  documentShown: { events: [...consented, by('passport')], prepare: ({ scanner }) => scanner.give(ok(passport)) },
  documentGivenUp: {
    events: [...consented, by('passport')],
    prepare: ({ scanner }) =>
      scanner.give(err({ code: 'notSupported' }), ok({ ...passport, kind: 'visa' }), err({ code: 'unreadable' })),
  },
  scanCode: { events: [...consented, by('code')] },
  findingRecord: { events: [...consented, ...typed], gateway: { findRecord: never } },
  recordMissing: { events: [...consented, ...typed], gateway: { findRecord: async () => err('notFound') } },
  recordFailed: { events: [...consented, ...typed], gateway: { findRecord: away } },
  stopped: { events: [...consented, ...typed], gateway: { findRecord: async () => err('notEligible') } },
  faceCapture: { events: [...consented, ...typed] },
  faceReview: { events: pictured },
  comparingFace: { events: proved, gateway: { compareFace: never } },
  faceFailed: { events: proved, gateway: { compareFace: away } },
  fingerprint: { events: [...declined, ...typed] },
  comparingFinger: {
    events: [...declined, ...typed],
    gateway: { compareFinger: never },
    prepare: ({ fingers }) => fingers.give(finger()),
  },
  fingerNotCompared: {
    events: [...declined, ...typed],
    gateway: { compareFinger: away },
    prepare: ({ fingers }) => fingers.give(finger()),
  },
  officer: { events: [...declined, ...typed, { type: 'anotherWay' }] },
  officerFailed: { events: [...declined, ...typed, { type: 'anotherWay' }], gateway: { askOfficer: away } },
  recordShown: { events: proved },
  refused: { events: [...chosen, { type: 'chooseGroup', group: 'foreign' }] },
  guardianAsked: {
    events: [...consented, ...typed],
    ports: { rules: { ...journeyRules, ageInYears: () => 10 } },
  },
  openingCase: { events: asked, gateway: { openCase: never } },
  caseFailed: { events: asked, gateway: { openCase: away } },
  caseRefused: {
    events: asked,
    gateway: {
      openCase: async () => ok({ ...caseOpen, refusal: { reason: 'recordNotUsable', from: null } }),
    },
  },
  field: { events: asked },
  sign: { events: answered },
  review: { events: signed },
  storing: { events: confirmed, ports: { store: never } },
  issuing: { events: confirmed, ports: { issue: never } },
  printingDocument: { events: confirmed, ports: { printDocument: never } },
  documentStuck: { events: confirmed, ports: { printDocument: async () => err('paperOut') } },
  printingReceipt: { events: confirmed, ports: { printReceipt: never } },
  receiptStuck: { events: confirmed, ports: { printReceipt: async () => err('offline') } },
  result: { events: confirmed },
};

/** Passed through in no time. */
const transient = [
  'left',
  'identity',
  'identityBack',
  'proof',
  'unproved',
  'otherProof',
  'case',
  'caseBack',
  'fields',
  'fieldsBack',
  'askField',
  'paper',
  'afterDocument',
];
/** Of parts that this service has, and that it never needs. */
const elsewhere = ['insertPermit', 'typedDocument', 'scanField', 'records', 'refunding'];

test('every state of the journey has a way to it', () => {
  const { states } = journeyOf(tempIdProof);
  expect(Object.keys(ways).toSorted()).toEqual(
    Object.keys(states)
      .filter((name) => ![...transient, ...elsewhere].includes(name))
      .toSorted(),
  );
});

async function arrive({ events, ports = {}, gateway = {}, prepare }: Way) {
  const world = sessionPorts({ ...ports, gateway: { ...sessionPorts().ports.gateway, ...gateway } });
  prepare?.(world);
  const session = kioskSession(world.ports);
  for (const event of events) {
    expect(session.send(event), `${event.type} at ${session.snapshot().step.name}`).toBe(true);
    await settle();
  }
  // Long enough for three failed readings, too short for the idle warning.
  await world.clock.advance(5_000);
  return { world, session };
}

const problems: Readonly<Record<DeviceName, ProblemCode | null>> = {
  idCardReader: 'card-reader-offline',
  passportReader: 'passport-reader-offline',
  permitSlot: 'permit-slot-offline',
  cardDispenser: 'dispenser-offline',
  receiptPrinter: 'receipt-printer-offline',
  documentPrinter: 'document-printer-offline',
  camera: 'camera-lost',
  fingerprintReader: 'finger-reader-offline',
  codeScanner: 'code-scanner-offline',
  ioBoard: null,
};

/** The state that is about a device: its loss is the only thing to say there. */
const ownStep: Readonly<Partial<Record<DeviceName, string>>> = {
  idCardReader: 'placeCard',
  passportReader: 'scanDocument',
  codeScanner: 'scanCode',
  camera: 'faceCapture',
  fingerprintReader: 'fingerprint',
};
/** Where the certificate's printer is still needed, and the visitor can still decide. */
const beforeTheLastWord =
  'about notice faceConsent identityMethod idNumber personName placeCard cardShown scanDocument documentShown scanCode faceCapture faceReview fingerprint officer recordShown guardianAsked field sign review'.split(
    ' ',
  );
/** Where something else is wrong already: that stays on the screen. */
const ownProblem: Readonly<Record<string, ProblemCode>> = {
  documentGivenUp: 'passport-tries-used',
  recordMissing: 'person-not-found',
  recordFailed: 'gateway-away',
  caseFailed: 'gateway-away',
  stopped: 'person-not-eligible',
  faceFailed: 'gateway-away',
  fingerNotCompared: 'gateway-away',
  officerFailed: 'gateway-away',
  documentStuck: 'document-paper-out',
  receiptStuck: 'receipt-printer-offline',
};

function outcome(state: string, device: DeviceName): ProblemCode | null {
  if (ownStep[device] === state) return problems[device];
  if (ownProblem[state]) return ownProblem[state];
  return device === 'documentPrinter' && beforeTheLastWord.includes(state) ? problems.documentPrinter : null;
}

describe.each(Object.entries(ways))('at %s', (state, way) => {
  test.each(deviceNames)(
    '%s goes away and comes back: said where it matters, and the visit is where it was',
    async (device) => {
      const { world, session } = await arrive(way);
      const before = session.snapshot();
      expect(before.problem).toBe(ownProblem[state] ?? null);

      world.breakDown(device, problems[device]);
      session.refresh();
      await settle();
      const during = session.snapshot();
      expect(during.problem).toBe(outcome(state, device));
      expect(during.step.name).toBe(before.step.name);

      world.mend();
      session.refresh();
      await settle();
      const { sequence: _, ...after } = session.snapshot();
      const { sequence: __, ...earlier } = before;
      expect(after).toEqual(earlier);
      session.stop();
    },
  );
});

describe('between visits', () => {
  test('a device that is away stands on the first page with its reason, and on the tile that needs it', async () => {
    const { world, session } = await arrive({ events: [] });
    world.breakDown('documentPrinter', 'document-printer-offline');
    session.refresh();
    const trouble = { device: 'documentPrinter', state: 'offline', reason: 'silent' };
    expect(session.snapshot().step).toEqual({ name: 'attract', outOfService: [trouble], paused: false });
    session.send({ type: 'wake' });
    expect(session.snapshot().step).toMatchObject({
      areas: [
        { services: [{ availability: { state: 'counter', because: 'documentPrinter' } }, {}, {}, {}, {}, {}, {}] },
        {},
        {},
      ],
    });
    expect(session.send({ type: 'chooseService', serviceId: 'temp-id-proof' })).toBe(false);
    world.mend();
    expect(session.send({ type: 'chooseService', serviceId: 'temp-id-proof' })).toBe(true);
  });

  test('a way of saying who one is is offered while its device works; typing always is', async () => {
    const { world, session } = await arrive({ events: consented });
    const methods = () => {
      const { step } = session.snapshot();
      return step.name === 'identityMethod' ? step.methods : null;
    };
    expect(methods()).toEqual(['type', 'card', 'passport', 'code']);
    for (const device of deviceNames) world.breakDown(device, problems[device]);
    expect(methods()).toEqual(['type']);
    for (const method of ['card', 'passport', 'code'] as const)
      expect(session.send({ type: 'chooseMethod', method })).toBe(false);
    expect(session.send({ type: 'chooseMethod', method: 'type' })).toBe(true);
  });

  test('a kiosk without the new devices works as before', async () => {
    const { session } = await arrive({
      events: [...declined, ...typed],
      ports: {
        passportReader: null,
        codeScanner: null,
        fingerprintReader: null,
        permitSlot: null,
        cardDispenser: null,
        capabilities: () => ({
          gateway: true,
          gatewayServices: ['temp-id-proof'],
          fittedDevices: ['idCardReader', 'receiptPrinter', 'documentPrinter', 'camera'],
          brokenDevices: [],
          services: [tempIdProof],
          canKeep: true,
          permitRewriter: true,
          places: [],
        }),
      },
    });
    expect(session.snapshot().step.name).toBe('officer');
  });
});

describe('a reader that was away is asked where things lie', () => {
  const lost: readonly [string, Way, (world: World) => void, ProblemCode, ProblemCode][] = [
    [
      'the card still lies there',
      ways['placeCard']!,
      (world) => (world.reader.give(err('offline')), (world.reader.cardPresent = true)),
      'card-reader-offline',
      'card-removed',
    ],
    [
      'no card',
      ways['placeCard']!,
      ({ reader }) => reader.give(err('offline')),
      'card-reader-offline',
      'card-not-placed',
    ],
    [
      'the passport still lies there',
      ways['scanDocument']!,
      ({ scanner }) => (scanner.give(err({ code: 'offline' })), (scanner.media = 'present')),
      'passport-reader-offline',
      'passport-removed',
    ],
    [
      'no passport',
      ways['scanDocument']!,
      ({ scanner }) => scanner.give(err({ code: 'offline' })),
      'passport-reader-offline',
      'passport-not-placed',
    ],
    ['a code', ways['scanCode']!, ({ codes }) => codes.give(err('offline')), 'code-scanner-offline', 'code-not-shown'],
    [
      'a finger',
      ways['fingerprint']!,
      ({ fingers }) => fingers.give(err('offline')),
      'finger-reader-offline',
      'finger-not-placed',
    ],
  ];
  test.each(lost)('%s', async (_, way, lose, said, guidance) => {
    const { world, session } = await arrive(way);
    const device = session.snapshot().guidance!.device;
    world.breakDown(device, said);
    lose(world);
    session.refresh();
    await world.clock.advance(20_000);
    expect(session.snapshot().problem).toBe(said);
    world.mend();
    session.refresh();
    await world.clock.advance(1_500);
    expect(session.snapshot().problem).toBe(guidance);
    expect(session.snapshot().guidance!.device).toBe(device);
  });

  test('and the next placing works', async () => {
    const { world, session } = await arrive(ways['placeCard']!);
    world.reader.give(err('offline'));
    await world.clock.advance(1_500);
    world.reader.give(ok(idCard));
    await settle();
    expect(session.snapshot()).toMatchObject({ step: { name: 'cardShown' }, problem: null });
  });

  test('a code of nobody does not count as a try with a scanner that is off', async () => {
    const { world, session } = await arrive(ways['scanCode']!);
    world.codes.give(err('offline'), ok(identityCode));
    await world.clock.advance(1_500);
    expect(session.snapshot().step.name).toBe('faceCapture');
  });
});
