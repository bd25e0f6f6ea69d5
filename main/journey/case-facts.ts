import type { CaseItemView, FactRow, FactValue } from '../contract/fact-row.ts';
import type { Bilingual } from '../contract/language.ts';
import { maskDocumentNumber } from '../contract/masking.ts';
import type {
  Application,
  BorderCrossing,
  CaseSubject,
  DrivingLicence,
  Fine,
  RemainingVisits,
  Vehicle,
  Violation,
} from '../gateway/service-case.ts';

/**
 * What the office says about a case, for the screen and the papers: of what the visitor chose, all that is stated of it;
 * otherwise of the case as a whole. Names of facts are in locales: facts.<id>, words in facts.values.<of>.<key>.
 */
export function caseFacts(subject: CaseSubject, item: string | null): readonly FactRow[] {
  switch (subject.kind) {
    case 'none':
      return [];
    case 'idCard':
      return [
        subject.validUntil
          ? date('cardValidUntil', subject.validUntil)
          : word('cardValidUntil', 'validity', 'longTerm'),
        text('cardIssuer', subject.issuer),
        word('newCardValidity', 'validity', subject.newValidity),
      ];
    case 'household':
      return [
        bilingual('statement', subject.statement),
        ...subject.facts.filter(({ id }) => isHouseholdFact(id)).map(({ id, text: said }) => text(id, said)),
      ];
    case 'permit':
      return [hidden('permitNumber', subject.permitNumber), date('permitValidUntil', subject.validUntil)];
    case 'endorsements':
      return [hidden('permitNumber', subject.permitNumber), date('permitValidUntil', subject.permitValidUntil)];
    case 'stay':
      return [
        known('visaType', 'visaType', subject.visaType),
        ...(subject.visaNumber ? [hidden('visaNumber', subject.visaNumber)] : []),
        date('entryDate', subject.entryDate),
        bilingual('port', subject.port),
        date('stayUntil', subject.stayUntil),
      ];
    case 'crossings':
      return [count('crossingCount', subject.crossings.length)];
    case 'progress':
      return [];
    case 'traffic':
      return trafficFacts(subject, item);
    case 'fine':
      return fineFacts(subject.fine);
    case 'licence':
      return [
        ...licenceFacts(subject.licence),
        word('newLicenceValidity', 'validity', subject.newValidity),
        ...(subject.medicalReport ? [text('medicalReport', subject.medicalReport)] : []),
      ];
    case 'vehicle':
      return vehicleFacts(subject.vehicle);
    case 'collection':
      return [
        text('receiptNumber', subject.receiptNumber),
        word('collected', 'collected', subject.document),
        word('oldCardDue', 'yesNo', subject.oldCardDue ? 'yes' : 'no'),
      ];
  }
}

/** What the office lists: to read, or to choose from where nothing blocks it. */
export function caseItems(subject: CaseSubject): readonly CaseItemView[] {
  switch (subject.kind) {
    case 'crossings':
      return subject.crossings.map((crossing, index) => item(`crossing-${String(index)}`, crossingFacts(crossing)));
    case 'progress':
      return [
        ...subject.applications.map((one) => item(one.receiptNumber, applicationFacts(one))),
        ...subject.remaining.map((one, index) => item(`remaining-${String(index)}`, remainingFacts(one))),
      ];
    case 'traffic':
      return [
        ...subject.violations.map((one) => item(one.id, violationFacts(one), one.blocked)),
        // Nothing that a machine decides: to read.
        ...subject.unpaid.map((one) => item(one.decisionNumber, fineFacts(one), 'alreadyDecided')),
        ...subject.vehicles.map((one, index) => item(`vehicle-${String(index)}`, vehicleFacts(one), 'notAViolation')),
      ];
    case 'none':
    case 'idCard':
    case 'household':
    case 'permit':
    case 'endorsements':
    case 'stay':
    case 'fine':
    case 'licence':
    case 'vehicle':
    case 'collection':
      return [];
  }
}

function trafficFacts(subject: Extract<CaseSubject, { kind: 'traffic' }>, chosen: string | null): FactRow[] {
  const violation = subject.violations.find(({ id }) => id === chosen);
  if (violation) {
    const { article, penaltyArticle } = violation;
    return [
      ...violationFacts(violation),
      bilingual('brokenArticle', article),
      bilingual('penaltyArticle', penaltyArticle),
    ];
  }
  const dueFen = subject.unpaid.reduce((sum, { fineFen, surchargeFen }) => sum + fineFen + surchargeFen, 0);
  return [
    ...(subject.licence ? licenceFacts(subject.licence) : []),
    count('violationCount', subject.violations.length),
    ...(subject.unpaid.length > 0 ? [count('unpaidCount', subject.unpaid.length), money('unpaidTotal', dueFen)] : []),
  ];
}

const licenceFacts = ({
  fileNumber,
  vehicleClasses,
  state,
  validUntil,
  points,
  cycleEnds,
}: DrivingLicence): FactRow[] => [
  hidden('licenceFile', fileNumber),
  text('vehicleClasses', vehicleClasses),
  word('licenceState', 'licenceState', state),
  validUntil ? date('licenceValidUntil', validUntil) : word('licenceValidUntil', 'validity', 'longTerm'),
  count('licencePoints', points),
  date('cycleEnds', cycleEnds),
];

const vehicleFacts = ({ plate, plateType, make, vinTail, inspectionValidUntil }: Vehicle): FactRow[] => [
  text('plate', plate),
  known('plateType', 'plateType', `t${plateType}`),
  bilingual('make', make),
  text('vinTail', vinTail),
  ...(inspectionValidUntil ? [date('inspectionValidUntil', inspectionValidUntil)] : []),
];

const violationFacts = ({ plate, at, place, act, fineFen, points }: Violation): FactRow[] => [
  { id: 'violationTime', value: { kind: 'time', time: at } },
  bilingual('violationPlace', place),
  text('plate', plate),
  bilingual('act', act),
  money('fine', fineFen),
  count('points', points),
];

function fineFacts(fine: Fine): FactRow[] {
  const { decisionNumber, decidedAt, act, fineFen, surchargeFen, dueDate, state, fiscalReceiptNumber } = fine;
  return [
    text('decisionNumber', decisionNumber),
    date('decidedAt', decidedAt),
    bilingual('act', act),
    money('fine', fineFen),
    ...(surchargeFen > 0 ? [money('surcharge', surchargeFen), money('total', fineFen + surchargeFen)] : []),
    date('dueDate', dueDate),
    word('fineState', 'fineState', state),
    ...(fiscalReceiptNumber ? [text('fiscalReceipt', fiscalReceiptNumber)] : []),
  ];
}

const crossingFacts = ({ date: on, direction, port, documentKind, documentNumber }: BorderCrossing): FactRow[] => [
  date('crossingDate', on),
  word('direction', 'direction', direction),
  bilingual('port', port),
  word('documentKind', 'documentKind', documentKind),
  hidden('documentNumber', documentNumber),
];

const applicationFacts = ({ receiptNumber, service, state, receivedAt, expectedBy }: Application): FactRow[] => [
  known('appliedFor', 'appliedFor', service),
  word('applicationState', 'applicationState', state),
  text('receiptNumber', receiptNumber),
  date('receivedAt', receivedAt),
  ...(expectedBy ? [date('expectedBy', expectedBy)] : []),
];

const remainingFacts = ({ destination, type, remaining, validUntil }: RemainingVisits): FactRow[] => [
  word('destination', 'destination', destination),
  known('endorsementType', 'endorsementType', type),
  count('remainingVisits', remaining),
  date('endorsementValidUntil', validUntil),
];

const item = (id: string, facts: readonly FactRow[], blocked: string | null = null): CaseItemView => ({
  id,
  facts,
  blocked,
});

const row = (id: string, value: FactValue): FactRow => ({ id, value });
const text = (id: string, said: string): FactRow => row(id, { kind: 'text', text: said });
const bilingual = (id: string, said: Bilingual): FactRow => row(id, { kind: 'bilingual', text: said });
const date = (id: string, on: string): FactRow => row(id, { kind: 'date', date: on });
const money = (id: string, fen: number): FactRow => row(id, { kind: 'money', fen });
const count = (id: string, number: number): FactRow => row(id, { kind: 'count', count: number });
const word = (id: string, of: string, key: string): FactRow => row(id, { kind: 'word', of, key });
const hidden = (id: string, number: string): FactRow =>
  row(id, { kind: 'hidden', text: number, masked: maskDocumentNumber(number) });

/** Codes that an office may add to any day: a word for those that we have one for, the code itself for the rest. */
const words: Readonly<Record<string, readonly string[]>> = {
  plateType: ['t01', 't02', 't07', 't15', 't16', 't51', 't52'],
  endorsementType: ['G', 'L', 'T', 'S', 'Q', 'D'],
  visaType: [
    'none',
    'tourism',
    'business',
    'visit',
    'family',
    'work',
    'study',
    'otherVisa',
    'residencePermit',
    'permanentResidence',
  ],
  appliedFor: [
    'id-card-renewal',
    'id-card-replacement',
    'passport-reissue',
    'hk-macao-taiwan-permit-reissue',
    'hk-macao-endorsement',
    'visa-extension',
    'residence-permit',
  ],
};
const known = (id: string, of: string, key: string): FactRow =>
  words[of]?.includes(key) ? word(id, of, key) : text(id, key);

const householdFacts = [
  'station',
  'householdAddress',
  'relationToHead',
  'changedItem',
  'changedFrom',
  'changedTo',
  'changedOn',
  'relatedName',
  'kinship',
  'deregisteredName',
  'deregisteredOn',
  'deregisteredBecause',
] as const;
/** A fact that has no name here is not shown: what it says is in the statement. */
const isHouseholdFact = (id: string): boolean => householdFacts.some((one) => one === id);
