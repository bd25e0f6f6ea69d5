import type { ServiceDefinition } from '../service-definition.ts';
import { allServed } from './driver-identity.ts';

/** 交通罚款缴纳 — Traffic Fine Payment. Who pays need not be who drove, so nobody is asked who they are. */
export const trafficFinePayment: ServiceDefinition = {
  id: 'traffic-fine-payment',
  area: 'vehicle',
  kind: 'instant',
  open: true,
  who: allServed,
  age: { minimum: 0 },
  questions: [],
  identity: {},
  materials: [{ id: 'penaltyDecision', need: 'bring' }],
  steps: ['about', 'notice', 'fields', 'case', 'pay', 'submit', 'paper'],
  fields: [{ id: 'decisionNumber', kind: 'code', rule: 'decision', scan: true }],
  purposes: [],
  // What the decision says: from 5 yuan to 5,000, at most doubled when late. The ends are this project's first values.
  fee: { kind: 'fine', yuanFrom: 5, yuanTo: 10_000 },
  payment: 'before',
  limit: { minutes: 3, workingDays: null, promisedWorkingDays: null },
  needs: { devices: [], gateway: true },
  handOver: 'none',
  // The receipt names the finance ministry's own; a kiosk makes none (行政处罚法 Art. 70).
  result: { document: 'none', receipt: 'payment' },
  refusals: [
    { id: 'decisionNotFound', place: 'vehicleCounter' },
    { id: 'alreadyPaid', place: 'vehicleCounter' },
    { id: 'decisionCancelled', place: 'vehicleCounter' },
  ],
  offers: ['traffic-record-query'],
  basis: [
    { law: 'administrativePenaltyLaw', article: '67,70', source: 'statute' },
    { law: 'trafficViolationProcedure', article: '60', source: 'statute' },
  ],
};
