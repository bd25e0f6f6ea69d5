import type { ServiceDefinition } from '../../main/catalogue/service-definition.ts';
import {
  caseUnknown,
  type CaseSubject,
  type DrivingLicence,
  type ServiceCase,
} from '../../main/gateway/service-case.ts';
import { first, validCodes, validValue, type OptionPick } from './valid-values.ts';

const both = (chinese: string, english: string) => ({ 'zh-CN': chinese, en: english });

const licence: DrivingLicence = {
  fileNumber: '500100123456',
  vehicleClasses: 'C1',
  state: 'normal',
  validUntil: '2027-01-15',
  points: 3,
  cycleEnds: '2027-03-01',
};
const vehicle = {
  plate: '渝A12345',
  plateType: '02',
  make: both('示例牌', 'Example make'),
  vinTail: '042788',
  inspectionValidUntil: '2026-12-31',
};
const violation = {
  id: 'violation-1',
  plate: '渝A12345',
  at: '2026-11-01T08:00:00+08:00',
  place: both('示例路', 'Example Road'),
  act: both('违反信号灯', 'Driving against the light'),
  article: both('第38条', 'Art. 38'),
  penaltyArticle: both('第90条', 'Art. 90'),
  fineFen: 20_000,
  points: 6,
  blocked: null,
};
/** Every reason why a machine may not decide one, so that the list shows the words of each. */
const blockedReasons = [
  'fineOver200',
  'pointsReach12',
  'notYourVehicle',
  'licenceNotNormal',
  'notCamera',
  'underReview',
] as const;
const blocked = blockedReasons.map((reason) => ({ ...violation, id: `violation-${reason}`, blocked: reason }));
const fine = {
  decisionNumber: '500105190000001',
  decidedAt: '2026-10-01',
  act: both('违反信号灯', 'Driving against the light'),
  fineFen: 20_000,
  surchargeFen: 6000,
  dueDate: '2026-10-16',
  state: 'unpaid' as const,
  fiscalReceiptNumber: null,
};
const traffic: CaseSubject = {
  kind: 'traffic',
  licence,
  vehicles: [vehicle],
  violations: [...blocked, violation],
  unpaid: [fine],
};
const permit: CaseSubject = { kind: 'permit', permitNumber: 'C12345678', validUntil: '2027-01-15' };
const idCard: CaseSubject = {
  kind: 'idCard',
  validUntil: '2027-01-15',
  issuer: '示例市公安局',
  newValidity: 'years20',
};
const renewedLicence: CaseSubject = { kind: 'licence', licence, newValidity: 'years10', medicalReport: 'M20261101' };

const endorsements: CaseSubject = {
  kind: 'endorsements',
  permitNumber: 'C12345678',
  permitValidUntil: '2030-01-15',
  options: [
    { destination: 'hongKong', type: 'individual', visits: 'threeMonthsOnce' },
    { destination: 'macao', type: 'individual', visits: 'yearTwice' },
    { destination: 'both', type: 'group', visits: 'yearMultiple' },
  ],
};
const crossings: CaseSubject = {
  kind: 'crossings',
  crossings: (['exit', 'entry'] as const).map((direction, index) => ({
    date: `2026-10-0${String(index + 1)}`,
    direction,
    port: both('示例口岸', 'Example Port'),
    documentKind: 'passport',
    documentNumber: 'E12345678',
  })),
};
const progress: CaseSubject = {
  kind: 'progress',
  applications: [
    {
      receiptNumber: validCodes.receipt,
      service: 'passportReissue',
      state: 'inProduction',
      receivedAt: '2026-11-01',
      expectedBy: '2026-11-12',
    },
  ],
  remaining: [{ destination: 'hongKong', type: 'G', remaining: 1, validUntil: '2027-01-15' }],
};

/** What the office has on file of somebody who may. A service that is not here has nothing to show. */
const subjects: Readonly<Record<string, CaseSubject>> = {
  'id-card-renewal': idCard,
  'id-card-replacement': idCard,
  'id-card-collection': {
    kind: 'collection',
    receiptNumber: validCodes.receipt,
    document: 'residentIdCard',
    oldCardDue: true,
  },
  'household-certificate': { kind: 'household', statement: both('登记项目已变更', 'The item was changed'), facts: [] },
  'residence-permit-endorsement': permit,
  'hk-macao-endorsement': endorsements,
  'hk-macao-taiwan-permit-reissue': permit,
  'foreigner-accommodation-registration': {
    kind: 'stay',
    visaType: 'L',
    visaNumber: '12345678',
    stayUntil: '2026-12-31',
    entryDate: '2026-11-20',
    port: both('示例口岸', 'Example Port'),
  },
  'exit-entry-record-query': crossings,
  'exit-entry-progress-query': progress,
  'traffic-record-query': traffic,
  'traffic-violation-handling': traffic,
  'traffic-fine-payment': { kind: 'fine', fine },
  'driving-licence-renewal': renewedLicence,
  'driving-licence-replacement': renewedLicence,
  'vehicle-licence-replacement': { kind: 'vehicle', vehicle },
  'inspection-mark': { kind: 'vehicle', vehicle },
};

/** The office says yes. `knows`: what it could say of the visitor, it says. */
export function officeAnswer(definition: ServiceDefinition, knows: boolean, pick: OptionPick = first): ServiceCase {
  const onFile = definition.fields.filter(({ known }) => known?.by === 'case');
  return {
    ...caseUnknown,
    caseId: 'case-00000001',
    answeredNow: true,
    known: knows ? Object.fromEntries(onFile.map((field) => [field.id, validValue(field, pick)])) : {},
    subject: subjects[definition.id] ?? { kind: 'none' },
  };
}

/** The reasons for which the offices say no, by service: agreed between the catalogue and whoever builds a gateway. */
export const officeReasons: Readonly<Record<string, readonly string[]>> = {
  'temp-id-proof': ['guardianNotRegistered', 'recordNotUsable'],
  'id-card-renewal': [
    'tooEarlyToRenew',
    'firstIssueAtCounter',
    'noFingerprintsOnRecord',
    'rareCharacters',
    'recordNotUsable',
  ],
  'id-card-replacement': ['firstIssueAtCounter', 'rareCharacters', 'recordNotUsable'],
  'id-card-collection': ['cardNotHere', 'cardNotReady', 'notTheApplicant'],
  'household-certificate': ['onlyHukouStation', 'recordNotUsable'],
  'no-criminal-record': ['stayedUnder180Days', 'proofOfUseNeeded'],
  'residence-permit-endorsement': ['noResidencePermit', 'tooEarlyToEndorse'],
  'hk-macao-endorsement': ['permitExpiresTooSoon', 'requestedLately', 'firstTimeElsewhere', 'noPermitOnRecord'],
  'passport-reissue': ['noPassportOnRecord', 'recordNotUsable'],
  'hk-macao-taiwan-permit-reissue': ['noPermitOnRecord', 'recordNotUsable'],
  'foreigner-accommodation-registration': [],
  'exit-entry-record-query': [],
  'exit-entry-progress-query': ['applicationNotFound'],
  'traffic-record-query': ['noTrafficRecord'],
  'traffic-violation-handling': ['noViolations', 'licenceNotNormal'],
  'traffic-fine-payment': ['decisionNotFound', 'alreadyPaid', 'decisionCancelled'],
  'driving-licence-renewal': [
    'tooEarlyToRenewLicence',
    'licenceTooOld',
    'openViolations',
    'noMedicalReport',
    'licenceNotNormal',
    'noLicence',
  ],
  'driving-licence-replacement': ['licenceNotNormal', 'noLicence'],
  'vehicle-licence-replacement': ['notOwner'],
  'inspection-mark': ['notOwner', 'tooEarlyForMark', 'notExempt', 'openViolations', 'noInsurance'],
  'temporary-plate': ['alreadyRegistered', 'tooManyTemporaryPlates', 'noInsurance'],
};
