import type { CardPosition, PermitSlotError } from '../../devices/permit-slot/permit-slot.ts';
import type { CodeScanError } from '../../devices/code-scanner/code-scanner.ts';
import type { FingerCaptureError, FingerFeatures } from '../../devices/fingerprint-reader/fingerprint-reader.ts';
import type { IdCard, IdCardReadError } from '../../devices/id-card-reader/id-card-reader.ts';
import type { PassportReadError } from '../../devices/passport-reader/passport-reader.ts';
import type { ReceiptRetractError } from '../../devices/receipt-printer/receipt-printer.ts';
import type { BrokenDevice } from '../../main/catalogue/service-view.ts';
import { deviceNames, type DeviceName, type MediaState } from '../../main/contract/device-status.ts';
import { err, ok, type Result } from '../../main/contract/result.ts';
import type { TravelDocument } from '../../main/contract/travel-document.ts';
import type { IssuedCertificate, PersonRecord } from '../../main/gateway/gateway.ts';
import type { ServiceCase } from '../../main/gateway/service-case.ts';
import type { JourneyRules } from '../../main/journey/journey-state.ts';
import type { Payment } from '../../main/payment/payment.ts';
import { baseCatalogue } from '../../main/catalogue/catalogue.ts';
import { sessionDelays } from '../../main/session/delays.ts';
import type { SessionNote, SessionPorts } from '../../main/session/ports.ts';
import { FakeClock } from './fake-clock.ts';

export const person: PersonRecord = {
  recordId: 'record-1',
  name: '陈静',
  number: '500105199001010013',
  group: 'mainland',
  sex: 'male',
  birthDate: '1990-01-01',
};

/** Nothing stands against it. */
export const caseOpen: ServiceCase = {
  caseId: 'case-0001',
  refusal: null,
  known: {},
  answeredNow: true,
  subject: { kind: 'none' },
};

/** A kiosk with everything, on an ordinary day. */
export const journeyRules: JourneyRules = {
  unprintableCharacter: () => null,
  ageInYears: () => 36,
  deviceWorks: () => true,
  gatewayOnline: () => true,
  today: () => '2026-11-21',
  knowsDivision: () => true,
};

export const issuedCertificate: IssuedCertificate = {
  number: '示公证字〔2026〕第000001号',
  verificationCode: 'ABCDEFGHJKMNPQRS',
  verificationUrl: 'https://localhost/v/ABCDEFGHJKMNPQRS',
  issuedAt: '2026-11-21T08:00:00Z',
  validUntil: '2026-11-22T08:00:00Z',
  authority: { 'zh-CN': '示例市公安局', en: 'Example City PSB' },
};

export const idCard: IdCard = {
  layout: 'resident',
  name: person.name,
  sex: 'male',
  nationCode: '01',
  birthDate: '1990-01-01',
  address: '示例路1号',
  number: person.number,
  issuer: '示例市公安局',
  validFrom: '2015-01-01',
  validUntil: '2035-01-01',
  newestAddress: null,
  photo: new Uint8Array(1024),
};

/** The same, as the journey sees it. */
export const card = {
  layout: 'resident' as const,
  name: person.name,
  number: person.number,
  expired: false,
  sex: 'male' as const,
  birthDate: '1990-01-01',
  address: '示例路1号',
  nationality: 'CHN',
};

export const passport: TravelDocument = {
  kind: 'passport',
  format: 'TD3',
  number: 'E00000100',
  surname: 'CHEN',
  givenNames: 'JING',
  chineseName: null,
  issuingState: 'CHN',
  nationality: 'CHN',
  birthDate: '1990-01-01',
  sex: 'male',
  expiryDate: '2024-03-01',
};

export const identityCode = 'XJID1.AAAAAAAAAAAAAAAAAAAAAA';

export const paidOrder: Payment = {
  orderId: 'b'.repeat(32),
  amountFen: 2_000,
  state: 'paid',
  failedBecause: null,
  payUrl: null,
  fiscalReceipt: { number: '00000001', checkCode: 'ab12', url: 'https://localhost/f/1' },
  refundNumber: null,
};

/** A device that gives what it was told to give, one by one, and then waits until nobody wants anything any more. */
export function asked<Value, Fault>(cancelled: Fault) {
  const answers: Result<Value, Fault>[] = [];
  let wake: (() => void) | null = null;
  return {
    give(...more: Result<Value, Fault>[]) {
      answers.push(...more);
      wake?.();
    },
    ask: ({ signal }: { signal: AbortSignal }): Promise<Result<Value, Fault>> =>
      new Promise((resolve) => {
        wake = () => {
          const answer = answers.shift();
          if (answer) resolve(answer);
        };
        signal.addEventListener('abort', () => resolve(err(cancelled)));
        wake();
      }),
  };
}

/** A kiosk around a session in which everything works at once; a test replaces what it is about. */
export function sessionPorts(changes: Partial<SessionPorts> = {}) {
  const clock = new FakeClock();
  const notes: SessionNote[] = [];
  const reader = {
    ...asked<IdCard, IdCardReadError>('cancelled'),
    cardPresent: false,
    asked: 0,
  };
  const scanner = { ...asked<TravelDocument, PassportReadError>({ code: 'cancelled' }), media: media('notPresent') };
  const codes = asked<string, CodeScanError>('cancelled');
  const fingers = asked<FingerFeatures, FingerCaptureError>('cancelled');
  const slot = {
    position: ok('none') as Result<CardPosition, PermitSlotError>,
    eject: ok(undefined) as Result<void, PermitSlotError>,
    capture: ok(undefined) as Result<void, PermitSlotError>,
  };
  const dispenser = { position: 'none' as 'none' | 'inPath' | 'atFront', captured: 0 };
  const mouth = { media: media('notPresent'), retract: ok(undefined) as Result<void, ReceiptRetractError> };
  const alarms: boolean[] = [];
  const broken: BrokenDevice[] = [];
  /** As the kiosk's composition does when a device's status changes; `session.refresh` is the caller's. */
  const breakDown = (device: DeviceName, problem: BrokenDevice['problem']): number =>
    broken.push({ device, state: 'offline', reason: 'silent', problem });
  const mend = (): void => void broken.splice(0);
  const ports: SessionPorts = {
    clock,
    delays: sessionDelays,
    defaultLanguage: 'zh-CN',
    face: {
      hallName: { 'zh-CN': '示例自助警局', en: 'Example Hall' },
      greeterName: { 'zh-CN': '小警', en: 'Xiaojing' },
      officerPhone: '110',
      nearestCounter: { 'zh-CN': '示例派出所', en: 'Example Police Station' },
      camera: { source: 'simulated' },
      pixelsPerMm: 4,
    },
    rules: journeyRules,
    capabilities: () => ({
      gateway: true,
      services: baseCatalogue,
      gatewayServices: baseCatalogue.map(({ id }) => id),
      canKeep: true,
      permitRewriter: true,
      places: [],
      fittedDevices: deviceNames,
      brokenDevices: [...broken],
    }),
    idCardReader: {
      readCard: reader.ask,
      isCardPresent: async () => ((reader.asked += 1), ok(reader.cardPresent)),
    },
    passportReader: { readDocument: scanner.ask, status: () => ({ device: 'online', media: scanner.media }) },
    codeScanner: { scanCode: codes.ask },
    fingerprintReader: { captureFinger: fingers.ask },
    permitSlot: {
      cardPosition: async () => slot.position,
      async ejectCard() {
        if (slot.eject.ok) slot.position = ok('atGate');
        return slot.eject;
      },
      async captureCard() {
        if (slot.capture.ok) slot.position = ok('none');
        return slot.capture;
      },
      acceptCard: async () => ok(undefined),
      holdCard: async () => ok(undefined),
      rewriter: {
        readPermit: async () => ok({ ...passport, kind: 'hkMacaoPermit', format: 'EEP', number: 'C00000100' }),
        writeEndorsement: async () => ok(undefined),
      },
    },
    cardDispenser: {
      cardPosition: async () => ok(dispenser.position),
      async captureCard() {
        dispenser.captured += 1;
        dispenser.position = 'none';
        return ok(undefined);
      },
      dispenseCard: async () => ok(undefined),
    },
    receiptPrinter: {
      status: () => ({ device: 'online', paper: 'full', media: mouth.media, coverOpen: false }),
      async retract() {
        if (mouth.retract.ok) mouth.media = 'notPresent';
        return mouth.retract;
      },
    },
    alarm: (on) => alarms.push(on),
    gateway: {
      findRecord: async () => ok(person),
      compareFace: async () => ok({ match: true, evidenceId: 'evidence-1' }),
      compareFinger: async () => ok({ match: true, evidenceId: 'evidence-2' }),
      askOfficer: async () => ok({ caseId: 'case-1' }),
      officerDecision: async () => ok({ state: 'waiting' }),
      openCase: async () => ok(caseOpen),
    },
    payments: {
      open: async () => ok(paidOrder),
      refresh: async () => ok(paidOrder),
      close: async () => ok(paidOrder),
      refund: async () => ok({ ...paidOrder, state: 'refunded', refundNumber: 'R1' }),
      release: () => {},
    },
    today: () => '2026-11-21',
    store: async () => ok({ sid: 'a'.repeat(32), receiptNumber: 'XJ-1' }),
    issue: async () => ok(issuedCertificate),
    printDocument: async () => ok(undefined),
    printReceipt: async () => ok(undefined),
    printSlip: async () => ok(undefined),
    reportHandOver: async () => ok(undefined),
    note: (note) => notes.push(note),
    ...changes,
  };
  return {
    ports,
    clock,
    notes,
    reader,
    scanner,
    codes,
    fingers,
    slot,
    dispenser,
    mouth,
    alarms,
    breakDown,
    mend,
  };
}

const media = (state: MediaState): MediaState => state;
