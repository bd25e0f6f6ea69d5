import type { ServiceDefinition } from '../service-definition.ts';

type IdentityRules = ServiceDefinition['identity'];

const mainland: NonNullable<IdentityRules['mainland']> = {
  methods: ['card', 'type'],
  documents: [],
  // Its number finds the driver's file; whether the person is the same, the comparison says.
  expiredCardAccepted: true,
};

/** The documents of 驾驶证规定 Art. 109, which also say whose a vehicle is. */
export const driverIdentity = {
  mainland,
  // On the card reader: the residence permit for Hong Kong, Macao and Taiwan residents.
  hmt: {
    methods: ['card', 'passport', 'typedDocument'],
    documents: ['homeReturnPermit', 'taiwanCompatriotPermit'],
    expiredCardAccepted: false,
  },
  // On the card reader: the Foreign Permanent Resident ID Card.
  foreign: { methods: ['passport', 'card', 'typedDocument'], documents: ['passport'], expiredCardAccepted: false },
} satisfies IdentityRules;

/** Points are bought and sold under other people's names, so whoever asks proves who they are; face is one way of three. */
export const driverProof: NonNullable<ServiceDefinition['proof']> = {
  face: true,
  fingerprint: true,
  alternative: 'officer',
  attempts: 3,
};

/** Who is younger acts with a guardian at the counter. This project's first value: a city's to change. */
export const driverAge: ServiceDefinition['age'] = { minimum: 16, refusal: 'underSixteen' };

export const driverDocuments: ServiceDefinition['materials'] = [
  { id: 'residentIdCard', need: 'ifAny', groups: ['mainland'] },
  { id: 'hmtDocument', need: 'bring', groups: ['hmt'] },
  { id: 'foreignDocument', need: 'bring', groups: ['foreign'] },
];

export const allServed: ServiceDefinition['who'] = {
  mainland: { served: true },
  hmt: { served: true },
  foreign: { served: true },
};
