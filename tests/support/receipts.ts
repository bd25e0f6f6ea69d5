import { baseCatalogue } from '../../main/catalogue/catalogue.ts';
import type { ServiceDefinition } from '../../main/catalogue/service-definition.ts';
import type { CaseItemView, FactRow } from '../../main/contract/fact-row.ts';
import type { HallPlace } from '../../main/contract/hall-place.ts';
import type { AnswerLine, PaperData, PaymentSlipData, RefusalSlipData } from '../../main/documents/paper-data.ts';

/** Nobody in these visits lives, and no such place exists. */

export function serviceOf(id: string): ServiceDefinition {
  const found = baseCatalogue.find((service) => service.id === id);
  if (!found) throw new Error(`no service ${id}`);
  return found;
}

export const counter: HallPlace = {
  kind: 'vehicleCounter',
  name: { 'zh-CN': '示例市公安局江畔分局综合窗口', en: 'Service Counter, Riverside Branch' },
  address: { 'zh-CN': '示例市江畔区示例路1号', en: '1 Example Road, Riverside District' },
  hours: { 'zh-CN': '周一至周五 9:00–17:00', en: 'Mon–Fri 9:00–17:00' },
  phone: '023-00000120',
  distanceMetres: 1240,
};

export const text = (id: string, said: string): AnswerLine & FactRow => ({ id, value: { kind: 'text', text: said } });
export const option = (id: string, key: string): AnswerLine => ({ id, value: { kind: 'option', key } });
const date = (id: string, on: string): AnswerLine & FactRow => ({ id, value: { kind: 'date', date: on } });
const word = (id: string, of: string, key: string): FactRow => ({ id, value: { kind: 'word', of, key } });
const money = (id: string, fen: number): FactRow => ({ id, value: { kind: 'money', fen } });
const count = (id: string, howMany: number): FactRow => ({ id, value: { kind: 'count', count: howMany } });
const both = (id: string, zh: string, en: string): FactRow => ({
  id,
  value: { kind: 'bilingual', text: { 'zh-CN': zh, en } },
});

export const issued: PaperData = {
  service: serviceOf('temp-id-proof'),
  hallName: { 'zh-CN': '示例市公安局二十四小时自助警务厅', en: 'Example Police 24-hour Self-service Hall' },
  language: 'zh-CN',
  receiptNumber: 'XJ-SF01-261121-00007-K',
  outcome: 'answered',
  person: {
    name: '赵小明',
    number: '500105199001010013',
    group: 'mainland',
    sex: 'male',
    birthDate: '1990-01-01',
  },
  guardian: null,
  printedAt: new Date('2026-11-21T08:05:00Z'),
  certificate: {
    number: 'LS2026112100042',
    verificationCode: '7Q4M9XKD2HTWABCD',
    issuedAt: '2026-11-21T08:05:00Z',
    validUntil: '2026-11-22T08:05:00Z',
    verificationUrl: 'https://verify.example.org/c/7Q4M-9XKD-2HTW',
    authority: { 'zh-CN': '示例市公安局', en: 'Example Public Security Bureau' },
  },
  answers: [option('purpose', 'rail'), text('phone', '13800000000')],
  facts: [],
  items: [],
  item: null,
  response: null,
  payment: null,
  handedOver: null,
  photoJpeg: null,
  signaturePath: '',
  documentMissing: false,
  officerPhone: '010-5555 0110',
  place: counter,
};

const paid = (amountFen: number): PaperData['payment'] => ({
  state: 'paid',
  amountFen,
  fiscalReceiptNumber: '50010526-0012345678',
  url: 'https://fiscal.example.org/r/50010526-0012345678',
});

const accepted: PaperData = { ...issued, certificate: null, outcome: 'accepted', signaturePath: 'M0 0 L9 9' };

const violation: readonly FactRow[] = [
  { id: 'violationTime', value: { kind: 'time', time: '2026-11-02T00:41:00Z' } },
  both('violationPlace', '示例大道与江畔路交叉口', 'Crossing of Example Avenue and Riverside Road'),
  text('plate', '渝A12345'),
  both('act', '驾驶机动车不按导向车道行驶', 'Driving in a lane that leads elsewhere'),
  money('fine', 10_000),
  count('points', 1),
];

const fine: readonly FactRow[] = [
  text('decisionNumber', '500105112345678'),
  date('decidedAt', '2026-11-02'),
  both('act', '违反禁令标志指示', 'Against a prohibitory sign'),
  money('fine', 10_000),
  money('surcharge', 1200),
  money('total', 11_200),
  date('dueDate', '2026-11-17'),
  word('fineState', 'fineState', 'paid'),
];

const progress: readonly CaseItemView[] = [
  {
    id: 'XJ-SF01-261101-00003-5',
    blocked: null,
    facts: [
      word('appliedFor', 'appliedFor', 'passport-reissue'),
      word('applicationState', 'applicationState', 'inProduction'),
      text('receiptNumber', 'XJ-SF01-261101-00003-5'),
      date('receivedAt', '2026-11-01'),
      date('expectedBy', '2026-11-22'),
    ],
  },
  {
    id: 'remaining-0',
    blocked: null,
    facts: [
      word('destination', 'destination', 'hongKong'),
      count('remainingVisits', 1),
      date('endorsementValidUntil', '2027-02-20'),
    ],
  },
];

/** A finished visit for each form of receipt, and for each that differs within one. */
export const receiptExamples = {
  result: issued,
  notPrinted: { ...issued, documentMissing: true },
  handedOver: {
    ...issued,
    service: serviceOf('hk-macao-endorsement'),
    certificate: { ...issued.certificate!, number: '示公签字〔2026〕第000007号', validUntil: '2027-02-20T15:59:59Z' },
    answers: [
      option('destination', 'hongKong'),
      option('type', 'individual'),
      option('visits', 'threeMonthsOnce'),
      text('phone', '13800000000'),
    ],
    payment: paid(1500),
    handedOver: 'done',
  },
  notHandedOver: {
    ...issued,
    service: serviceOf('hk-macao-endorsement'),
    answers: [option('destination', 'hongKong'), option('visits', 'threeMonthsOnce')],
    payment: { state: 'refunding', amountFen: 1500, refundNumber: 'R20261121000007' },
    handedOver: 'failed',
  },
  acceptance: {
    ...accepted,
    service: serviceOf('driving-licence-renewal'),
    answers: [text('phone', '13800000000'), option('licenceDelivery', 'counter')],
    payment: paid(1000),
  },
  provisional: {
    ...accepted,
    service: serviceOf('driving-licence-renewal'),
    outcome: 'provisional',
    payment: { state: 'due', amountFen: 1000 },
  },
  collection: {
    ...accepted,
    service: serviceOf('id-card-replacement'),
    answers: [
      option('reason', 'lost'),
      date('lossDate', '2026-11-19'),
      text('lossPlace', '示例广场'),
      text('phone', '13800000000'),
      option('delivery', 'cabinet'),
      option('temporaryCard', 'yes'),
    ],
    payment: paid(5000),
  },
  query: { ...accepted, service: serviceOf('exit-entry-progress-query'), person: null, items: progress },
  licence: {
    ...accepted,
    service: serviceOf('traffic-record-query'),
    facts: [
      { id: 'licenceFile', value: { kind: 'hidden', text: '500100123456', masked: '5*********56' } },
      text('vehicleClasses', 'C1'),
      word('licenceState', 'licenceState', 'normal'),
      count('licencePoints', 3),
      date('cycleEnds', '2027-03-01'),
      count('violationCount', 1),
    ],
    items: [{ id: 'violation-1', blocked: null, facts: violation }],
  },
  payment: {
    ...accepted,
    service: serviceOf('traffic-fine-payment'),
    person: null,
    facts: fine,
    payment: paid(11_200),
  },
  due: {
    ...issued,
    service: serviceOf('traffic-violation-handling'),
    certificate: { ...issued.certificate!, number: '5001052600000007', validUntil: null },
    facts: violation,
    response: 'accept',
    payment: { state: 'due', amountFen: 10_000 },
  },
  defended: { ...accepted, service: serviceOf('traffic-violation-handling'), facts: violation, response: 'defend' },
  refund: {
    ...accepted,
    service: serviceOf('id-card-renewal'),
    outcome: 'provisional',
    payment: { state: 'refunded', amountFen: 2000, refundNumber: 'R20261121000008' },
  },
} as const satisfies Readonly<Record<string, PaperData>>;

const slipHead = {
  service: serviceOf('driving-licence-renewal'),
  language: 'zh-CN',
  hallName: issued.hallName,
  officerPhone: issued.officerPhone,
  printedAt: issued.printedAt,
} as const;

export const refusalExample: RefusalSlipData = {
  ...slipHead,
  refusal: {
    reason: 'tooEarlyToRenewLicence',
    from: '2027-01-15',
    basis: { law: 'drivingLicenceRules', article: '62,63' },
    place: counter,
  },
};

export const paymentSlipExample: PaymentSlipData = {
  ...slipHead,
  orderId: '0123456789abcdef0123456789abcdef',
  amountFen: 1000,
};
