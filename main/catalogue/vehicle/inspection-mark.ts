import type { ServiceDefinition } from '../service-definition.ts';
import { allServed, driverAge, driverDocuments, driverIdentity, driverProof } from './driver-identity.ts';
import { ownerQuestion, vehicleFields } from './owned-vehicle.ts';

/**
 * 免检车辆检验合格标志申领／补领 — Inspection Mark (Exempt Vehicles). Which vehicles are exempt, whether they are insured and
 * whether violations are open is the office's answer: those rules change, and a city's differ.
 */
export const inspectionMark: ServiceDefinition = {
  id: 'inspection-mark',
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
    { id: 'vehicleLicence', need: 'bring' },
    { id: 'compulsoryInsurance', need: 'shared' },
    { id: 'vehicleTaxProof', need: 'shared' },
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
    'review',
    'submit',
    'paper',
  ],
  fields: vehicleFields(),
  purposes: [],
  fee: { kind: 'free' },
  payment: 'none',
  limit: { minutes: 3, workingDays: 1, promisedWorkingDays: null },
  needs: { devices: ['documentPrinter'], gateway: true },
  handOver: 'none',
  result: { document: 'inspectionMark', receipt: 'result' },
  refusals: [
    { id: 'companyVehicle', place: 'vehicleCounter' },
    { id: 'underSixteen', place: 'vehicleCounter' },
    { id: 'notOwner', basis: 0, place: 'vehicleCounter' },
    { id: 'tooEarlyForMark', basis: 0, place: 'vehicleCounter' },
    { id: 'notExempt', basis: 0, place: 'vehicleCounter' },
    { id: 'openViolations', basis: 1, place: 'vehicleCounter' },
    { id: 'noInsurance', basis: 0, place: 'vehicleCounter' },
  ],
  offers: ['traffic-violation-handling'],
  basis: [
    { law: 'vehicleRegistrationRules', article: '54–57', source: 'statute' },
    { law: 'roadTrafficSafetyLaw', article: '13', source: 'statute' },
  ],
};
