import type { ServiceDefinition } from '../catalogue/service-definition.ts';
import { maskCitizenId, maskDocumentNumber, maskPersonName, maskPhoneNumber } from '../contract/masking.ts';
import type {
  MaskedDocument,
  MaskedPerson,
  Progress,
  ProgressGroup,
  ReviewRow,
  ServiceView,
  Step,
  VisitorAction,
} from '../contract/session-snapshot.ts';
import { citizenIdBirthDate, citizenIdSex } from '../contract/citizen-id.ts';
import { stateName, type JourneyState } from './journey.ts';
import { methodsOffered } from './identity-methods.ts';
import { scanTries, type JourneyContext } from './journey-state.ts';
import { currentField } from './journey-setup.ts';

type View = (context: JourneyContext, service: ServiceView) => Step;

const checking =
  (what: 'record' | 'face' | 'fingerprint'): View =>
  () => ({ name: 'checking', what });
const printing: View = (context) => ({
  name: 'printing',
  receiptNumber: context.receiptNumber ?? '',
  document: context.document,
  receipt: context.receipt,
});

/** What the screen shows in each state. */
const views: Readonly<Record<string, View>> = {
  about: (_, service) => ({ name: 'about', service }),
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
  documentShown: (context) => ({ name: 'documentShown', document: maskedDocument(context) }),
  scanCode: (context) => ({ name: 'scanCode', triesLeft: scanTries - context.codeTries }),
  findingRecord: checking('record'),
  recordMissing: checking('record'),
  recordFailed: checking('record'),
  faceCapture: (context) => ({
    name: 'faceCapture',
    attempt: context.faceAttempts + 1,
    attemptsAllowed: context.definition.identity.proof.attempts,
  }),
  faceReview: (context) => ({ name: 'faceReview', photo: base64(context.photo) ?? '' }),
  comparingFace: checking('face'),
  faceFailed: checking('face'),
  fingerprint: (context) => ({
    name: 'fingerprint',
    guidance: context.fingerGuidance,
    attempt: context.fingerAttempts + 1,
    attemptsAllowed: context.definition.identity.proof.attempts,
  }),
  comparingFinger: checking('fingerprint'),
  fingerNotCompared: checking('fingerprint'),
  officer: () => ({ name: 'officer', question: 'identity' }),
  officerFailed: () => ({ name: 'officer', question: 'identity' }),
  recordShown: (context) => ({ name: 'recordShown', person: maskedPerson(context) }),
  field: fieldView,
  sign: (context) => ({ name: 'sign', signature: context.signature }),
  review: (context) => ({
    name: 'review',
    rows: reviewRows(context),
    photo: base64(context.photo),
    signature: context.signature,
  }),
  storing: () => ({ name: 'storing' }),
  issuing: (context) => ({ name: 'issuing', receiptNumber: context.receiptNumber ?? '' }),
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
export function journeyStep(state: JourneyState, service: ServiceView): Step | null {
  return views[stateName(state)]?.(state.context, service) ?? null;
}

/** States in which a machine works for the visitor and nobody is expected to touch anything; each has its own time-out. */
const busyStates = new Set([
  'findingRecord',
  'comparingFace',
  'comparingFinger',
  'storing',
  'issuing',
  'printingDocument',
  'printingReceipt',
]);
export const isBusy = (state: JourneyState): boolean => busyStates.has(stateName(state));

const answerable = new Set(['idNumber', 'personName', 'field']);

/** The buttons of the frame that lead somewhere now. */
export function journeyActions(state: JourneyState): VisitorAction[] {
  const actions: VisitorAction[] = [];
  if (state.can({ type: 'back' })) actions.push('back');
  if (state.can({ type: 'next' }) || answerable.has(stateName(state))) actions.push('next');
  if (state.can({ type: 'anotherWay' })) actions.push('anotherWay');
  return actions;
}

const groupOf: Readonly<Record<string, ProgressGroup>> = {
  notice: 'notice',
  faceConsent: 'notice',
  identityMethod: 'identity',
  idNumber: 'identity',
  personName: 'identity',
  placeCard: 'identity',
  cardShown: 'identity',
  scanDocument: 'identity',
  documentGivenUp: 'identity',
  documentShown: 'identity',
  scanCode: 'identity',
  findingRecord: 'identity',
  recordMissing: 'identity',
  recordFailed: 'identity',
  faceCapture: 'photo',
  faceReview: 'photo',
  comparingFace: 'photo',
  faceFailed: 'photo',
  fingerprint: 'photo',
  comparingFinger: 'photo',
  fingerNotCompared: 'photo',
  officer: 'photo',
  officerFailed: 'photo',
  recordShown: 'photo',
  field: 'details',
  sign: 'confirm',
  review: 'confirm',
  storing: 'confirm',
  issuing: 'result',
  printingDocument: 'result',
  documentStuck: 'result',
  printingReceipt: 'result',
  receiptStuck: 'result',
  result: 'result',
};

const groupsOfPart: Readonly<Record<ServiceDefinition['steps'][number], ProgressGroup | null>> = {
  about: null,
  notice: 'notice',
  faceConsent: 'notice',
  identity: 'identity',
  proof: 'photo',
  fields: 'details',
  sign: 'confirm',
  review: 'confirm',
  submit: 'result',
  paper: 'result',
};

/** Where the visitor is among the named parts of this service; null before it begins. */
export function journeyProgress(state: JourneyState): Progress | null {
  const groups = [...new Set(state.context.definition.steps.flatMap((part) => groupsOfPart[part] ?? []))];
  const group = groupOf[stateName(state)];
  return group ? { index: groups.indexOf(group) + 1, groups } : null;
}

function maskedPerson({ record, name, number }: JourneyContext): MaskedPerson {
  const person = record ?? { name, number, sex: citizenIdSex(number), birthDate: citizenIdBirthDate(number) };
  return {
    name: maskPersonName(person.name),
    number: maskCitizenId(person.number),
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
  return { name: 'field', field, value: context.answers[field.id] ?? '', fault: context.fieldFault };
}

function reviewRows(context: JourneyContext): ReviewRow[] {
  const person = maskedPerson(context);
  return [
    { id: 'name', kind: 'masked', value: person.name, changeable: false },
    { id: 'idNumber', kind: 'masked', value: person.number, changeable: false },
    ...context.definition.fields.map((field): ReviewRow => {
      const value = context.answers[field.id] ?? '';
      if (field.kind === 'phone')
        return { id: field.id, kind: 'masked', value: maskPhoneNumber(value), changeable: true };
      return { id: field.id, kind: field.kind === 'choice' ? 'option' : 'text', value, changeable: true };
    }),
  ];
}

const base64 = (bytes: Uint8Array | null): string | null => (bytes ? Buffer.from(bytes).toString('base64') : null);
