import type { StepKind } from '../catalogue/service-definition.ts';
import type { Progress, ProgressGroup } from '../contract/session-snapshot.ts';
import { stateName, type JourneyState } from './journey.ts';

const statesOf: Readonly<Record<ProgressGroup, readonly string[]>> = {
  notice: ['notice', 'question', 'questionRefused', 'faceConsent'],
  identity: [
    'identityMethod',
    'idNumber',
    'personName',
    'placeCard',
    'cardShown',
    'scanDocument',
    'documentGivenUp',
    'documentShown',
    'scanCode',
    'insertPermit',
    'typedDocument',
    'findingRecord',
    'recordMissing',
    'recordFailed',
    'guardianAsked',
  ],
  photo: [
    'faceCapture',
    'faceReview',
    'comparingFace',
    'faceFailed',
    'fingerprint',
    'comparingFinger',
    'fingerNotCompared',
    'officer',
    'officerFailed',
    'recordShown',
  ],
  case: ['openingCase', 'caseFailed', 'caseRefused', 'records', 'choose', 'statement', 'defence', 'objected'],
  details: ['field', 'scanField', 'idPhoto', 'fingerRight', 'fingerLeft'],
  confirm: ['sign', 'review', 'storing'],
  pay: ['payChoice', 'openingPayment', 'paying', 'closingPayment', 'payFailed', 'paymentLeft'],
  result: [
    'issuing',
    'surrenderCard',
    'writingEndorsement',
    'dispensingCard',
    'refunding',
    'printingDocument',
    'documentStuck',
    'printingReceipt',
    'receiptStuck',
    'result',
  ],
};

const groupOfPart: Readonly<Record<StepKind, ProgressGroup | null>> = {
  about: null,
  notice: 'notice',
  questions: 'notice',
  faceConsent: 'notice',
  identity: 'identity',
  proof: 'photo',
  case: 'case',
  choose: 'case',
  statement: 'case',
  fields: 'details',
  idPhoto: 'details',
  fingers: 'details',
  sign: 'confirm',
  review: 'confirm',
  pay: 'pay',
  submit: 'result',
  surrender: 'result',
  handOver: 'result',
  paper: 'result',
};

const groupOfState = new Map(
  Object.entries(statesOf).flatMap(([group, states]) => states.map((state) => [state, group] as const)),
);

/** A case that only says yes is no part that a visitor would count; one that lists or tells something is. */
const counts = (steps: readonly StepKind[], part: StepKind, kind: string): boolean =>
  part !== 'case' || kind === 'query' || steps.includes('choose') || steps.includes('statement');

/** Where the visitor is among the named parts of this service; null before it begins. */
export function journeyProgress(state: JourneyState): Progress | null {
  const { steps, kind } = state.context.definition;
  const parts = steps.filter((part) => counts(steps, part, kind));
  const groups = [...new Set(parts.flatMap((part) => groupOfPart[part] ?? []))];
  const group = groupOfState.get(stateName(state));
  const index = groups.findIndex((one) => one === group);
  // Without a page of its own the case belongs to what comes before it.
  if (group === 'case' && index === -1) return progressAt(groups, 'photo') ?? progressAt(groups, 'identity');
  return index === -1 ? null : { index: index + 1, groups };
}

function progressAt(groups: readonly ProgressGroup[], group: ProgressGroup): Progress | null {
  const index = groups.indexOf(group);
  return index === -1 ? null : { index: index + 1, groups };
}
