import { faceFingerOrOfficer, fromSixteen, mainlandOnly } from '../applicant.ts';
import type { ServiceDefinition } from '../service-definition.ts';
import { mainlandRefusals } from './mainland-refusals.ts';

/**
 * 往来港澳签注（再次签注） — HK/Macao Endorsement, written on the card-type permit while it is in the slot. Machines write
 * individual (G) and group travel (L); whom and where G is open to is in the case: the office lists what it would grant.
 */
export const hkMacaoEndorsement: ServiceDefinition = {
  id: 'hk-macao-endorsement',
  area: 'exit-entry',
  kind: 'instant',
  open: true,
  who: mainlandOnly,
  age: fromSixteen,
  questions: [
    { id: 'stateEmployee', options: ['no', 'yes'], refuses: { yes: 'stateEmployee' } },
    // Family, business, stay and other endorsements (T, S, D, Q) need papers that somebody looks at: this project's choice.
    { id: 'travelPurpose', options: ['visit', 'other'], refuses: { other: 'otherPurposeAtCounter' } },
  ],
  identity: {
    // The permit stays in the slot until the endorsement is written on it.
    mainland: { methods: ['permitSlot'], documents: ['hkMacaoPermit'], expiredCardAccepted: false },
  },
  proof: faceFingerOrOfficer,
  materials: [
    { id: 'hkMacaoPermit', need: 'bring' },
    { id: 'householdOrResidenceRecord', need: 'shared' },
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
    'sign',
    'review',
    'pay',
    'submit',
    'handOver',
    'paper',
  ],
  fields: [
    { id: 'destination', kind: 'choice', options: ['hongKong', 'macao', 'both'] },
    { id: 'type', kind: 'choice', options: ['individual', 'group'] },
    {
      id: 'visits',
      kind: 'choice',
      options: ['threeMonthsOnce', 'threeMonthsTwice', 'yearOnce', 'yearTwice', 'yearMultiple'],
    },
    { id: 'phone', kind: 'phone' },
  ],
  purposes: [],
  fee: {
    kind: 'table',
    yuan: 0,
    terms: [
      {
        field: 'visits',
        // By visits, whatever the months; longer multiple endorsements (120, 160, 240) are no machine's to write.
        yuan: { threeMonthsOnce: 15, threeMonthsTwice: 30, yearOnce: 15, yearTwice: 30, yearMultiple: 80 },
        times: { field: 'destination', of: { hongKong: 1, macao: 1, both: 2 } },
      },
    ],
  },
  payment: 'before',
  limit: { minutes: 3, workingDays: null, promisedWorkingDays: null },
  needs: { devices: ['permitSlot'], gateway: true },
  handOver: 'endorsement',
  result: { document: 'none', receipt: 'result' },
  refusals: [
    ...mainlandRefusals,
    { id: 'stateEmployee', place: 'exitEntryCounter' },
    { id: 'otherPurposeAtCounter', place: 'exitEntryCounter' },
    { id: 'permitExpiresTooSoon', place: 'exitEntryCounter' },
    { id: 'requestedLately', place: 'exitEntryCounter' },
    { id: 'firstTimeElsewhere', place: 'exitEntryCounter' },
    { id: 'noPermitOnRecord', basis: 0, place: 'exitEntryCounter' },
  ],
  offers: [],
  basis: [
    { law: 'exitEntryLaw', article: '10', source: 'statute' },
    { law: 'exitEntryFees2019', source: 'page' },
  ],
};
