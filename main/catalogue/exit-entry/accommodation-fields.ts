import type { VisitorGroup } from '../../contract/visitor-group.ts';
import type { FieldDefinition } from '../service-definition.ts';

const guestIsHere: VisitorGroup[] = ['hmt', 'foreign'];
const hostIsHere: VisitorGroup[] = ['mainland'];

/** As the guest's own document says it; only what it does not say is asked. A zone holds 39 letters of a name (ICAO 9303). */
const ofTheDocument: FieldDefinition[] = [
  { id: 'surname', kind: 'text', maxLength: 39 },
  { id: 'givenNames', kind: 'text', maxLength: 39, optional: true },
  { id: 'sex', kind: 'choice', options: ['male', 'female'] },
  { id: 'birthDate', kind: 'date', fromDays: -36_600, toDays: 0 },
  { id: 'nationality', kind: 'country' },
  { id: 'documentNumber', kind: 'code', rule: 'passport' },
  { id: 'documentExpiry', kind: 'date', fromDays: -3660, toDays: 36_600, optional: true },
];

const known = { by: 'identity', fixed: true } as const;
const asRead = ofTheDocument.map((field): FieldDefinition => ({ ...field, known, when: { groups: guestIsHere } }));

/** The same of a guest who is not here: never filled from the card on the reader, which is the host's. */
const asTheHostSays = ofTheDocument.map((field): FieldDefinition => ({
  ...field,
  id: guestFieldId(field.id),
  when: { groups: hostIsHere },
}));

function guestFieldId(id: string): string {
  return `guest${id.slice(0, 1).toUpperCase()}${id.slice(1)}`;
}

const visas = ['tourism', 'business', 'visit', 'family', 'work', 'study', 'otherVisa'];
const guestOfOtherState: VisitorGroup[] = ['mainland', 'foreign'];

/** What the border knows is shown and may be put right: a new visa is not yet in every record. */
const stay: FieldDefinition[] = [
  {
    id: 'visaType',
    kind: 'choice',
    // `none`: visa-free, or a permit of Hong Kong, Macao or Taiwan.
    options: ['none', ...visas, 'residencePermit', 'permanentResidence'],
    known: { by: 'case', fixed: false },
    when: { groups: guestOfOtherState },
  },
  {
    id: 'visaNumber',
    kind: 'code',
    rule: 'serial',
    known: { by: 'case', fixed: false },
    when: { groups: guestOfOtherState, answers: { visaType: [...visas, 'residencePermit'] } },
  },
  {
    id: 'stayUntil',
    kind: 'date',
    fromDays: -3660,
    toDays: 3660,
    lateAfterDays: 0,
    optional: true,
    known: { by: 'case', fixed: false },
    when: { groups: guestOfOtherState, answers: { visaType: ['none', ...visas, 'residencePermit'] } },
  },
  { id: 'entryDate', kind: 'date', fromDays: -3660, toDays: 0, known: { by: 'case', fixed: false } },
  { id: 'port', kind: 'text', maxLength: 60, known: { by: 'case', fixed: false } },
  {
    id: 'stayPurpose',
    kind: 'choice',
    options: ['tourism', 'family', 'business', 'work', 'study', 'transit', 'other'],
  },
];

const home: FieldDefinition[] = [
  // 24 hours are a day; the hour of arrival is nobody's to prove.
  { id: 'arrivalDate', kind: 'date', fromDays: -3660, toDays: 0, lateAfterDays: 1, notBefore: 'entryDate' },
  { id: 'departureDate', kind: 'date', fromDays: 0, toDays: 3660, optional: true, notBefore: 'arrivalDate' },
  { id: 'stayAddress', kind: 'address' },
  { id: 'relation', kind: 'choice', options: ['family', 'friend', 'rented', 'employer', 'school', 'ownHome'] },
  {
    id: 'hostName',
    kind: 'personName',
    when: { groups: guestIsHere, answers: { relation: ['family', 'friend', 'rented', 'employer', 'school'] } },
  },
  // A guest seldom knows it.
  {
    id: 'hostNumber',
    kind: 'code',
    rule: 'citizenId',
    optional: true,
    when: { groups: guestIsHere, answers: { relation: ['family', 'friend', 'rented'] } },
  },
  { id: 'phone', kind: 'phone' },
];

/** 临时住宿登记: who stays, by which right, where and with whom. */
export const accommodationFields: FieldDefinition[] = [
  { id: 'declarant', kind: 'choice', options: ['myself', 'host'], when: { groups: guestIsHere } },
  ...asRead,
  ...asTheHostSays,
  ...stay,
  ...home,
];
