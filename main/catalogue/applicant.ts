import type { GroupIdentity, ServiceDefinition } from './service-definition.ts';

/** What several services of all three areas ask of whoever comes. */

export const everybody: ServiceDefinition['who'] = {
  mainland: { served: true },
  hmt: { served: true },
  foreign: { served: true },
};

/** For papers that only residents of the Mainland have; all others are told so on the first page. */
export const mainlandOnly: ServiceDefinition['who'] = {
  mainland: { served: true },
  hmt: { served: false, refusal: 'notForHmt' },
  foreign: { served: false, refusal: 'notForForeigners' },
};

/** Who is younger applies with a guardian at the counter. This project's first value: a city's to change. */
export const fromSixteen: ServiceDefinition['age'] = { minimum: 16, refusal: 'underSixteen' };

/** One of three, and none of them is the only one. */
export const faceFingerOrOfficer: NonNullable<ServiceDefinition['proof']> = {
  face: true,
  fingerprint: true,
  alternative: 'officer',
  attempts: 3,
};

/** On the card reader: the residence permit for Hong Kong, Macao and Taiwan residents. */
export const hmtDocuments: GroupIdentity = {
  methods: ['card', 'passport', 'typedDocument'],
  documents: ['homeReturnPermit', 'taiwanCompatriotPermit'],
  expiredCardAccepted: false,
};

/** On the card reader: the Foreign Permanent Resident ID Card. */
export const foreignDocuments: GroupIdentity = {
  methods: ['passport', 'card', 'typedDocument'],
  documents: ['passport'],
  expiredCardAccepted: false,
};
