import type { ServiceDefinition } from './service-definition.ts';

/** 临时身份证明开具 — Temporary Identity Proof. Not the Temporary Resident ID Card (临时居民身份证), which only the hukou station issues. */
export const tempIdProof: ServiceDefinition = {
  id: 'temp-id-proof',
  area: 'household',
  kind: 'instant',
  feeYuan: 0,
  minutes: 5,
  who: { groups: ['mainland'], minimumAge: 16 },
  identity: {
    // Who lost the ID card may still carry another document, or the identity code on their telephone.
    methods: ['type', 'card', 'passport', 'code'],
    documents: ['passport', 'hkMacaoPermit', 'taiwanPermit'],
    expiredCardAccepted: true,
    proof: { face: true, fingerprint: true, alternative: 'officer', attempts: 3 },
  },
  steps: ['about', 'notice', 'faceConsent', 'identity', 'proof', 'fields', 'sign', 'review', 'submit', 'paper'],
  fields: [
    { id: 'purpose', kind: 'choice', options: ['rail', 'air', 'coach', 'ship', 'hotel', 'exam'] },
    { id: 'receivingUnit', kind: 'text', maxLength: 40 },
    { id: 'phone', kind: 'phone' },
  ],
  // Railways accept 24 h; no national rule sets the others, so a city's configuration may change each.
  purposes: [
    { id: 'rail', validityHours: 24 },
    { id: 'air', validityHours: 24 },
    { id: 'coach', validityHours: 24 },
    { id: 'ship', validityHours: 24 },
    { id: 'hotel', validityHours: 72 },
    { id: 'exam', validityHours: 72 },
  ],
  needs: { devices: ['documentPrinter'], gateway: true },
  result: { document: 'certificate', receipt: true },
  offers: ['id-card-replacement'],
  basis: ['公通字〔2016〕21 号'],
};
