import { faceFingerOrOfficer } from '../applicant.ts';
import type { ServiceDefinition } from '../service-definition.ts';

/** 临时身份证明开具 — Temporary Identity Proof. Not the Temporary Resident ID Card (临时居民身份证), which only the hukou station issues. */
export const tempIdProof: ServiceDefinition = {
  id: 'temp-id-proof',
  area: 'household',
  kind: 'instant',
  open: true,
  who: {
    mainland: { served: true },
    hmt: { served: false, refusal: 'hmtToExitEntry' },
    foreign: { served: false, refusal: 'foreignerToExitEntry' },
  },
  age: { minimum: 0, guardianBelow: 16 },
  questions: [],
  identity: {
    mainland: {
      // Who lost the ID card may still carry another document, or the identity code on their telephone.
      methods: ['type', 'card', 'passport', 'code'],
      documents: ['passport', 'hkMacaoPermit', 'taiwanPermit'],
      expiredCardAccepted: true,
    },
  },
  proof: faceFingerOrOfficer,
  materials: [],
  steps: ['about', 'notice', 'faceConsent', 'identity', 'proof', 'case', 'fields', 'sign', 'review', 'submit', 'paper'],
  fields: [
    { id: 'purpose', kind: 'choice', options: ['rail', 'air', 'coach', 'ship', 'hotel', 'exam'] },
    { id: 'receivingUnit', kind: 'text', maxLength: 40 },
    { id: 'phone', kind: 'phone' },
  ],
  // Railways accept 24 h; no national rule sets the others, so a city's override may change each.
  purposes: [
    { id: 'rail', validityHours: 24 },
    { id: 'air', validityHours: 24 },
    { id: 'coach', validityHours: 24 },
    { id: 'ship', validityHours: 24 },
    { id: 'hotel', validityHours: 72 },
    { id: 'exam', validityHours: 72 },
  ],
  fee: { kind: 'free' },
  payment: 'none',
  limit: { minutes: 5, workingDays: null, promisedWorkingDays: null },
  needs: { devices: ['documentPrinter'], gateway: true },
  handOver: 'none',
  result: { document: 'identityProof', receipt: 'result' },
  refusals: [
    { id: 'hmtToExitEntry', place: 'exitEntryCounter' },
    { id: 'foreignerToExitEntry', place: 'exitEntryCounter' },
    { id: 'guardianNotRegistered', place: 'householdCounter' },
    { id: 'recordNotUsable', place: 'householdCounter' },
  ],
  offers: ['id-card-replacement'],
  basis: [{ law: 'certificateOpinion2016', source: 'page' }],
};
