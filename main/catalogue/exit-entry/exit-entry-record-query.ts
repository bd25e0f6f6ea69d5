import { faceFingerOrOfficer, fromSixteen, hmtDocuments } from '../applicant.ts';
import type { ServiceDefinition } from '../service-definition.ts';

/** 出入境记录查询 — Exit/Entry Record Query: one's own crossings, on the screen and, on request, on sealed paper. */
export const exitEntryRecordQuery: ServiceDefinition = {
  id: 'exit-entry-record-query',
  area: 'exit-entry',
  kind: 'query',
  open: true,
  who: {
    mainland: { served: true },
    hmt: { served: true },
    foreign: { served: false, refusal: 'foreignerToExitEntry' },
  },
  age: fromSixteen,
  questions: [],
  identity: {
    mainland: { methods: ['card'], documents: [], expiredCardAccepted: false },
    hmt: hmtDocuments,
  },
  proof: faceFingerOrOfficer,
  materials: [
    { id: 'validIdCard', need: 'bring', groups: ['mainland'] },
    { id: 'hmtDocument', need: 'bring', groups: ['hmt'] },
  ],
  // Which crossings is asked before the office is.
  steps: ['about', 'notice', 'faceConsent', 'identity', 'proof', 'fields', 'case', 'submit', 'paper'],
  fields: [
    // Ten years back, as long as a passport lives: this project's first value, a city's to change.
    { id: 'periodFrom', kind: 'date', fromDays: -3653, toDays: 0 },
    { id: 'periodTo', kind: 'date', fromDays: -3653, toDays: 0, notBefore: 'periodFrom' },
    { id: 'crossingDocument', kind: 'choice', options: ['all', 'passport', 'permit'] },
    { id: 'recordUse', kind: 'choice', options: ['own', 'visa', 'work', 'tax', 'court'] },
  ],
  purposes: [],
  // This project's first value: no rule names a fee.
  fee: { kind: 'free' },
  payment: 'none',
  limit: { minutes: 5, workingDays: null, promisedWorkingDays: null },
  needs: { devices: ['documentPrinter'], gateway: true },
  handOver: 'none',
  result: { document: 'crossingRecord', receipt: 'query' },
  refusals: [
    { id: 'foreignerToExitEntry', place: 'exitEntryCounter' },
    { id: 'underSixteen', place: 'exitEntryCounter' },
  ],
  offers: [],
  basis: [
    { law: 'personalInformationLaw', article: '45', source: 'statute' },
    // Paper with the electronic seal is worth what stamped paper is.
    { law: 'onlineServiceRules', article: '9', source: 'statute' },
  ],
};
