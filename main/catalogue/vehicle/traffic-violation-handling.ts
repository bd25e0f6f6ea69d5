import type { ServiceDefinition } from '../service-definition.ts';
import { driverAge, driverDocuments, driverIdentity, driverProof } from './driver-identity.ts';

/**
 * 电子监控交通违法自助处理 — Traffic Violation Handling. Which violations a machine may decide (fine up to 200 yuan, points
 * below 12, own vehicle, normal licence) is the office's answer, violation by violation.
 */
export const trafficViolationHandling: ServiceDefinition = {
  id: 'traffic-violation-handling',
  area: 'vehicle',
  kind: 'instant',
  open: true,
  who: {
    mainland: { served: true },
    // By one city's guide, and ours for the rest: a city's to change.
    hmt: { served: false, refusal: 'foreignDriverAtCounter' },
    foreign: { served: false, refusal: 'foreignDriverAtCounter' },
  },
  age: driverAge,
  // Asked first: whoever answers for another driver's points is turned away before anything is read.
  questions: [{ id: 'driver', options: ['me', 'somebodyElse'], refuses: { somebodyElse: 'notYourDriving' } }],
  identity: { mainland: driverIdentity.mainland },
  proof: driverProof,
  materials: driverDocuments.filter(({ groups }) => groups?.includes('mainland')),
  // Facts, reason, basis and rights come before the decision, or it does not stand (行政处罚法 Art. 44, 45, 62).
  steps: [
    'about',
    'notice',
    'questions',
    'faceConsent',
    'identity',
    'proof',
    'case',
    'choose',
    'fields',
    'statement',
    'sign',
    'review',
    'submit',
    'pay',
    'paper',
  ],
  fields: [
    { id: 'phone', kind: 'phone', known: { by: 'case', fixed: false } },
    { id: 'contactMethod', kind: 'choice', options: ['electronic', 'phone', 'post'] },
    {
      id: 'address',
      kind: 'address',
      known: { by: 'case', fixed: false },
      when: { answers: { contactMethod: ['post'] } },
    },
  ],
  purposes: [],
  fee: { kind: 'fine', yuanFrom: 20, yuanTo: 200 },
  // Decided first; paid now or within 15 days (行政处罚法 Art. 67).
  payment: 'after',
  limit: { minutes: 5, workingDays: null, promisedWorkingDays: null },
  // The decision is handed over in writing, on the spot.
  needs: { devices: ['documentPrinter'], gateway: true },
  handOver: 'none',
  result: { document: 'penaltyDecision', receipt: 'payment' },
  refusals: [
    { id: 'foreignDriverAtCounter', place: 'vehicleCounter' },
    { id: 'underSixteen', place: 'vehicleCounter' },
    { id: 'notYourDriving', basis: 0, place: 'vehicleCounter' },
    { id: 'noViolations', place: 'vehicleCounter' },
    { id: 'licenceNotNormal', place: 'vehicleCounter' },
    { id: 'objectionAtCounter', basis: 3, place: 'vehicleCounter' },
  ],
  offers: ['traffic-fine-payment', 'traffic-record-query'],
  basis: [
    { law: 'trafficViolationProcedure', article: '5,58', source: 'statute' },
    { law: 'trafficViolationProcedure', article: '43,52', source: 'statute' },
    { law: 'trafficViolationProcedure', article: '44,45', source: 'statute' },
    { law: 'administrativePenaltyLaw', article: '44,45', source: 'statute' },
    { law: 'roadTrafficSafetyLaw', article: '90', source: 'statute' },
  ],
};
