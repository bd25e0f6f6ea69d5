import type { ServiceDefinition } from '../service-definition.ts';
import { allServed, driverAge, driverDocuments, driverIdentity, driverProof } from './driver-identity.ts';

/** 驾驶证遗失补证／损毁换证 — Driving Licence Replacement. The old licence is void from then on. */
export const drivingLicenceReplacement: ServiceDefinition = {
  id: 'driving-licence-replacement',
  area: 'vehicle',
  kind: 'review',
  open: true,
  who: allServed,
  age: driverAge,
  // No replacement while it is seized, detained or suspended (Art. 69): said before anything is read, and checked later.
  questions: [{ id: 'licenceHeld', options: ['no', 'yes'], refuses: { yes: 'licenceNotNormal' } }],
  identity: driverIdentity,
  proof: driverProof,
  materials: [
    ...driverDocuments,
    { id: 'damagedDrivingLicence', need: 'ifAny' },
    { id: 'accommodationSlip', need: 'shared', groups: ['hmt', 'foreign'] },
  ],
  steps: [
    'about',
    'notice',
    'questions',
    'faceConsent',
    'identity',
    'proof',
    'case',
    'fields',
    'idPhoto',
    'sign',
    'review',
    'pay',
    'submit',
    'paper',
  ],
  fields: [
    { id: 'reason', kind: 'choice', options: ['lost', 'damaged'] },
    { id: 'phone', kind: 'phone', known: { by: 'case', fixed: false } },
  ],
  purposes: [],
  idPhoto: 'idCard',
  fee: { kind: 'table', yuan: 10, terms: [] },
  payment: 'before',
  limit: { minutes: 5, workingDays: 1, promisedWorkingDays: null },
  needs: { devices: ['camera', 'receiptPrinter'], gateway: true },
  handOver: 'none',
  result: { document: 'none', receipt: 'acceptance' },
  refusals: [
    { id: 'underSixteen', place: 'vehicleCounter' },
    { id: 'licenceNotNormal', basis: 1, place: 'vehicleCounter' },
    { id: 'noLicence', place: 'vehicleCounter' },
  ],
  offers: ['id-card-replacement'],
  basis: [
    { law: 'drivingLicenceRules', article: '66', source: 'statute' },
    { law: 'drivingLicenceRules', article: '69', source: 'statute' },
    { law: 'drivingLicenceRules', article: '109', source: 'statute' },
    { law: 'documentFees2021', source: 'page' },
  ],
};
