import { faceFingerOrOfficer, fromSixteen } from '../applicant.ts';
import type { ServiceDefinition } from '../service-definition.ts';

/** 居住证签注 — Residence Permit Endorsement, in the month before each full year. First issues are the counter's. */
export const residencePermitEndorsement: ServiceDefinition = {
  id: 'residence-permit-endorsement',
  area: 'household',
  kind: 'instant',
  open: true,
  who: {
    mainland: { served: true },
    // Theirs is another permit, under rules of its own and without a yearly endorsement.
    hmt: { served: false, refusal: 'groupElsewhere' },
    foreign: { served: false, refusal: 'notForForeigners' },
  },
  // A guardian may act for a younger one (Art. 9), and does so at the counter.
  age: fromSixteen,
  questions: [],
  identity: { mainland: { methods: ['card'], documents: [], expiredCardAccepted: false } },
  proof: faceFingerOrOfficer,
  materials: [
    { id: 'idCardInHand', need: 'bring' },
    { id: 'residencePermitCard', need: 'bring' },
    { id: 'proofOfChange', need: 'ifAny' },
  ],
  steps: ['about', 'notice', 'faceConsent', 'identity', 'proof', 'case', 'fields', 'review', 'submit', 'paper'],
  fields: [
    { id: 'addressChanged', kind: 'choice', options: ['no', 'yes'] },
    { id: 'address', kind: 'address', when: { answers: { addressChanged: ['yes'] } } },
    { id: 'basis', kind: 'choice', options: ['job', 'home', 'study'] },
    { id: 'phone', kind: 'phone' },
  ],
  purposes: [],
  fee: { kind: 'free' },
  payment: 'none',
  // This project's first values: on the spot, or three days where the office looks at it; no rule sets either.
  limit: { minutes: 3, workingDays: null, promisedWorkingDays: 3 },
  needs: { devices: ['receiptPrinter'], gateway: true },
  // The endorsement is an entry in the permit's record; nothing is written on the card here.
  handOver: 'none',
  result: { document: 'none', receipt: 'result' },
  refusals: [
    { id: 'groupElsewhere', basis: 3, place: 'householdCounter' },
    { id: 'notForForeigners', place: 'exitEntryCounter' },
    { id: 'underSixteen', basis: 1, place: 'policeStation' },
    { id: 'noResidencePermit', basis: 1, place: 'policeStation' },
    { id: 'tooEarlyToEndorse', basis: 0, place: 'policeStation' },
  ],
  offers: [],
  basis: [
    { law: 'residencePermitRegulations', article: '10', source: 'statute' },
    { law: 'residencePermitRegulations', article: '9', source: 'statute' },
    { law: 'residencePermitRegulations', article: '21', source: 'statute' },
    { law: 'hmtResidencePermitRules2018', source: 'page' },
  ],
};
