import { faceFingerOrOfficer, fromSixteen, mainlandOnly } from '../applicant.ts';
import type { ServiceDefinition } from '../service-definition.ts';

/**
 * 户籍类证明开具 — Household Registration Certificates: the three that a police station still issues. What the ID card or the
 * household register proves by itself needs none, and that is said first.
 */
export const householdCertificate: ServiceDefinition = {
  id: 'household-certificate',
  area: 'household',
  kind: 'instant',
  open: true,
  who: mainlandOnly,
  age: fromSixteen,
  questions: [
    {
      id: 'certificateFor',
      options: ['otherFacts', 'identityFacts', 'registeredFacts'],
      refuses: { identityFacts: 'noCertificateNeeded', registeredFacts: 'noCertificateNeeded' },
    },
  ],
  identity: { mainland: { methods: ['type', 'card'], documents: [], expiredCardAccepted: false } },
  proof: faceFingerOrOfficer,
  materials: [
    { id: 'residentIdCard', need: 'ifAny' },
    { id: 'householdRecord', need: 'shared' },
  ],
  // The office is asked about one kind of certificate, and of kinship about one person.
  steps: [
    'about',
    'notice',
    'questions',
    'faceConsent',
    'identity',
    'proof',
    'fields',
    'case',
    'review',
    'submit',
    'paper',
  ],
  fields: [
    { id: 'certificateType', kind: 'choice', options: ['itemChange', 'deregistration', 'kinship'] },
    {
      id: 'changedItem',
      kind: 'choice',
      options: ['name', 'birthDate', 'sex', 'ethnicity', 'idNumber'],
      when: { answers: { certificateType: ['itemChange'] } },
    },
    { id: 'relatedName', kind: 'personName', when: { answers: { certificateType: ['kinship'] } } },
    { id: 'relatedNumber', kind: 'code', rule: 'citizenId', when: { answers: { certificateType: ['kinship'] } } },
    // This project's first list of uses: no rule closes it.
    { id: 'use', kind: 'choice', options: ['inheritance', 'property', 'school', 'socialSecurity', 'other'] },
    { id: 'useText', kind: 'text', maxLength: 40, when: { answers: { use: ['other'] } } },
    { id: 'receivingUnit', kind: 'text', maxLength: 40 },
  ],
  purposes: [],
  fee: { kind: 'free' },
  payment: 'none',
  // This project's first values: on the spot where the register answers, else three days; no rule sets either.
  limit: { minutes: 5, workingDays: null, promisedWorkingDays: 3 },
  needs: { devices: ['documentPrinter'], gateway: true },
  handOver: 'none',
  result: { document: 'householdCertificate', receipt: 'result' },
  refusals: [
    { id: 'notForHmt', place: 'exitEntryCounter' },
    { id: 'notForForeigners', place: 'exitEntryCounter' },
    { id: 'underSixteen', place: 'householdCounter' },
    { id: 'noCertificateNeeded', basis: 0, place: 'policeStation' },
    { id: 'onlyHukouStation', basis: 1, place: 'policeStation' },
    { id: 'recordNotUsable', place: 'householdCounter' },
  ],
  offers: [],
  basis: [
    { law: 'certificateOpinion2016', source: 'page' },
    { law: 'householdRegistrationRegulations', article: '4,17', source: 'statute' },
  ],
};
