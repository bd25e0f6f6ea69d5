import { faceFingerOrOfficer, fromSixteen, mainlandOnly } from '../applicant.ts';
import type { ServiceDefinition } from '../service-definition.ts';

/** 居民身份证有效期满换领 — Resident ID Card Renewal (Expiry). In the three months before the card ends, or after. */
export const idCardRenewal: ServiceDefinition = {
  id: 'id-card-renewal',
  area: 'household',
  kind: 'review',
  open: true,
  who: mainlandOnly,
  age: fromSixteen,
  questions: [],
  identity: { mainland: { methods: ['card'], documents: [], expiredCardAccepted: true } },
  proof: faceFingerOrOfficer,
  materials: [
    { id: 'idCardInHand', need: 'bring' },
    // Who renews away from home shows why they live here.
    { id: 'proofOfStay', need: 'ifAny' },
    { id: 'householdRecord', need: 'shared' },
  ],
  steps: [
    'about',
    'notice',
    'faceConsent',
    'identity',
    'proof',
    'case',
    'fields',
    'idPhoto',
    'fingers',
    'sign',
    'review',
    'pay',
    'submit',
    'paper',
  ],
  fields: [
    { id: 'phone', kind: 'phone' },
    { id: 'delivery', kind: 'choice', options: ['cabinet', 'station', 'post'] },
    { id: 'postAddress', kind: 'address', when: { answers: { delivery: ['post'] } } },
    // The Temporary Resident ID Card, which the hukou station makes: not our Temporary Identity Proof.
    { id: 'temporaryCard', kind: 'choice', options: ['no', 'yes'] },
  ],
  purposes: [],
  idPhoto: 'idCard',
  fee: { kind: 'table', yuan: 20, terms: [{ field: 'temporaryCard', yuan: { no: 0, yes: 10 } }] },
  payment: 'before',
  // 60 days by law; 30 is what Chongqing promises, and a city's to change.
  limit: { minutes: 5, workingDays: 60, promisedWorkingDays: 30 },
  needs: { devices: ['camera', 'fingerprintReader', 'receiptPrinter'], gateway: false },
  handOver: 'none',
  result: { document: 'none', receipt: 'collection' },
  refusals: [
    { id: 'notForHmt', place: 'exitEntryCounter' },
    { id: 'notForForeigners', place: 'exitEntryCounter' },
    { id: 'underSixteen', basis: 2, place: 'householdCounter' },
    { id: 'tooEarlyToRenew', basis: 0, place: 'householdCounter' },
    { id: 'firstIssueAtCounter', basis: 2, place: 'householdCounter' },
    { id: 'noFingerprintsOnRecord', basis: 1, place: 'householdCounter' },
    { id: 'rareCharacters', place: 'householdCounter' },
    { id: 'recordNotUsable', place: 'householdCounter' },
  ],
  offers: [],
  basis: [
    { law: 'residentIdentityCardLaw', article: '11–12', source: 'statute' },
    { law: 'residentIdentityCardLaw', article: '3', source: 'statute' },
    { law: 'residentIdentityCardLaw', article: '7', source: 'statute' },
    { law: 'residentIdentityCardLaw', article: '5,21', source: 'statute' },
    { law: 'identityCardFees2003', source: 'page' },
  ],
};
