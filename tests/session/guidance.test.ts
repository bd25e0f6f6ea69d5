import { expect, test } from 'vitest';
import { tempIdProof } from '../../main/catalogue/household/temp-id-proof.ts';
import { serviceView } from '../../main/catalogue/service-view.ts';
import type { Guidance } from '../../main/contract/device-status.ts';
import type { Belonging, PaperView } from '../../main/contract/result-view.ts';
import type { Step } from '../../main/contract/session-snapshot.ts';
import { guidanceOf } from '../../main/session/guidance.ts';

const out: PaperView = { state: 'printed', problem: null };
const waiting: PaperView = { state: 'waiting', problem: null };
const printing = (document: PaperView, receipt: PaperView): Step => ({
  name: 'printing',
  receiptNumber: 'XJ-1',
  document,
  receipt,
});
const service = serviceView(tempIdProof, {
  services: [],
  gateway: true,
  gatewayServices: [],
  canKeep: true,
  permitRewriter: true,
  fittedDevices: [],
  brokenDevices: [],
  places: [],
});
const result = (document: PaperView, receipt: PaperView): Step => ({
  name: 'result',
  result: {
    service,
    outcome: 'answered',
    payment: null,
    facts: [],
    receiptNumber: 'XJ-1',
    certificateNumber: null,
    document,
    receipt,
    left: [],
    paperMissing: false,
    offers: [],
    secondsLeft: 1,
  },
});
const scan = (triesLeft: number): Step => ({ name: 'scanDocument', phase: 'waiting', wrongFields: [], triesLeft });

const table: readonly (readonly [string, Step, readonly Belonging[], string | null])[] = [
  ['a card is wanted', { name: 'placeCard', phase: 'waiting' }, [], 'idCardReader place'],
  [
    'a card was read',
    { name: 'cardShown', person: { name: '*静', number: '5**1', sex: 'female', birthYear: '1990' } },
    [],
    'idCardReader take',
  ],
  [
    'a document was read',
    { name: 'documentShown', document: { kind: 'passport', name: 'X*', number: 'E*' }, lies: 'onScanner' },
    [],
    'passportReader take',
  ],
  [
    'a permit is held in its slot',
    { name: 'documentShown', document: { kind: 'hkMacaoPermit', name: 'X*', number: 'C*' }, lies: 'inSlot' },
    [],
    null,
  ],
  ['a document is wanted', scan(3), [], 'passportReader place'],
  ['no document is wanted any more', scan(0), [], null],
  ['a code is wanted', { name: 'scanCode', triesLeft: 3 }, [], 'codeScanner show'],
  ['a face', { name: 'faceCapture', attempt: 1, attemptsAllowed: 3 }, [], 'camera look'],
  [
    'a finger',
    { name: 'fingerprint', guidance: 'hold', attempt: 1, attemptsAllowed: 3 },
    [],
    'fingerprintReader touch',
  ],
  ['nothing has come out yet', printing(waiting, waiting), [], null],
  ['the certificate is out, the receipt is not', printing(out, waiting), [], 'documentPrinter take'],
  ['both papers are out', result(out, out), ['receipt'], 'receiptPrinter take'],
  ['both papers are out, without a presenter', result(out, out), [], 'documentPrinter take'],
  ['only the receipt came', result({ state: 'failed', problem: null }, out), [], 'receiptPrinter take'],
  ['their own things come before the paper', result(out, out), ['card', 'receipt'], 'idCardReader take'],
  ['no paper at all', result(waiting, waiting), [], null],
  ['the passport lies there', { name: 'takeBelongings', left: ['passport'] }, ['passport'], 'passportReader take'],
  ['the permit lies there', { name: 'takeBelongings', left: ['permit'] }, ['permit'], 'permitSlot take'],
  ['the new card', { name: 'takeBelongings', left: ['dispensedCard'] }, ['dispensedCard'], 'cardDispenser take'],
  ['it was taken in', { name: 'takeBelongings', left: [] }, [], null],
  ['nobody is there', { name: 'attract', outOfService: [], paused: false }, ['card'], null],
];
const words = (guidance: Guidance | null): string | null => guidance && `${guidance.device} ${guidance.act}`;

test.each(table)('%s', (_, step, left, expected) => {
  expect(words(guidanceOf(step, left))).toBe(expected);
});
