import type { IdCard } from '../../devices/id-card-reader/id-card-reader.ts';
import type { ServiceDefinition } from '../catalogue/service-definition.ts';
import type { DeviceName } from '../contract/device-status.ts';
import type { IdentityMethod } from '../contract/session-snapshot.ts';
import type { TravelDocument } from '../contract/travel-document.ts';
import type { IdentityClaim } from '../gateway/gateway.ts';
import { scanTries, type JourneyContext } from './journey-state.ts';

/** What each way of saying who one is needs. */
const deviceOf: Readonly<Record<IdentityMethod, DeviceName | null>> = {
  type: null,
  card: 'idCardReader',
  passport: 'passportReader',
  code: 'codeScanner',
};

/** The ways that are open now: the device is there and works, and its tries are not used up. Typing always is. */
export const methodsOffered = ({ definition, rules, documentTries, codeTries }: JourneyContext): IdentityMethod[] =>
  definition.identity.methods.filter((method) => {
    const device = deviceOf[method];
    if (device !== null && !rules.deviceWorks(device)) return false;
    if (method === 'passport') return documentTries < scanTries;
    return method !== 'code' || codeTries < scanTries;
  });

/** What the visitor says of who they are, as the register is asked. */
export function claimOf({ method, number, name, travelDocument, code }: JourneyContext): IdentityClaim {
  if (method === 'code') return { by: 'code', code };
  if (method !== 'passport') return { by: 'number', number, name };
  if (!travelDocument) throw new Error('a document is claimed only after it was read');
  const { kind, issuingState, number: documentNumber, birthDate, surname, givenNames } = travelDocument;
  return { by: 'document', document: { kind, issuingState, number: documentNumber, birthDate, surname, givenNames } };
}

type Group = ServiceDefinition['who']['groups'][number];

/** Whose card has which layout. */
const groupOfLayout: Readonly<Record<IdCard['layout'], Group>> = {
  resident: 'mainland',
  hmt: 'hmt',
  foreign2017: 'foreign',
  foreign2023: 'foreign',
};
export const servesCard = ({ who }: ServiceDefinition, layout: IdCard['layout']): boolean =>
  who.groups.includes(groupOfLayout[layout]);

/** A document of another state names nobody on China's registers of its own people. */
export const servesDocument = ({ who, identity }: ServiceDefinition, document: TravelDocument): boolean =>
  identity.documents.includes(document.kind) && (document.issuingState === 'CHN' || who.groups.includes('foreign'));
