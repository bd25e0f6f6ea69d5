import type { TravelDocument } from '../contract/travel-document.ts';
import { citizenIdBirthDate, citizenIdProblem, citizenIdSex } from '../contract/citizen-id.ts';
import type { PersonRecord } from '../gateway/gateway.ts';
import type { CardFacts, JourneyContext } from './journey-state.ts';

/** What identity says of the visitor, by the ids of the fields that would ask it. */
export function knownByIdentity({
  definition,
  method,
  card,
  travelDocument,
  record,
}: JourneyContext): Record<string, string> {
  const said = {
    ...(travelDocument && method !== 'card' && method !== 'type' ? saidByDocument(travelDocument) : {}),
    ...(card && method === 'card' ? saidByCard(card) : {}),
    ...(record ? { personName: record.name, idNumber: record.number } : {}),
  };
  return onlyFields(
    said,
    definition.fields.flatMap((field) => (field.known?.by === 'identity' ? [field.id] : [])),
  );
}

/** What the office has on file, for the fields that it may answer. */
export const knownByCase = (
  { definition }: JourneyContext,
  known: Readonly<Record<string, string>>,
): Record<string, string> =>
  onlyFields(
    known,
    definition.fields.flatMap((field) => (field.known?.by === 'case' ? [field.id] : [])),
  );

const onlyFields = (said: Readonly<Record<string, string>>, ids: readonly string[]): Record<string, string> =>
  Object.fromEntries(ids.flatMap((id) => (said[id] ? [[id, said[id]]] : [])));

const saidByDocument = (document: TravelDocument): Record<string, string> => ({
  documentNumber: document.number,
  surname: document.surname,
  givenNames: document.givenNames,
  sex: document.sex === 'unknown' ? '' : document.sex,
  birthDate: document.birthDate ?? '',
  nationality: document.nationality,
  documentExpiry: document.expiryDate ?? '',
});

const saidByCard = (card: CardFacts): Record<string, string> => ({
  documentNumber: card.number,
  personName: card.name,
  idNumber: card.number,
  sex: card.sex === 'unknown' ? '' : card.sex,
  birthDate: card.birthDate,
  nationality: card.nationality,
  address: card.address ?? '',
});

/** Somebody as papers name them. */
export type Visitor = Omit<PersonRecord, 'recordId'>;

/**
 * Who the visit is about: the proved record, else what the card or the document says. Null where nobody was asked. A
 * child's own visit is about the child, not about the guardian who came along.
 */
export function visitorOf(context: JourneyContext): Visitor | null {
  const { ward, record, card, travelDocument, method, group } = context;
  const proved = ward ?? record;
  if (proved) return proved;
  if (card && method === 'card') {
    const sex = card.sex === 'unknown' ? 'male' : card.sex;
    return { name: card.name, number: card.number, group, sex, birthDate: card.birthDate };
  }
  if (!travelDocument || method === 'type') return null;
  const { number, surname, givenNames, chineseName, birthDate, sex } = travelDocument;
  const name = chineseName ?? [surname, givenNames].filter((part) => part !== '').join(' ');
  return { name, number, group, sex: sex === 'unknown' ? 'male' : sex, birthDate: birthDate ?? '' };
}

/** For a kiosk without the register: what was typed or read, until somebody compares it. */
export function unprovedRecord(context: JourneyContext): PersonRecord {
  const { number, name, group } = context;
  const said = visitorOf({ ...context, record: null, ward: null });
  if (said) return { ...said, recordId: 'offline0' };
  const isCitizen = citizenIdProblem(number) === null;
  return {
    recordId: 'offline0',
    name,
    number,
    group,
    sex: isCitizen ? citizenIdSex(number) : 'male',
    birthDate: isCitizen ? citizenIdBirthDate(number) : '',
  };
}
