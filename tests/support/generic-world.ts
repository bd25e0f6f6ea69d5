import type { TravelDocument, TravelDocumentKind } from '../../main/contract/travel-document.ts';
import type { VisitorGroup } from '../../main/contract/visitor-group.ts';
import type { IssuedCertificate, PersonRecord } from '../../main/gateway/gateway.ts';
import { currentField } from '../../main/journey/asked-questions.ts';
import type { CardFacts, EffectName, JourneyContext, JourneyOutcome } from '../../main/journey/journey-state.ts';
import type { Payment } from '../../main/payment/payment.ts';
import { amountDueFen } from '../../main/journey/paper-words.ts';
import { officeAnswer } from './office-answers.ts';
import { validCodes, validValue, type OptionPick } from './valid-values.ts';

/** How the world is disposed; without a wish everything succeeds. */
export interface WorldMood {
  readonly group: VisitorGroup;
  /** Whether the office says what it knows of the visitor. */
  readonly knows: boolean;
  /** Why the office says no; null when it says yes. */
  readonly refusesCase: string | null;
  readonly birthYear: number;
  /** The network is away. */
  readonly offline: boolean;
  /** Nobody can say whether it was paid. */
  readonly losesPayment: boolean;
  readonly pick: OptionPick;
}

/** What comes of work that the journey asks for. */
export function outcomeOf(effect: EffectName, context: JourneyContext, mood: WorldMood): JourneyOutcome {
  switch (effect) {
    case 'readCard':
      return { type: 'cardRead', card: cardOf(mood) };
    case 'scanDocument':
      return { type: 'documentRead', document: documentOf(context) };
    case 'readPermit':
      return { type: 'permitRead', document: documentOf(context) };
    case 'scanCode':
      return { type: 'codeRead', code: scanned(context) };
    case 'findRecord':
      return { type: 'recordFound', record: recordOf(mood) };
    case 'compareFace':
      return { type: 'faceMatched', evidenceId: 'face-0001' };
    case 'captureFinger':
      return { type: 'fingerTaken', finger: { format: 'r30x', features: new Uint8Array([1]) } };
    case 'compareFinger':
      return { type: 'fingerMatched', evidenceId: 'finger-0001' };
    case 'askOfficer':
      return { type: 'officerGranted', evidenceId: 'officer-0001' };
    case 'openCase':
      return { type: 'caseOpened', case: caseOf(context, mood) };
    case 'printSlip':
      return { type: 'slipPrinted' };
    case 'openPayment':
      return { type: 'paymentOpened', payment: paymentOf(context, 'waiting') };
    case 'awaitPayment':
      return mood.losesPayment
        ? { type: 'paymentChanged', payment: paymentOf(context, 'unknown'), problem: 'payment-unknown' }
        : { type: 'paymentChanged', payment: paymentOf(context, 'paid'), problem: null };
    case 'closePayment':
      return { type: 'paymentChanged', payment: paymentOf(context, 'failed'), problem: null };
    case 'refundPayment':
      return { type: 'paymentChanged', payment: paymentOf(context, 'refunded'), problem: null };
    case 'takeOldCard':
      return { type: 'cardTakenIn' };
    case 'writeEndorsement':
    case 'dispenseCard':
      return { type: 'handedOver' };
    case 'store':
      return { type: 'stored', receiptNumber: validCodes.receipt };
    case 'issue':
      return answerToSubmission(context, mood);
    case 'printDocument':
    case 'printReceipt':
      return { type: 'printed' };
  }
}

const caseOf = ({ definition }: JourneyContext, { knows, refusesCase, pick }: WorldMood) => ({
  ...officeAnswer(definition, knows, pick),
  refusal: refusesCase === null ? null : { reason: refusesCase, from: '2027-01-15' },
});

/** A paper or a thing is issued; a payment, a query, a defence or an application is taken note of. */
function answerToSubmission({ definition, response }: JourneyContext, { offline }: WorldMood): JourneyOutcome {
  if (offline) return { type: 'issueDelayed' };
  const { document, onApplication } = definition.result;
  const issues = definition.handOver !== 'none' || (document !== 'none' && onApplication !== true);
  return issues && response !== 'defend' ? { type: 'issued', certificate } : { type: 'accepted' };
}

const layouts = { mainland: 'resident', hmt: 'hmt', foreign: 'foreign2023' } as const;
const numbers = {
  mainland: validCodes.citizenId,
  hmt: validCodes.hmtResidencePermit,
  foreign: '911111199001010012',
} as const;

const cardOf = ({ group, birthYear }: WorldMood): CardFacts => ({
  layout: layouts[group],
  name: group === 'foreign' ? 'MARIE EXAMPLE' : '陈静',
  number: numbers[group],
  expired: false,
  sex: 'female',
  birthDate: `${String(birthYear)}-01-01`,
  address: group === 'foreign' ? null : '示例市示例区示例路1号',
  nationality: group === 'foreign' ? 'FRA' : 'CHN',
});

const recordOf = ({ group, birthYear }: WorldMood): PersonRecord => ({
  recordId: 'record-0001',
  name: group === 'foreign' ? 'MARIE EXAMPLE' : '陈静',
  number: numbers[group],
  group,
  sex: 'female',
  birthDate: `${String(birthYear)}-01-01`,
});

const documentNumbers: Readonly<Partial<Record<TravelDocumentKind, string>>> = {
  hkMacaoPermit: validCodes.exitEntryPermit,
  taiwanPermit: validCodes.taiwanTravelPermit,
  homeReturnPermit: validCodes.homeReturnPermit,
  taiwanCompatriotPermit: validCodes.taiwanCompatriotPermit,
};

function documentOf({ definition, group }: JourneyContext): TravelDocument {
  const kind = definition.identity[group]?.documents[0];
  if (!kind) throw new Error(`${definition.id} takes no document of ${group}`);
  const state = group === 'foreign' ? 'FRA' : 'CHN';
  return {
    kind,
    format: kind === 'passport' ? 'TD3' : 'EEP',
    number: documentNumbers[kind] ?? validCodes.chinesePassport,
    surname: 'EXAMPLE',
    givenNames: 'MARIE',
    chineseName: null,
    issuingState: state,
    nationality: state,
    birthDate: '1990-01-01',
    sex: 'female',
    expiryDate: '2030-01-01',
  };
}

/** The bar code that the question is about; the identity code on a telephone where there is no question. */
function scanned(context: JourneyContext): string {
  const field = context.evidence === null && context.method === 'code' ? undefined : currentField(context);
  return field ? validValue(field) : 'IDENTITY-CODE-1';
}

const certificate: IssuedCertificate = {
  number: 'N1',
  verificationCode: 'ABCDEFGH23456789',
  verificationUrl: 'https://localhost/v/ABCDEFGH23456789',
  issuedAt: '2026-11-21T08:00:00Z',
  validUntil: null,
  authority: { 'zh-CN': '示例市公安局', en: 'Example PSB' },
};

const paymentOf = (context: JourneyContext, state: Payment['state']): Payment => ({
  orderId: '00112233445566778899aabbccddeeff',
  amountFen: context.payment?.amountFen ?? amountDueFen(context),
  state,
  failedBecause: state === 'failed' ? 'closed' : null,
  payUrl: state === 'waiting' ? 'https://localhost/pay/1' : null,
  fiscalReceipt:
    state === 'paid' ? { number: '50010126-00000001', checkCode: 'A1B2C3', url: 'https://localhost/fiscal/1' } : null,
  refundNumber: state === 'refunded' ? 'R1' : null,
});
