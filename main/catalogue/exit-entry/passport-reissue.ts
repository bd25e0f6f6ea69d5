import type { ServiceDefinition } from '../service-definition.ts';
import { mainlandRefusals } from './mainland-refusals.ts';
import { applicantFields, reissueApplication, reissueReason } from './reissue-application.ts';

/** 普通护照换发／补发（预受理） — Ordinary Passport Renewal/Replacement (Pre-application). A first passport is the counter's. */
export const passportReissue: ServiceDefinition = {
  ...reissueApplication,
  id: 'passport-reissue',
  materials: [
    { id: 'validIdCard', need: 'bring' },
    { id: 'oldPassport', need: 'ifAny' },
    // 护照法 Art. 6
    { id: 'employerConsent', need: 'ifAny' },
  ],
  fields: [
    reissueReason,
    // Who lost it may not know its number: the office has it on file.
    {
      id: 'oldPassportNumber',
      kind: 'code',
      rule: 'chinesePassport',
      optional: true,
      known: { by: 'case', fixed: true },
    },
    ...applicantFields,
  ],
  fee: { kind: 'table', yuan: 120, terms: [] },
  // Seven as in Chongqing.
  limit: { minutes: 10, workingDays: 15, promisedWorkingDays: 7 },
  refusals: [
    ...mainlandRefusals,
    { id: 'noPassportOnRecord', basis: 1, place: 'exitEntryCounter' },
    { id: 'recordNotUsable', place: 'householdCounter' },
  ],
  basis: [
    { law: 'passportLaw', article: '6', source: 'statute' },
    { law: 'passportLaw', article: '11', source: 'statute' },
    { law: 'exitEntryFees2019', source: 'page' },
  ],
};
