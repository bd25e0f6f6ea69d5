import type { Guidance } from '../../main/contract/device-status.ts';
import { fingerGuidances } from '../../main/contract/finger.ts';
import { always, longPerson, person, progressAt, returning, scene, waiting, type Scenes } from './scene.ts';

const identity = { progress: progressAt('identity') };
/** A device that has a way round it: typing. */
const byHand = { ...identity, actions: [...always, 'back', 'type'] as const };
const check = { progress: progressAt('photo') };
const scanDocument = { name: 'scanDocument', phase: 'waiting', wrongFields: [], triesLeft: 3 } as const;
/** What a visitor may be asked to do at a device, each of them drawn. */
const guidances: readonly Guidance[] = [
  { device: 'permitSlot', act: 'insert' },
  { device: 'permitSlot', act: 'take' },
  { device: 'cardDispenser', act: 'take' },
  { device: 'receiptPrinter', act: 'take' },
  { device: 'documentPrinter', act: 'take' },
  { device: 'camera', act: 'look' },
];

/** Who the visitor is, and that it is they. `photo` is a JPEG, base64. */
export const identityScenes = (photo: string): Scenes => ({
  identityMethod: scene(
    { name: 'identityMethod', methods: ['type', 'card', 'passport', 'code'] },
    { ...identity, ...returning },
  ),
  'identityMethod-abroad': scene(
    { name: 'identityMethod', methods: ['passport', 'card', 'typedDocument'] },
    { ...identity, ...returning },
  ),
  'identityMethod-permit': scene({ name: 'identityMethod', methods: ['permitSlot'] }, { ...identity, ...returning }),
  idNumber: scene({ name: 'idNumber', value: '', fault: null }, identity),
  'idNumber-right': scene({ name: 'idNumber', value: '500105199001010013', fault: null }, identity),
  'idNumber-wrong': scene({ name: 'idNumber', value: '500105199001010014', fault: 'badCheck' }, identity),
  'idNumber-date': scene({ name: 'idNumber', value: '50010519901332', fault: null }, identity),
  personName: scene({ name: 'personName', value: '', fault: null }, identity),
  'personName-typed': scene({ name: 'personName', value: '王小明', fault: null }, identity),
  placeCard: scene({ name: 'placeCard', phase: 'waiting' }, byHand),
  'placeCard-problem': scene({ name: 'placeCard', phase: 'waiting' }, { ...byHand, problem: 'card-removed' }),
  'placeCard-reading': scene({ name: 'placeCard', phase: 'reading' }, { ...identity, ...returning }),
  cardShown: scene({ name: 'cardShown', person }, { ...identity, guidance: { device: 'idCardReader', act: 'take' } }),
  scanDocument: scene(scanDocument, byHand),
  'scanDocument-reading': scene({ ...scanDocument, phase: 'reading' }, byHand),
  'scanDocument-wrong': scene(
    { ...scanDocument, wrongFields: ['documentNumber', 'expiryDate'], triesLeft: 2 },
    { ...byHand, problem: 'passport-check-digit' },
  ),
  'scanDocument-officer': scene(
    { ...scanDocument, triesLeft: 1 },
    { ...identity, actions: [...always, 'back', 'anotherWay'], problem: 'passport-unreadable' },
  ),
  'scanDocument-givenUp': scene(
    { ...scanDocument, wrongFields: ['documentNumber'], triesLeft: 0 },
    { ...byHand, problem: 'passport-tries-used' },
  ),
  documentShown: scene(
    {
      name: 'documentShown',
      document: { kind: 'passport', name: 'W*** XIAOMING', number: 'E******78' },
      lies: 'onScanner',
    },
    { ...identity, guidance: { device: 'passportReader', act: 'take' } },
  ),
  'documentShown-permit': scene(
    { name: 'documentShown', document: { kind: 'hkMacaoPermit', name: '*小明', number: 'C*******1' }, lies: 'inSlot' },
    identity,
  ),
  scanCode: scene({ name: 'scanCode', triesLeft: 3 }, byHand),
  'scanCode-problem': scene({ name: 'scanCode', triesLeft: 1 }, { ...byHand, problem: 'code-unusable' }),
  ...Object.fromEntries(
    fingerGuidances.map((guidance) => [
      guidance === 'place' ? 'fingerprint' : `fingerprint-${guidance}`,
      scene(
        { name: 'fingerprint', guidance, attempt: 1, attemptsAllowed: 3 },
        { ...check, actions: [...always, 'back', 'anotherWay'] },
      ),
    ]),
  ),
  'fingerprint-again': scene(
    { name: 'fingerprint', guidance: 'place', attempt: 2, attemptsAllowed: 3 },
    { ...check, actions: [...always, 'back', 'anotherWay'], problem: 'finger-not-matched' },
  ),
  ...Object.fromEntries(
    guidances.map((guidance) => [
      `guidance-${guidance.device}-${guidance.act}`,
      scene({ name: 'cardShown', person }, { ...identity, guidance }),
    ]),
  ),
  faceCapture: scene(
    { name: 'faceCapture', attempt: 1, attemptsAllowed: 3 },
    { ...check, actions: [...always, 'back', 'anotherWay'] },
  ),
  'faceCapture-again': scene(
    { name: 'faceCapture', attempt: 2, attemptsAllowed: 3 },
    { ...check, actions: [...always, 'back', 'anotherWay'], problem: 'face-not-matched' },
  ),
  faceReview: scene({ name: 'faceReview', photo }, check),
  checking: scene({ name: 'checking', what: 'record' }, { ...identity, ...waiting }),
  'checking-face': scene({ name: 'checking', what: 'face' }, { ...check, actions: [...always, 'anotherWay'] }),
  'checking-fingerprint': scene(
    { name: 'checking', what: 'fingerprint' },
    { ...check, actions: [...always, 'anotherWay'] },
  ),
  'checking-stuck': scene({ name: 'checking', what: 'record' }, { ...identity, problem: 'gateway-away' }),
  'checking-missing': scene({ name: 'checking', what: 'record' }, { ...identity, problem: 'person-not-found' }),
  officer: scene({ name: 'officer', question: 'identity' }, { ...check, actions: [...always, 'back'] }),
  'officer-noAnswer': scene({ name: 'officer', question: 'identity' }, { ...check, problem: 'officer-no-answer' }),
  recordShown: scene({ name: 'recordShown', person }, check),
  'recordShown-long': scene({ name: 'recordShown', person: longPerson }, check),
  guardianAsked: scene({ name: 'guardianAsked', ward: { ...person, birthYear: '2015' } }, identity),
  insertPermit: scene({ name: 'insertPermit', phase: 'waiting' }, byHand),
  'insertPermit-reading': scene({ name: 'insertPermit', phase: 'reading' }, byHand),
  'checking-case': scene({ name: 'checking', what: 'case' }, { progress: progressAt('case'), ...waiting }),
  'checking-payment': scene({ name: 'checking', what: 'payment' }, { progress: progressAt('pay'), ...waiting }),
  'checking-refund': scene({ name: 'checking', what: 'refund' }, { progress: progressAt('result'), ...waiting }),
});
