import { areaIds, belongings, identityMethods } from '../../main/contract/session-snapshot.ts';
import type {
  AreaId,
  AreaView,
  Availability,
  PaperView,
  Progress,
  ReviewRow,
  ServiceView,
  SessionSnapshot,
  Step,
} from '../../main/contract/session-snapshot.ts';
import type { Guidance } from '../../main/contract/device-status.ts';
import { fingerGuidances } from '../../main/contract/finger.ts';
import { problemCodes } from '../../main/contract/problem.ts';

/** Every screen in every state worth looking at. Synthetic people only. */
export type Scenes = Readonly<Record<string, SessionSnapshot>>;

const serviceIds: Readonly<Record<AreaId, readonly string[]>> = {
  household: [
    'temp-id-proof',
    'id-card-renewal',
    'id-card-replacement',
    'id-card-collection',
    'household-certificate',
    'no-criminal-record',
    'residence-permit-endorsement',
  ],
  'exit-entry': [
    'hk-macao-endorsement',
    'passport-reissue',
    'hk-macao-taiwan-permit-reissue',
    'foreigner-accommodation-registration',
    'exit-entry-record-query',
    'exit-entry-progress-query',
  ],
  vehicle: [
    'traffic-record-query',
    'traffic-violation-handling',
    'traffic-fine-payment',
    'driving-licence-renewal',
    'driving-licence-replacement',
    'vehicle-licence-replacement',
    'inspection-mark',
    'temporary-plate',
  ],
};

const coming: Availability = { state: 'coming' };

const serviceOf = (id: string, area: AreaId, availability: Availability): ServiceView => ({
  id,
  area,
  kind: 'instant',
  availability,
  feeYuan: 0,
  minutes: 5,
  purposes:
    id === 'temp-id-proof'
      ? [
          { id: 'rail', validityHours: 24 },
          { id: 'air', validityHours: 24 },
          { id: 'coach', validityHours: 24 },
          { id: 'ship', validityHours: 24 },
          { id: 'hotel', validityHours: 72 },
          { id: 'exam', validityHours: 72 },
        ]
      : [],
});

const areasWith = (availability: Availability): readonly AreaView[] =>
  areaIds.map((area) => ({
    id: area,
    services: serviceIds[area].map((id) => serviceOf(id, area, id === 'temp-id-proof' ? availability : coming)),
  }));

const proof = serviceOf('temp-id-proof', 'household', { state: 'available' });
const replacement = serviceOf('id-card-replacement', 'household', coming);
const person = { name: '*小明', number: '500*************13', sex: 'male', birthYear: '1991' } as const;
const longPerson = {
  name: '************·*******木',
  number: '110*************2X',
  sex: 'female',
  birthYear: '1990',
} as const;

const progressAt = (index: number): Progress => ({
  index,
  groups: ['notice', 'identity', 'photo', 'details', 'confirm', 'result'],
});

const rows: readonly ReviewRow[] = [
  { id: 'name', kind: 'masked', value: '**明', changeable: false },
  { id: 'idNumber', kind: 'masked', value: person.number, changeable: false },
  { id: 'purpose', kind: 'option', value: 'rail', changeable: true },
  { id: 'receivingUnit', kind: 'text', value: '重庆北站', changeable: true },
  { id: 'phone', kind: 'masked', value: '+86*******8000', changeable: true },
];
const longUnit = '重庆江北国际机场三号航站楼国内出发安检口及中国民用航空西南地区管理局证件查验';
const signature =
  'M120 220L150 120L190 260L230 140L260 230M320 150L330 250M300 190L360 180M420 130L400 260M430 170L520 160L500 270M560 200L600 140L640 200L680 150L720 200';

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

const paper = (state: PaperView['state'], problem: PaperView['problem'] = null): PaperView => ({ state, problem });

const always = ['end', 'callOfficer'] as const;
const through = [...always, 'back', 'next'] as const;

const base: Omit<SessionSnapshot, 'step'> = {
  sequence: 1,
  language: 'zh-CN',
  comfort: { textSize: 'standard', contrast: 'standard', reach: false, speech: false },
  kiosk: {
    hallName: {
      'zh-CN': '江北区 24 小时警务自助便民服务区',
      en: 'Jiangbei 24-Hour Police Self-Service Center',
    },
    greeterName: { 'zh-CN': '江小警', en: 'Xiaojing' },
    officerPhone: '023-0000 0110',
    nearestCounter: {
      'zh-CN': '示例路 1 号派出所，户籍窗口（全天）',
      en: 'the Police Station, 1 Example Road (open all day)',
    },
    camera: { source: 'simulated' },
    pixelsPerMm: 4.03,
  },
  progress: null,
  actions: through,
  idleSecondsLeft: null,
  officerCall: 'none',
  problem: null,
  guidance: null,
};

const scene = (step: Step, change: Partial<SessionSnapshot> = {}): SessionSnapshot => ({ ...base, step, ...change });

/** `photo` is a JPEG, base64. */
export function scenesWith(photo: string): Scenes {
  const review: Step = { name: 'review', rows, photo, signature };
  const result = {
    receiptNumber: 'JB01-20261121-0042',
    certificateNumber: 'LSZM-5001-2026-000318',
    document: paper('printed'),
    receipt: paper('printed'),
    left: [],
    paperMissing: false,
    offers: [replacement],
    secondsLeft: 43,
  };
  const identity = progressAt(2);
  const check = progressAt(3);
  const details = progressAt(4);
  const confirm = progressAt(5);
  const last = progressAt(6);
  const purpose: Step = {
    name: 'field',
    field: { id: 'purpose', kind: 'choice', options: ['rail', 'air', 'coach', 'ship', 'hotel', 'exam'] },
    value: '',
    fault: null,
  };
  const waiting = { actions: [...always] };
  return {
    attract: scene({ name: 'attract', outOfService: [] }, { actions: [] }),
    'attract-out': scene(
      {
        name: 'attract',
        outOfService: [
          { device: 'idCardReader', state: 'offline', reason: 'absent' },
          { device: 'camera', state: 'noDevice', reason: null },
          { device: 'passportReader', state: 'hardwareError', reason: 'wrongFirmware' },
        ],
      },
      { actions: [] },
    ),
    home: scene({ name: 'home', areas: areasWith({ state: 'available' }) }, { actions: [...always] }),
    'home-counter': scene(
      { name: 'home', areas: areasWith({ state: 'counter', because: 'gateway' }) },
      { actions: [...always] },
    ),
    about: scene({ name: 'about', service: proof }),
    'about-counter': scene(
      { name: 'about', service: { ...proof, availability: { state: 'counter', because: 'documentPrinter' } } },
      { actions: [...always, 'back'] },
    ),
    notice: scene({ name: 'notice', service: proof }, { progress: progressAt(1) }),
    faceConsent: scene(
      { name: 'faceConsent', service: proof },
      { progress: progressAt(1), actions: [...always, 'back', 'anotherWay'] },
    ),
    identityMethod: scene(
      { name: 'identityMethod', methods: identityMethods },
      { progress: identity, actions: [...always, 'back'] },
    ),
    idNumber: scene({ name: 'idNumber', value: '', fault: null }, { progress: identity }),
    'idNumber-right': scene({ name: 'idNumber', value: '500105199001010013', fault: null }, { progress: identity }),
    'idNumber-wrong': scene(
      { name: 'idNumber', value: '500105199001010014', fault: 'badCheck' },
      { progress: identity },
    ),
    'idNumber-date': scene({ name: 'idNumber', value: '50010519901332', fault: null }, { progress: identity }),
    personName: scene({ name: 'personName', value: '', fault: null }, { progress: identity }),
    'personName-typed': scene({ name: 'personName', value: '王小明', fault: null }, { progress: identity }),
    placeCard: scene({ name: 'placeCard', phase: 'waiting' }, { progress: identity, actions: [...always, 'back'] }),
    'placeCard-problem': scene(
      { name: 'placeCard', phase: 'waiting' },
      { progress: identity, actions: [...always, 'back'], problem: 'card-removed' },
    ),
    'placeCard-reading': scene(
      { name: 'placeCard', phase: 'reading' },
      { progress: identity, actions: [...always, 'back'] },
    ),
    cardShown: scene(
      { name: 'cardShown', person },
      { progress: identity, guidance: { device: 'idCardReader', act: 'take' } },
    ),
    scanDocument: scene(scanDocument, { progress: identity, actions: [...always, 'back'] }),
    'scanDocument-reading': scene(
      { ...scanDocument, phase: 'reading' },
      { progress: identity, actions: [...always, 'back'] },
    ),
    'scanDocument-wrong': scene(
      { ...scanDocument, wrongFields: ['documentNumber', 'expiryDate'], triesLeft: 2 },
      { progress: identity, actions: [...always, 'back'], problem: 'passport-check-digit' },
    ),
    'scanDocument-officer': scene(
      { ...scanDocument, triesLeft: 1 },
      { progress: identity, actions: [...always, 'back', 'anotherWay'], problem: 'passport-unreadable' },
    ),
    'scanDocument-givenUp': scene(
      { ...scanDocument, wrongFields: ['documentNumber'], triesLeft: 0 },
      { progress: identity, actions: [...always, 'back'], problem: 'passport-tries-used' },
    ),
    documentShown: scene(
      { name: 'documentShown', document: { kind: 'passport', name: 'W*** XIAOMING', number: 'E******78' } },
      { progress: identity, guidance: { device: 'passportReader', act: 'take' } },
    ),
    'documentShown-permit': scene(
      { name: 'documentShown', document: { kind: 'hkMacaoPermit', name: '*小明', number: 'C*******1' } },
      { progress: identity },
    ),
    scanCode: scene({ name: 'scanCode', triesLeft: 3 }, { progress: identity, actions: [...always, 'back'] }),
    'scanCode-problem': scene(
      { name: 'scanCode', triesLeft: 1 },
      { progress: identity, actions: [...always, 'back'], problem: 'code-unusable' },
    ),
    ...Object.fromEntries(
      fingerGuidances.map((guidance) => [
        guidance === 'place' ? 'fingerprint' : `fingerprint-${guidance}`,
        scene(
          { name: 'fingerprint', guidance, attempt: 1, attemptsAllowed: 3 },
          { progress: check, actions: [...always, 'back', 'anotherWay'] },
        ),
      ]),
    ),
    'fingerprint-again': scene(
      { name: 'fingerprint', guidance: 'place', attempt: 2, attemptsAllowed: 3 },
      { progress: check, actions: [...always, 'back', 'anotherWay'], problem: 'finger-not-matched' },
    ),
    ...Object.fromEntries(
      guidances.map((guidance) => [
        `guidance-${guidance.device}-${guidance.act}`,
        scene({ name: 'cardShown', person }, { progress: identity, guidance }),
      ]),
    ),
    faceCapture: scene(
      { name: 'faceCapture', attempt: 1, attemptsAllowed: 3 },
      { progress: check, actions: [...always, 'back', 'anotherWay'] },
    ),
    'faceCapture-again': scene(
      { name: 'faceCapture', attempt: 2, attemptsAllowed: 3 },
      { progress: check, actions: [...always, 'back', 'anotherWay'], problem: 'face-not-matched' },
    ),
    faceReview: scene({ name: 'faceReview', photo }, { progress: check }),
    checking: scene({ name: 'checking', what: 'record' }, { progress: identity, ...waiting }),
    'checking-face': scene({ name: 'checking', what: 'face' }, { progress: check, actions: [...always, 'anotherWay'] }),
    'checking-fingerprint': scene(
      { name: 'checking', what: 'fingerprint' },
      { progress: check, actions: [...always, 'anotherWay'] },
    ),
    'checking-stuck': scene({ name: 'checking', what: 'record' }, { progress: identity, problem: 'gateway-away' }),
    'checking-missing': scene(
      { name: 'checking', what: 'record' },
      { progress: identity, problem: 'person-not-found' },
    ),
    officer: scene({ name: 'officer', question: 'identity' }, { progress: check, actions: [...always, 'back'] }),
    'officer-noAnswer': scene(
      { name: 'officer', question: 'identity' },
      { progress: check, problem: 'officer-no-answer' },
    ),
    recordShown: scene({ name: 'recordShown', person }, { progress: check }),
    'recordShown-long': scene({ name: 'recordShown', person: longPerson }, { progress: check }),
    purpose: scene(purpose, { progress: details }),
    'purpose-chosen': scene({ ...purpose, value: 'hotel' }, { progress: details }),
    receivingUnit: scene(
      { name: 'field', field: { id: 'receivingUnit', kind: 'text', maxLength: 40 }, value: '', fault: null },
      { progress: details },
    ),
    'receivingUnit-long': scene(
      {
        name: 'field',
        field: { id: 'receivingUnit', kind: 'text', maxLength: 40 },
        value: longUnit,
        fault: 'badCharacter',
      },
      { progress: details },
    ),
    phone: scene(
      { name: 'field', field: { id: 'phone', kind: 'phone' }, value: '', fault: null },
      { progress: details },
    ),
    'phone-right': scene(
      { name: 'field', field: { id: 'phone', kind: 'phone' }, value: '+8613800138000', fault: null },
      { progress: details },
    ),
    sign: scene({ name: 'sign', signature: null }, { progress: confirm, actions: [...always, 'back'] }),
    'sign-signed': scene({ name: 'sign', signature }, { progress: confirm }),
    review: scene(review, { progress: confirm, actions: [...always, 'back'] }),
    'review-long': scene(
      {
        ...review,
        rows: rows.map((row) => (row.id === 'receivingUnit' ? { ...row, value: longUnit } : row)),
      },
      { progress: confirm, actions: [...always, 'back'], problem: 'storage-fault' },
    ),
    storing: scene({ name: 'storing' }, { progress: confirm, ...waiting }),
    issuing: scene({ name: 'issuing', receiptNumber: result.receiptNumber }, { progress: last, ...waiting }),
    printing: scene(
      {
        name: 'printing',
        receiptNumber: result.receiptNumber,
        document: paper('printing'),
        receipt: paper('waiting'),
      },
      { progress: last, ...waiting },
    ),
    'printing-stuck': scene(
      {
        name: 'printing',
        receiptNumber: result.receiptNumber,
        document: paper('failed', 'document-paper-jam'),
        receipt: paper('waiting'),
      },
      { progress: last, ...waiting },
    ),
    result: scene({ name: 'result', result }, { progress: last, ...waiting }),
    'result-card': scene({ name: 'result', result: { ...result, left: ['card'] } }, { progress: last, ...waiting }),
    'result-left': scene(
      { name: 'result', result: { ...result, left: ['passport', 'permit', 'dispensedCard'] } },
      { progress: last, ...waiting },
    ),
    'result-paperMissing': scene(
      { name: 'result', result: { ...result, paperMissing: true } },
      { progress: last, ...waiting },
    ),
    'result-withoutPaper': scene(
      {
        name: 'result',
        result: {
          ...result,
          document: paper('failed', 'document-toner-out'),
          receipt: paper('failed', 'receipt-paper-out'),
        },
      },
      { progress: last, ...waiting },
    ),
    'result-delayed': scene(
      {
        name: 'result',
        result: { ...result, certificateNumber: null, document: paper('waiting'), offers: [] },
      },
      { progress: last, ...waiting, problem: 'issue-delayed' },
    ),
    takeBelongings: scene({ name: 'takeBelongings', left: belongings }, { actions: ['callOfficer'] }),
    ...Object.fromEntries(
      belongings.map((thing) => [
        `takeBelongings-${thing}`,
        scene({ name: 'takeBelongings', left: [thing] }, { actions: ['callOfficer'] }),
      ]),
    ),
    stopped: scene(
      { name: 'stopped', service: proof, kept: 'nothing', receiptNumber: null },
      { ...waiting, problem: 'person-too-young' },
    ),
    'stopped-stored': scene(
      { name: 'stopped', service: proof, kept: 'stored', receiptNumber: result.receiptNumber },
      { ...waiting, problem: 'issue-refused' },
    ),
    idle: scene(purpose, { progress: details, idleSecondsLeft: 18 }),
    calling: scene(purpose, { progress: details, officerCall: 'calling' }),
    'calling-noAnswer': scene(purpose, { progress: details, officerCall: 'noAnswer' }),
    ...Object.fromEntries(
      problemCodes.map((problem) => [`problem-${problem}`, scene(purpose, { progress: details, problem })]),
    ),
  };
}
