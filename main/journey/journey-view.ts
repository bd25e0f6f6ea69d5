import { maskDocumentNumber, maskPersonName, maskPersonNumber } from '../contract/masking.ts';
import { chinaDay } from '../clock/china-time.ts';
import type { CheckedThing, IdentityMethod, MaskedDocument, MaskedPerson, Step } from '../contract/session-snapshot.ts';
import type { PaymentView } from '../contract/result-view.ts';
import type { ServiceView } from '../contract/service-view.ts';
import type { HallPlace } from '../contract/hall-place.ts';
import { citizenIdBirthDate, citizenIdProblem, citizenIdSex } from '../contract/citizen-id.ts';
import { basisView } from '../catalogue/service-view.ts';
import { currentField, currentQuestion } from './asked-questions.ts';
import { allAnswers } from './all-answers.ts';
import { caseFacts, caseItems } from './case-facts.ts';
import { defenceField } from './case-words.ts';
import { fieldViewOf } from './field-answer.ts';
import { fieldOptions } from './field-options.ts';
import { stateName, type JourneyState } from './journey.ts';
import { methodsOffered } from './identity-methods.ts';
import { scanTries, type JourneyContext } from './journey-state.ts';
import { amountDueFen } from './paper-words.ts';
import { refusalView } from './refusal-view.ts';
import { reviewRows } from './review-rows.ts';
import { currentDraftField } from './typed-document.ts';
import { caseUnknown } from '../gateway/service-case.ts';

type View = (context: JourneyContext, service: ServiceView, places: readonly HallPlace[]) => Step;

const checking =
  (what: CheckedThing): View =>
  () => ({ name: 'checking', what });
const printing: View = (context) => ({
  name: 'printing',
  receiptNumber: context.receiptNumber ?? '',
  document: context.document,
  receipt: context.receipt,
});

/** A permit stays in its slot until something is written on it; what was typed is in its owner's hand. */
const documentPlaces: Readonly<Partial<Record<IdentityMethod, Extract<Step, { name: 'documentShown' }>['lies']>>> = {
  permitSlot: 'inSlot',
  typedDocument: 'inHand',
};

/** What the screen shows in each state. */
const views: Readonly<Record<string, View>> = {
  about: ({ slip }, service) => ({ name: 'about', service, leaflet: slip }),
  refused,
  question,
  questionRefused: refused,
  caseRefused: refused,
  objected: refused,
  guardianAsked: (context) => ({ name: 'guardianAsked', ward: maskedPerson({ ...context, record: context.ward }) }),
  notice: (_, service) => ({ name: 'notice', service }),
  faceConsent: (_, service) => ({ name: 'faceConsent', service }),
  identityMethod: (context) => ({ name: 'identityMethod', methods: methodsOffered(context) }),
  idNumber: (context) => ({ name: 'idNumber', value: context.number, fault: context.numberFault }),
  personName: (context) => ({
    name: 'personName',
    value: context.name,
    fault: context.nameFault,
  }),
  placeCard: (context) => ({ name: 'placeCard', phase: context.readPhase }),
  cardShown: (context) => ({ name: 'cardShown', person: maskedPerson(context) }),
  scanDocument,
  documentGivenUp: scanDocument,
  documentShown: (context) => ({
    name: 'documentShown',
    document: maskedDocument(context),
    lies: documentPlaces[context.method] ?? 'onScanner',
  }),
  insertPermit: (context) => ({ name: 'insertPermit', phase: context.readPhase }),
  typedDocument: draftView,
  scanCode: (context) => ({ name: 'scanCode', triesLeft: scanTries - context.codeTries }),
  findingRecord: checking('record'),
  recordMissing: checking('record'),
  recordFailed: checking('record'),
  faceCapture: (context) => ({
    name: 'faceCapture',
    attempt: context.faceAttempts + 1,
    attemptsAllowed: context.definition.proof?.attempts ?? 1,
  }),
  faceReview: (context) => ({ name: 'faceReview', photo: base64(context.photo) ?? '' }),
  comparingFace: checking('face'),
  faceFailed: checking('face'),
  fingerprint: (context) => ({
    name: 'fingerprint',
    guidance: context.fingerGuidance,
    attempt: context.fingerAttempts + 1,
    attemptsAllowed: context.definition.proof?.attempts ?? 1,
  }),
  comparingFinger: checking('fingerprint'),
  fingerNotCompared: checking('fingerprint'),
  officer: () => ({ name: 'officer', question: 'identity' }),
  officerFailed: () => ({ name: 'officer', question: 'identity' }),
  recordShown: (context) => ({ name: 'recordShown', person: maskedPerson(context) }),
  openingCase: checking('case'),
  caseFailed: checking('case'),
  records: (context) => ({ name: 'records', facts: factsOf(context), items: caseItems(subjectOf(context)) }),
  choose: (context) => ({
    name: 'choose',
    facts: caseFacts(subjectOf(context), null),
    items: caseItems(subjectOf(context)),
    chosen: context.item,
  }),
  statement: (context) => ({
    name: 'statement',
    facts: factsOf(context),
    basis: context.definition.basis.map(basisView),
  }),
  defence: (context) => ({
    name: 'defence',
    value: context.defence,
    fault: context.fieldFault,
    maxLength: defenceField.maxLength,
  }),
  field: fieldView,
  scanField: fieldView,
  idPhoto: (context) => ({
    name: 'idPhoto',
    profile: context.definition.idPhoto ?? 'idCard',
    shots: context.shots.map((shot) => base64(shot) ?? ''),
  }),
  fingerRight: fingers,
  fingerLeft: fingers,
  sign: (context) => ({ name: 'sign', signature: context.signature }),
  review: (context) => ({
    name: 'review',
    rows: reviewRows(context),
    photo: base64(context.photo),
    signature: context.signature,
  }),
  payChoice: (context) => ({ name: 'payChoice', amountFen: amountDueFen(context), dueDate: dueDate(context) }),
  openingPayment: checking('payment'),
  paying: paymentStep,
  closingPayment: checking('payment'),
  payFailed: paymentStep,
  paymentLeft: (context) => ({ name: 'pay', payment: { ...paymentView(context), slip: context.slip } }),
  storing: () => ({ name: 'storing' }),
  issuing: (context) => ({ name: 'issuing', receiptNumber: context.receiptNumber ?? '' }),
  surrenderCard: ({ readPhase }) => ({
    name: 'surrenderCard',
    phase: readPhase === 'reading' ? 'takingIn' : 'waiting',
  }),
  writingEndorsement: () => ({ name: 'handingOver', what: 'endorsement' }),
  dispensingCard: () => ({ name: 'handingOver', what: 'card' }),
  refunding: checking('refund'),
  printingDocument: printing,
  documentStuck: printing,
  printingReceipt: printing,
  receiptStuck: printing,
  stopped: (context, service) => ({
    name: 'stopped',
    service,
    kept: context.receiptNumber === null ? 'nothing' : 'stored',
    receiptNumber: context.receiptNumber,
  }),
};

/** The step to show for the journey's state; `result` and `left` are the session's to show. */
export function journeyStep(state: JourneyState, service: ServiceView, places: readonly HallPlace[] = []): Step | null {
  return views[stateName(state)]?.(state.context, service, places) ?? null;
}

function maskedPerson({ record, card, name, number }: JourneyContext): MaskedPerson {
  const said = { name, number, sex: 'male' as const, birthDate: '' };
  const isCitizen = citizenIdProblem(number) === null;
  const typed = isCitizen ? { ...said, sex: citizenIdSex(number), birthDate: citizenIdBirthDate(number) } : said;
  const read = card && card.sex !== 'unknown' ? { ...said, sex: card.sex, birthDate: card.birthDate } : typed;
  const person = record ?? read;
  return {
    name: maskPersonName(person.name),
    number: maskPersonNumber(person.number),
    sex: person.sex,
    birthYear: person.birthDate.slice(0, 4),
  };
}

function scanDocument(context: JourneyContext): Step {
  const { readPhase, wrongFields, documentTries } = context;
  return { name: 'scanDocument', phase: readPhase, wrongFields, triesLeft: scanTries - documentTries };
}

function maskedDocument({ travelDocument }: JourneyContext): MaskedDocument {
  if (!travelDocument) throw new Error('a document is shown only after it was read');
  const { kind, number, surname, givenNames, chineseName } = travelDocument;
  const name = chineseName ?? [surname, givenNames].filter((part) => part !== '').join(' ');
  return { kind, name: maskPersonName(name), number: maskDocumentNumber(number) };
}

function fieldView(context: JourneyContext): Step {
  const field = currentField(context);
  if (!field) throw new Error('a service without fields has no field step');
  return {
    name: 'field',
    field: fieldViewOf(
      field,
      context.rules.today(),
      field.kind === 'choice' ? fieldOptions(field, context) : null,
      allAnswers(context),
    ),
    value: allAnswers(context)[field.id] ?? '',
    fault: context.fieldFault,
    warning: context.fieldWarning,
  };
}

function draftView(context: JourneyContext): Step {
  const field = currentDraftField(context);
  if (!field) throw new Error('all of the document is typed');
  return {
    name: 'field',
    field: fieldViewOf(field, context.rules.today(), null, context.draft),
    value: context.draft[field.id] ?? '',
    fault: context.fieldFault,
    warning: null,
  };
}

function question(context: JourneyContext): Step {
  const asked = currentQuestion(context);
  if (!asked) throw new Error('a service without questions has no question step');
  return { name: 'question', id: asked.id, options: asked.options, value: context.answers[asked.id] ?? '' };
}

function refused(
  { definition, refusal, slip }: JourneyContext,
  service: ServiceView,
  places: readonly HallPlace[],
): Step {
  return { name: 'refused', service, refusal: refusalView(definition, refusal, places), slip };
}

const subjectOf = ({ case: opened }: JourneyContext) => (opened ?? caseUnknown).subject;
const factsOf = (context: JourneyContext) => caseFacts(subjectOf(context), context.item);

function fingers(context: JourneyContext): Step {
  return {
    name: 'fingers',
    hand: context.hand,
    guidance: context.fingerGuidance,
    attempt: context.fingerAttempts + 1,
    attemptsAllowed: context.definition.proof?.attempts ?? 1,
  };
}

function paymentStep(context: JourneyContext): Step {
  return { name: 'pay', payment: paymentView(context) };
}

function paymentView(context: JourneyContext): PaymentView {
  const { payment: order } = context;
  const state = order?.state === 'waiting' || order?.state === 'unknown' ? order.state : 'failed';
  return {
    amountFen: order?.amountFen ?? amountDueFen(context),
    orderId: order?.orderId ?? '',
    state,
    payUrl: state === 'waiting' ? (order?.payUrl ?? null) : null,
    slip: null,
  };
}

/** A fine is due fifteen days after its decision (行政处罚法 Art. 67). */
function dueDate({ certificate, rules }: JourneyContext): string {
  const decided = new Date(certificate?.issuedAt ?? `${rules.today()}T00:00:00Z`);
  return chinaDay(new Date(decided.getTime() + 15 * 86_400_000));
}

const base64 = (bytes: Uint8Array | null): string | null => (bytes ? Buffer.from(bytes).toString('base64') : null);
