import type { ServiceDefinition } from '../service-definition.ts';
import { exitEntryProgressQuery } from './exit-entry-progress-query.ts';
import { exitEntryRecordQuery } from './exit-entry-record-query.ts';
import { foreignerAccommodationRegistration } from './foreigner-accommodation-registration.ts';
import { hkMacaoEndorsement } from './hk-macao-endorsement.ts';
import { hkMacaoTaiwanPermitReissue } from './hk-macao-taiwan-permit-reissue.ts';
import { passportReissue } from './passport-reissue.ts';

/** 出入境 Exit and entry, in the order of the wall. */
export const exitEntry: readonly ServiceDefinition[] = [
  hkMacaoEndorsement,
  passportReissue,
  hkMacaoTaiwanPermitReissue,
  foreignerAccommodationRegistration,
  exitEntryRecordQuery,
  exitEntryProgressQuery,
];
