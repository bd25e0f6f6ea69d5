import type { IdCard, IdCardReadError } from '../../devices/id-card-reader/id-card-reader.ts';
import { err, ok, type Result } from '../../main/contract/result.ts';
import type { IssuedCertificate, PersonRecord } from '../../main/gateway/gateway.ts';
import { sessionDelays } from '../../main/session/delays.ts';
import type { SessionNote, SessionPorts } from '../../main/session/ports.ts';
import { FakeClock } from './fake-clock.ts';

export const person: PersonRecord = {
  recordId: 'record-1',
  name: '陈静',
  number: '500105199001010013',
  sex: 'male',
  birthDate: '1990-01-01',
};

export const issuedCertificate: IssuedCertificate = {
  number: '示公证字〔2026〕第000001号',
  verificationCode: 'ABCDEFGHJKMNPQRS',
  verificationUrl: 'https://localhost/v/ABCDEFGHJKMNPQRS',
  issuedAt: '2026-11-21T08:00:00Z',
  validUntil: '2026-11-22T08:00:00Z',
  authority: { 'zh-CN': '示例市公安局', en: 'Example City PSB' },
};

export const card: IdCard = {
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
  photo: new Uint8Array(1024),
};

/** A kiosk around a session in which everything works at once; a test replaces what it is about. */
export function sessionPorts(changes: Partial<SessionPorts> = {}) {
  const clock = new FakeClock();
  const notes: SessionNote[] = [];
  const reader = {
    answers: [] as Result<IdCard, IdCardReadError>[],
    cardPresent: false,
  };
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
    rules: { unprintableCharacter: () => null, ageInYears: () => 36 },
    capabilities: () => ({ gateway: true, gatewayServices: ['temp-id-proof'], brokenDevices: [], validityHours: {} }),
    idCardReader: {
      start: async () => {},
      stop: async () => {},
      status: () => ({ device: 'online', media: 'notPresent' }),
      onStatusChanged: () => () => {},
      readCard: ({ signal }) =>
        new Promise((resolve) => {
          const answer = reader.answers.shift();
          if (answer) return resolve(answer);
          signal.addEventListener('abort', () => resolve(err('cancelled')));
        }),
      isCardPresent: async () => ok(reader.cardPresent),
    },
    gateway: {
      findRecord: async () => ok(person),
      compareFace: async () => ok({ match: true, evidenceId: 'evidence-1' }),
      askOfficer: async () => ok({ caseId: 'case-1' }),
      officerDecision: async () => ok({ state: 'waiting' }),
    },
    today: () => '2026-11-21',
    store: async () => ok({ sid: 'a'.repeat(32), receiptNumber: 'XJ-1' }),
    issue: async () => ok(issuedCertificate),
    printDocument: async () => ok(undefined),
    printReceipt: async () => ok(undefined),
    note: (note) => notes.push(note),
    ...changes,
  };
  return { ports, clock, notes, reader };
}
