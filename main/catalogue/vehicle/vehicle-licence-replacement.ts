import type { ServiceDefinition } from '../service-definition.ts';
import { allServed, driverAge, driverDocuments, driverIdentity, driverProof } from './driver-identity.ts';
import { ownerQuestion, vehicleFields } from './owned-vehicle.ts';

/** 机动车行驶证补领／换领 — Vehicle Licence Replacement, for the owner. Not the plates. */
export const vehicleLicenceReplacement: ServiceDefinition = {
  id: 'vehicle-licence-replacement',
  area: 'vehicle',
  kind: 'review',
  open: true,
  who: allServed,
  age: driverAge,
  questions: [ownerQuestion],
  identity: driverIdentity,
  proof: driverProof,
  materials: [...driverDocuments, { id: 'damagedVehicleLicence', need: 'ifAny' }],
  // Whose vehicle it is, the office says: so plate and VIN come before the case.
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
  fields: [...vehicleFields(), { id: 'reason', kind: 'choice', options: ['lost', 'damaged'] }],
  purposes: [],
  fee: { kind: 'table', yuan: 10, terms: [] },
  payment: 'before',
  limit: { minutes: 5, workingDays: 1, promisedWorkingDays: null },
  needs: { devices: ['receiptPrinter'], gateway: true },
  handOver: 'none',
  result: { document: 'none', receipt: 'acceptance' },
  refusals: [
    { id: 'companyVehicle', place: 'vehicleCounter' },
    { id: 'underSixteen', place: 'vehicleCounter' },
    { id: 'notOwner', basis: 0, place: 'vehicleCounter' },
  ],
  offers: [],
  basis: [
    { law: 'vehicleRegistrationRules', article: '52', source: 'statute' },
    { law: 'documentFees2021', source: 'page' },
  ],
};
