import type { ServiceDefinition } from '../service-definition.ts';
import { householdCertificate } from './household-certificate.ts';
import { idCardCollection } from './id-card-collection.ts';
import { idCardRenewal } from './id-card-renewal.ts';
import { idCardReplacement } from './id-card-replacement.ts';
import { noCriminalRecord } from './no-criminal-record.ts';
import { residencePermitEndorsement } from './residence-permit-endorsement.ts';
import { tempIdProof } from './temp-id-proof.ts';

/** 户政 Household registration, in the order of the wall. */
export const household: readonly ServiceDefinition[] = [
  tempIdProof,
  idCardRenewal,
  idCardReplacement,
  idCardCollection,
  householdCertificate,
  noCriminalRecord,
  residencePermitEndorsement,
];
