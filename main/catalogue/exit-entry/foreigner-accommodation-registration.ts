import { everybody, foreignDocuments, hmtDocuments } from '../applicant.ts';
import type { ServiceDefinition } from '../service-definition.ts';
import { accommodationFields } from './accommodation-fields.ts';

/**
 * 境外人员临时住宿登记 — Registration of Temporary Accommodation, within 24 hours of arrival by the guest or the host
 * (出境入境管理法 Art. 39). Late is taken too and asks for no reasons: who registers late must not be kept from it.
 */
export const foreignerAccommodationRegistration: ServiceDefinition = {
  id: 'foreigner-accommodation-registration',
  area: 'exit-entry',
  kind: 'instant',
  open: true,
  // A resident of the Mainland comes as the host and declares the guest.
  who: everybody,
  age: { minimum: 0 },
  questions: [{ id: 'staying', options: ['home', 'hotel'], refuses: { hotel: 'hotelRegistersYou' } }],
  identity: {
    mainland: { methods: ['card'], documents: [], expiredCardAccepted: true },
    // An expired document still says who is here.
    hmt: { ...hmtDocuments, expiredCardAccepted: true },
    foreign: { ...foreignDocuments, expiredCardAccepted: true },
  },
  materials: [
    { id: 'passportAndVisa', need: 'bring', groups: ['foreign'] },
    { id: 'hmtDocument', need: 'bring', groups: ['hmt'] },
    { id: 'hostIdCard', need: 'bring', groups: ['mainland'] },
    { id: 'guestDocument', need: 'bring', groups: ['mainland'] },
    // Missing proof is no reason to wait: registered first, shown within 3 working days.
    { id: 'homeProof', need: 'ifAny' },
  ],
  // Nobody is compared with a picture: the duty is to say where one lives, and an officer looks at the door later.
  steps: ['about', 'notice', 'questions', 'identity', 'case', 'fields', 'sign', 'review', 'submit', 'paper'],
  fields: accommodationFields,
  purposes: [],
  fee: { kind: 'free' },
  payment: 'none',
  limit: { minutes: 10, workingDays: null, promisedWorkingDays: null },
  // The 24 hours run on without printer or network: what is registered is registered, the slip can be had later.
  needs: { devices: [], gateway: false },
  handOver: 'none',
  result: { document: 'accommodationSlip', receipt: 'result' },
  refusals: [{ id: 'hotelRegistersYou', basis: 0, place: 'policeStation' }],
  offers: [],
  basis: [
    { law: 'exitEntryLaw', article: '39(2)', source: 'statute' },
    { law: 'exitEntryLaw', article: '76', source: 'statute' },
  ],
};
