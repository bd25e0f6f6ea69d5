import { faceFingerOrOfficer, mainlandOnly } from '../applicant.ts';
import type { ServiceDefinition } from '../service-definition.ts';

/** 居民身份证自助领取 — ID Card Collection. The new card lies in this hall's cabinet; the old one goes back into the slot. */
export const idCardCollection: ServiceDefinition = {
  id: 'id-card-collection',
  area: 'household',
  kind: 'instant',
  open: true,
  who: mainlandOnly,
  age: { minimum: 0 },
  questions: [],
  // Who lost the old card has none to show.
  identity: { mainland: { methods: ['type', 'card'], documents: [], expiredCardAccepted: true } },
  // No proxy: this project's first value, and a city's to change.
  proof: faceFingerOrOfficer,
  materials: [
    { id: 'collectionReceipt', need: 'bring' },
    { id: 'oldIdCard', need: 'ifAny' },
  ],
  // The office is asked about the receipt: its number comes before the case.
  steps: [
    'about',
    'notice',
    'faceConsent',
    'identity',
    'proof',
    'fields',
    'case',
    'review',
    'submit',
    'surrender',
    'handOver',
    'paper',
  ],
  fields: [{ id: 'receiptNumber', kind: 'code', rule: 'receipt', scan: true }],
  purposes: [],
  fee: { kind: 'free' },
  payment: 'none',
  // This project's first value: no rule sets it.
  limit: { minutes: 3, workingDays: null, promisedWorkingDays: null },
  needs: { devices: ['cardDispenser', 'permitSlot'], gateway: true },
  handOver: 'card',
  result: { document: 'none', receipt: 'result' },
  refusals: [
    { id: 'notForHmt', place: 'exitEntryCounter' },
    { id: 'notForForeigners', place: 'exitEntryCounter' },
    { id: 'cardNotHere', place: 'policeStation' },
    { id: 'cardNotReady', basis: 1, place: 'policeStation' },
    { id: 'notTheApplicant', place: 'policeStation' },
  ],
  offers: [],
  basis: [
    { law: 'residentIdentityCardLaw', article: '11', source: 'statute' },
    { law: 'residentIdentityCardLaw', article: '12', source: 'statute' },
  ],
};
