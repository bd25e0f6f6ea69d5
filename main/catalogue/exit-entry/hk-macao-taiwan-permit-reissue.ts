import type { ServiceDefinition } from '../service-definition.ts';
import { mainlandRefusals } from './mainland-refusals.ts';
import { applicantFields, reissueApplication, reissueReason } from './reissue-application.ts';

/** 往来港澳／台湾通行证换发补发（预受理） — Exit-Entry Permit Renewal/Replacement (Pre-application). */
export const hkMacaoTaiwanPermitReissue: ServiceDefinition = {
  ...reissueApplication,
  id: 'hk-macao-taiwan-permit-reissue',
  materials: [
    { id: 'validIdCard', need: 'bring' },
    { id: 'oldPermit', need: 'ifAny' },
    { id: 'employerConsent', need: 'ifAny' },
  ],
  fields: [
    { id: 'permitKind', kind: 'choice', options: ['hkMacao', 'taiwan'] },
    reissueReason,
    // Who lost it may not know its number: the office has it on file.
    {
      id: 'hkMacaoPermitNumber',
      kind: 'code',
      rule: 'exitEntryPermit',
      optional: true,
      when: { answers: { permitKind: ['hkMacao'] } },
      known: { by: 'case', fixed: true },
    },
    {
      id: 'taiwanPermitNumber',
      kind: 'code',
      rule: 'taiwanTravelPermit',
      optional: true,
      when: { answers: { permitKind: ['taiwan'] } },
      known: { by: 'case', fixed: true },
    },
    ...applicantFields,
  ],
  fee: {
    kind: 'table',
    yuan: 0,
    // What a Taiwan permit costs is set locally: 60 is this project's first value, a city's override must confirm it.
    terms: [{ field: 'permitKind', yuan: { hkMacao: 60, taiwan: 60 } }],
  },
  // Both as in Chongqing: 7, and up to 20 for who is registered in another province.
  limit: { minutes: 10, workingDays: 20, promisedWorkingDays: 7 },
  refusals: [
    ...mainlandRefusals,
    { id: 'noPermitOnRecord', basis: 0, place: 'exitEntryCounter' },
    { id: 'recordNotUsable', place: 'householdCounter' },
  ],
  basis: [
    { law: 'exitEntryLaw', article: '10', source: 'statute' },
    { law: 'exitEntryFees2019', source: 'page' },
  ],
};
