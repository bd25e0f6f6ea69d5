import { everybody, faceFingerOrOfficer, foreignDocuments, fromSixteen, hmtDocuments } from '../applicant.ts';
import type { ServiceDefinition } from '../service-definition.ts';

/**
 * 无犯罪记录证明申请 — Certificate of No Criminal Record. Taken here and decided by the office: what it finds is never shown or
 * printed at a public kiosk.
 */
export const noCriminalRecord: ServiceDefinition = {
  id: 'no-criminal-record',
  area: 'household',
  kind: 'review',
  open: true,
  who: everybody,
  age: fromSixteen,
  questions: [],
  identity: {
    mainland: { methods: ['card', 'type'], documents: [], expiredCardAccepted: false },
    hmt: hmtDocuments,
    foreign: foreignDocuments,
  },
  proof: faceFingerOrOfficer,
  materials: [
    { id: 'residentIdCard', need: 'ifAny', groups: ['mainland'] },
    { id: 'hmtDocument', need: 'bring', groups: ['hmt'] },
    { id: 'foreignDocument', need: 'bring', groups: ['foreign'] },
    { id: 'proofOfUse', need: 'ifAny' },
    { id: 'stayRecord', need: 'shared', groups: ['foreign'] },
  ],
  steps: ['about', 'notice', 'faceConsent', 'identity', 'proof', 'case', 'fields', 'sign', 'review', 'submit', 'paper'],
  fields: [
    { id: 'use', kind: 'choice', options: ['job', 'study', 'migration', 'other'] },
    { id: 'useText', kind: 'text', maxLength: 40, when: { answers: { use: ['other'] } } },
    { id: 'receivingUnit', kind: 'text', maxLength: 80 },
    { id: 'country', kind: 'country', optional: true },
    { id: 'periodFrom', kind: 'date', fromDays: -36_500, toDays: 0 },
    { id: 'periodTo', kind: 'date', fromDays: -36_500, toDays: 0, notBefore: 'periodFrom' },
    { id: 'phone', kind: 'phone' },
  ],
  purposes: [],
  fee: { kind: 'free' },
  payment: 'none',
  // The minutes are this project's first value; the days count from when the office has verified the request.
  limit: { minutes: 5, workingDays: 3, promisedWorkingDays: null },
  needs: { devices: ['receiptPrinter'], gateway: false },
  handOver: 'none',
  result: { document: 'none', receipt: 'acceptance' },
  refusals: [
    { id: 'underSixteen', place: 'policeStation' },
    { id: 'stayedUnder180Days', basis: 0, place: 'exitEntryCounter' },
    { id: 'proofOfUseNeeded', place: 'policeStation' },
  ],
  offers: [],
  basis: [
    { law: 'noCriminalRecordRules2021', article: '5', source: 'page' },
    { law: 'noCriminalRecordRules2021', article: '4', source: 'page' },
  ],
};
