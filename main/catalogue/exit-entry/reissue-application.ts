import { faceFingerOrOfficer, fromSixteen, mainlandOnly } from '../applicant.ts';
import type { FieldDefinition, ServiceDefinition } from '../service-definition.ts';

/**
 * What pre-applications for a new passport and a new permit have in common: the machine takes data, photo, fingers and
 * the fee, an officer decides. Without the network the application lies sealed here and is sent later.
 */
export const reissueApplication = {
  area: 'exit-entry',
  kind: 'review',
  open: true,
  who: mainlandOnly,
  age: fromSixteen,
  questions: [],
  // 护照法 Art. 6: with one's own identity card. That an expired one is not enough is this project's first value.
  identity: { mainland: { methods: ['card'], documents: [], expiredCardAccepted: false } },
  proof: faceFingerOrOfficer,
  steps: [
    'about',
    'notice',
    'faceConsent',
    'identity',
    'proof',
    'case',
    'fields',
    'idPhoto',
    'fingers',
    'sign',
    'review',
    'pay',
    'submit',
    'paper',
  ],
  purposes: [],
  idPhoto: 'exitEntry',
  payment: 'before',
  needs: { devices: ['camera', 'fingerprintReader', 'receiptPrinter'], gateway: false },
  handOver: 'none',
  // The form is the visitor's own statement: signed here, and printed whether or not anybody has decided anything.
  result: { document: 'applicationForm', onApplication: true, receipt: 'acceptance' },
  offers: [],
} satisfies Partial<ServiceDefinition>;

/** 护照法 Art. 11; permits are reissued for the same reasons. */
export const reissueReason: FieldDefinition = {
  id: 'reissueReason',
  kind: 'choice',
  options: ['expiring', 'full', 'damaged', 'lost', 'other'],
};

export const applicantFields: readonly FieldDefinition[] = [
  { id: 'birthplace', kind: 'text', maxLength: 40, known: { by: 'case', fixed: false } },
  // The chip says where somebody is registered; where the post finds them is theirs to say.
  { id: 'address', kind: 'address', known: { by: 'identity', fixed: false } },
  { id: 'phone', kind: 'phone' },
  { id: 'emergencyContactName', kind: 'personName' },
  { id: 'emergencyContactPhone', kind: 'phone' },
  { id: 'documentDelivery', kind: 'choice', options: ['exitEntryCounter', 'post'] },
];
