import type { IdCard } from '../../devices/id-card-reader/id-card-reader.ts';
import type { GroupIdentity } from '../catalogue/service-definition.ts';
import { deviceOfMethod } from '../catalogue/service-view.ts';
import type { IdentityMethod } from '../contract/session-snapshot.ts';
import type { TravelDocument } from '../contract/travel-document.ts';
import type { VisitorGroup } from '../contract/visitor-group.ts';
import type { IdentityClaim } from '../gateway/gateway.ts';
import { scanTries, type JourneyContext } from './journey-state.ts';

/** How this visitor's group says who it is here; a guardian as their child. */
const identityOf = ({ definition, group }: JourneyContext): GroupIdentity | undefined => definition.identity[group];

/**
 * The ways that are open now: the device is there and works, and its tries are not used up. A document is typed only
 * after the scanner gave up or where there is none: its check digits are worth more than anybody's typing.
 */
export const methodsOffered = (context: JourneyContext): IdentityMethod[] =>
  (identityOf(context)?.methods ?? []).filter((method) => {
    const { rules, documentTries, codeTries } = context;
    const device = deviceOfMethod[method];
    if (device !== null && !rules.deviceWorks(device)) return false;
    if (method === 'passport') return documentTries < scanTries;
    if (method === 'typedDocument') return documentTries >= scanTries || !rules.deviceWorks('passportReader');
    return method !== 'code' || codeTries < scanTries;
  });

/** What the visitor says of who they are, as the register is asked. */
export function claimOf({ method, number, name, travelDocument, code }: JourneyContext): IdentityClaim {
  if (method === 'code') return { by: 'code', code };
  if (method === 'type' || method === 'card') return { by: 'number', number, name };
  if (!travelDocument) throw new Error('a document is claimed only after it was read');
  const { kind, issuingState, number: documentNumber, birthDate, surname, givenNames } = travelDocument;
  return { by: 'document', document: { kind, issuingState, number: documentNumber, birthDate, surname, givenNames } };
}

/** Whose card has which layout. */
const groupOfLayout: Readonly<Record<IdCard['layout'], VisitorGroup>> = {
  resident: 'mainland',
  hmt: 'hmt',
  foreign2017: 'foreign',
  foreign2023: 'foreign',
};
export const servesCard = (context: JourneyContext, layout: IdCard['layout']): boolean =>
  groupOfLayout[layout] === context.group;

/** Whether a card past its date is enough here. */
export const servesExpiredCard = (context: JourneyContext): boolean =>
  identityOf(context)?.expiredCardAccepted === true;

/** A Chinese document names a resident; a passport of another state a foreigner. */
export const servesDocument = (context: JourneyContext, document: TravelDocument): boolean =>
  (identityOf(context)?.documents.includes(document.kind) ?? false) &&
  (document.issuingState === 'CHN') === (context.group !== 'foreign');
