import type { ServiceDefinition } from '../service-definition.ts';
import { allServed, driverAge, driverDocuments, driverIdentity, driverProof } from './driver-identity.ts';
import { ownerQuestion } from './owned-vehicle.ts';

/** 临时行驶车号牌申领 — Temporary Vehicle Plate, for a vehicle that is bought and not yet registered. */
export const temporaryPlate: ServiceDefinition = {
  id: 'temporary-plate',
  area: 'vehicle',
  kind: 'instant',
  open: true,
  who: allServed,
  age: driverAge,
  questions: [ownerQuestion],
  identity: driverIdentity,
  proof: driverProof,
  materials: [
    ...driverDocuments,
    { id: 'vehicleInvoice', need: 'bring' },
    { id: 'factoryCertificate', need: 'bring' },
    { id: 'insurancePolicy', need: 'bring' },
  ],
  steps: [
    'about',
    'notice',
    'questions',
    'faceConsent',
    'identity',
    'proof',
    'fields',
    'case',
    'sign',
    'review',
    'pay',
    'submit',
    'paper',
  ],
  fields: [
    { id: 'vin', kind: 'code', rule: 'vin' },
    { id: 'engineNumber', kind: 'code', rule: 'engine' },
    { id: 'makeModel', kind: 'text', maxLength: 40 },
    // The colours of GA 24.8, commonest first: this project's first list.
    {
      id: 'colour',
      kind: 'choice',
      options: ['white', 'black', 'grey', 'red', 'blue', 'yellow', 'green', 'brown', 'purple', 'pink', 'other'],
    },
    { id: 'invoiceNumber', kind: 'code', rule: 'serial' },
    { id: 'insuranceNumber', kind: 'code', rule: 'serial' },
    { id: 'fromDate', kind: 'date', fromDays: 0, toDays: 30 },
  ],
  purposes: [],
  // 30 calendar days at most (Art. 92), from the first day of use; the office ends it with the insurance (Art. 47).
  validityHours: 30 * 24,
  fee: { kind: 'table', yuan: 5, terms: [] },
  payment: 'before',
  limit: { minutes: 5, workingDays: 1, promisedWorkingDays: null },
  needs: { devices: ['documentPrinter'], gateway: true },
  handOver: 'none',
  result: { document: 'temporaryPlate', receipt: 'result' },
  refusals: [
    { id: 'companyVehicle', place: 'vehicleCounter' },
    { id: 'underSixteen', place: 'vehicleCounter' },
    { id: 'alreadyRegistered', basis: 0, place: 'vehicleCounter' },
    { id: 'tooManyTemporaryPlates', basis: 0, place: 'vehicleCounter' },
    { id: 'noInsurance', basis: 0, place: 'vehicleCounter' },
  ],
  offers: [],
  basis: [
    { law: 'vehicleRegistrationRules', article: '46,47', source: 'statute' },
    { law: 'vehicleRegistrationRules', article: '92', source: 'statute' },
    { law: 'documentFees2021', source: 'page' },
  ],
};
