import type { ServiceDefinition } from '../service-definition.ts';
import { allServed, driverAge, driverDocuments, driverIdentity, driverProof } from './driver-identity.ts';
import { vehicleFields } from './owned-vehicle.ts';

/** 交通违法与记分查询 — Violations and Demerit Points Query: one's own licence, one's own vehicles. Decides nothing. */
export const trafficRecordQuery: ServiceDefinition = {
  id: 'traffic-record-query',
  area: 'vehicle',
  kind: 'query',
  open: true,
  who: allServed,
  age: driverAge,
  questions: [],
  identity: driverIdentity,
  proof: driverProof,
  materials: driverDocuments,
  // What to look up is asked before the office is.
  steps: ['about', 'notice', 'faceConsent', 'identity', 'proof', 'fields', 'case', 'submit', 'paper'],
  fields: [
    { id: 'lookup', kind: 'choice', options: ['licence', 'vehicle'] },
    ...vehicleFields({ answers: { lookup: ['vehicle'] } }),
  ],
  purposes: [],
  fee: { kind: 'free' },
  payment: 'none',
  limit: { minutes: 3, workingDays: null, promisedWorkingDays: null },
  needs: { devices: [], gateway: true },
  handOver: 'none',
  result: { document: 'none', receipt: 'query' },
  refusals: [
    { id: 'underSixteen', place: 'vehicleCounter' },
    { id: 'noTrafficRecord', place: 'vehicleCounter' },
  ],
  offers: ['traffic-violation-handling', 'traffic-fine-payment'],
  basis: [
    { law: 'trafficViolationProcedure', article: '20', source: 'statute' },
    { law: 'demeritPointRules', article: '3,6', source: 'statute' },
    { law: 'drivingLicenceRules', article: '3', source: 'statute' },
  ],
};
