import { belongings, type ResultView } from '../../main/contract/result-view.ts';
import type { ReviewRow, Step } from '../../main/contract/session-snapshot.ts';
import { longUnit } from './answer-scenes.ts';
import { endorsement, handling, licence, proof, renewal, replacement } from './sample-services.ts';
import { paper, person, progressAt, returning, scene, signature, waiting, type Scenes } from './scene.ts';

const confirm = { progress: progressAt('confirm') };
const last = { progress: progressAt('result') };
const rows: readonly ReviewRow[] = [
  { id: 'name', kind: 'masked', value: '**明', changeable: false },
  { id: 'idNumber', kind: 'masked', value: person.number, changeable: false },
  { id: 'purpose', kind: 'option', value: 'rail', changeable: true },
  { id: 'receivingUnit', kind: 'text', value: '重庆北站', changeable: true },
  { id: 'phone', kind: 'masked', value: '+86*******8000', changeable: true },
];
const stayRows: readonly ReviewRow[] = [
  { id: 'surname', kind: 'masked', value: 'M***', changeable: false },
  { id: 'nationality', kind: 'country', value: 'DEU', changeable: false },
  { id: 'entryDate', kind: 'date', value: '2026-11-20', changeable: true },
  { id: 'address', kind: 'address', value: '500105 Example Road 1', changeable: true },
  { id: 'hostName', kind: 'text', value: '', changeable: true },
];
const result: ResultView = {
  service: proof,
  outcome: 'answered',
  receiptNumber: 'JB01-20261121-0042',
  certificateNumber: 'LSZM-5001-2026-000318',
  payment: null,
  facts: [],
  document: paper('printed'),
  receipt: paper('printed'),
  left: [],
  paperMissing: false,
  offers: [replacement],
  secondsLeft: 43,
};
/** Nothing on A4: the office decides later. */
const application: ResultView = {
  ...result,
  service: renewal,
  outcome: 'accepted',
  certificateNumber: null,
  document: paper('waiting'),
  offers: [],
};

/** From the signature to the last page. `photo` is a JPEG, base64. */
export function resultScenes(photo: string): Scenes {
  const review: Step = { name: 'review', rows, photo, signature };
  return {
    sign: scene({ name: 'sign', signature: null }, { ...confirm, ...returning }),
    'sign-signed': scene({ name: 'sign', signature }, confirm),
    review: scene(review, { ...confirm, ...returning }),
    'review-long': scene(
      {
        ...review,
        rows: rows.map((row) => (row.id === 'receivingUnit' ? { ...row, value: longUnit } : row)),
      },
      { ...confirm, ...returning, problem: 'storage-fault' },
    ),
    'review-stay': scene({ ...review, rows: stayRows, photo: null }, { ...confirm, ...returning }),
    storing: scene({ name: 'storing' }, { ...confirm, ...waiting }),
    issuing: scene({ name: 'issuing', receiptNumber: result.receiptNumber }, { ...last, ...waiting }),
    printing: scene(
      {
        name: 'printing',
        receiptNumber: result.receiptNumber,
        document: paper('printing'),
        receipt: paper('waiting'),
      },
      { ...last, ...waiting },
    ),
    'printing-stuck': scene(
      {
        name: 'printing',
        receiptNumber: result.receiptNumber,
        document: paper('failed', 'document-paper-jam'),
        receipt: paper('waiting'),
      },
      { ...last, ...waiting },
    ),
    result: scene({ name: 'result', result }, { ...last, ...waiting }),
    'result-card': scene({ name: 'result', result: { ...result, left: ['card'] } }, { ...last, ...waiting }),
    'result-left': scene(
      { name: 'result', result: { ...result, left: ['passport', 'permit', 'dispensedCard'] } },
      { ...last, ...waiting },
    ),
    'result-paperMissing': scene(
      { name: 'result', result: { ...result, paperMissing: true } },
      { ...last, ...waiting },
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
      { ...last, ...waiting },
    ),
    'result-delayed': scene(
      {
        name: 'result',
        result: {
          ...result,
          outcome: 'provisional',
          certificateNumber: null,
          document: paper('failed', 'issue-delayed'),
          offers: [],
        },
      },
      { ...last, ...waiting, problem: 'issue-delayed' },
    ),
    'result-accepted': scene(
      {
        name: 'result',
        result: {
          ...application,
          payment: {
            state: 'paid',
            amountFen: 2000,
            fiscalReceiptNumber: '50010526-0000012345',
            url: 'https://pj.example.gov.cn/5001052600000123',
          },
        },
      },
      { ...last, ...waiting },
    ),
    'result-provisional': scene(
      {
        name: 'result',
        result: { ...application, outcome: 'provisional', payment: { state: 'due', amountFen: 2000 } },
      },
      { ...last, ...waiting },
    ),
    'result-endorsement': scene(
      {
        name: 'result',
        result: {
          ...result,
          service: endorsement,
          document: paper('waiting'),
          facts: [
            { id: 'destination', value: { kind: 'word', of: 'destination', key: 'hongKong' } },
            { id: 'endorsementValidUntil', value: { kind: 'date', date: '2027-02-20' } },
          ],
          left: ['permit'],
          offers: [],
        },
      },
      { ...last, ...waiting },
    ),
    'result-penalty': scene(
      {
        name: 'result',
        result: {
          ...result,
          service: handling,
          facts: [{ id: 'licencePoints', value: { kind: 'count', count: 7 } }],
          offers: [licence],
        },
      },
      { ...last, ...waiting },
    ),
    'result-refund': scene(
      {
        name: 'result',
        result: {
          ...application,
          service: endorsement,
          payment: { state: 'refunded', amountFen: 1500, refundNumber: 'TK2026112100042' },
        },
      },
      { ...last, ...waiting, problem: 'endorsement-not-written' },
    ),
    surrenderCard: scene({ name: 'surrenderCard', phase: 'waiting' }, { ...last, ...waiting }),
    'surrenderCard-takingIn': scene({ name: 'surrenderCard', phase: 'takingIn' }, { ...last, ...waiting }),
    handingOver: scene({ name: 'handingOver', what: 'endorsement' }, { ...last, ...waiting }),
    'handingOver-card': scene({ name: 'handingOver', what: 'card' }, { ...last, ...waiting }),
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
  };
}
