import { faceFingerOrOfficer, fromSixteen, mainlandOnly } from '../applicant.ts';
import type { ServiceDefinition } from '../service-definition.ts';

/** 居民身份证丢失补领、损坏换领 — Resident ID Card Replacement (Loss or Damage). A lost card is reported lost with it. */
export const idCardReplacement: ServiceDefinition = {
  id: 'id-card-replacement',
  area: 'household',
  kind: 'review',
  open: true,
  who: mainlandOnly,
  age: fromSixteen,
  questions: [],
  // A card that is lost or does not answer any more cannot be asked for: the number is typed.
  identity: { mainland: { methods: ['type', 'card'], documents: [], expiredCardAccepted: true } },
  proof: faceFingerOrOfficer,
  materials: [
    { id: 'damagedIdCard', need: 'ifAny' },
    // Who applies away from home shows why they live here.
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
    { id: 'reason', kind: 'choice', options: ['lost', 'damaged'] },
    { id: 'lossDate', kind: 'date', fromDays: -36_500, toDays: 0, when: { answers: { reason: ['lost'] } } },
    { id: 'lossPlace', kind: 'text', maxLength: 40, when: { answers: { reason: ['lost'] } } },
    { id: 'phone', kind: 'phone' },
    { id: 'delivery', kind: 'choice', options: ['cabinet', 'station', 'post'] },
    { id: 'postAddress', kind: 'address', when: { answers: { delivery: ['post'] } } },
    // The Temporary Resident ID Card, which the hukou station makes: not our Temporary Identity Proof.
    { id: 'temporaryCard', kind: 'choice', options: ['no', 'yes'] },
  ],
  purposes: [],
  idPhoto: 'idCard',
  fee: { kind: 'table', yuan: 40, terms: [{ field: 'temporaryCard', yuan: { no: 0, yes: 10 } }] },
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
    { id: 'firstIssueAtCounter', basis: 2, place: 'householdCounter' },
    { id: 'rareCharacters', place: 'householdCounter' },
    { id: 'recordNotUsable', place: 'householdCounter' },
  ],
  // Until the new card is ready.
  offers: ['temp-id-proof'],
  basis: [
    { law: 'residentIdentityCardLaw', article: '11–12', source: 'statute' },
    { law: 'residentIdentityCardLaw', article: '3', source: 'statute' },
    { law: 'residentIdentityCardLaw', article: '7', source: 'statute' },
    { law: 'identityCardLossOpinion2015', source: 'page' },
    { law: 'identityCardFees2003', source: 'page' },
  ],
};
