import type { FieldDefinition } from '../catalogue/service-definition.ts';
import { maskPersonName, maskPersonNumber, maskPhoneNumber } from '../contract/masking.ts';
import type { ReviewRow } from '../contract/session-snapshot.ts';
import { allAnswers } from './all-answers.ts';
import { shownFields } from './asked-questions.ts';
import type { JourneyContext } from './journey-state.ts';
import { visitorOf } from './known-answers.ts';

/** Everything once more, as the last page before it counts: numbers and names masked, since somebody may look on. */
export function reviewRows(context: JourneyContext): ReviewRow[] {
  const person = visitorOf(context);
  const answers = allAnswers(context);
  const rows = shownFields(context).flatMap((field): ReviewRow[] => {
    const value = answers[field.id] ?? '';
    return value === '' ? [] : [fieldRow(field, value, isChangeable(context, field))];
  });
  return [...(person ? personRows(person, new Set(rows.map(({ id }) => id))) : []), ...rows];
}

const isChangeable = ({ known, payment }: JourneyContext, { id, known: source }: FieldDefinition): boolean =>
  !(source?.fixed === true && known[id] !== undefined) && payment?.state !== 'paid';

function personRows({ name, number }: { name: string; number: string }, asked: ReadonlySet<string>): ReviewRow[] {
  const rows: ReviewRow[] = [
    { id: 'name', kind: 'masked', value: maskPersonName(name), changeable: false },
    { id: 'idNumber', kind: 'masked', value: maskPersonNumber(number), changeable: false },
  ];
  // What the service asks by a field of its own is not said twice.
  return rows.filter(
    ({ id }) =>
      !asked.has(id) &&
      !(id === 'name' && (asked.has('surname') || asked.has('personName'))) &&
      !(id === 'idNumber' && asked.has('documentNumber')),
  );
}

function fieldRow(field: FieldDefinition, value: string, changeable: boolean): ReviewRow {
  const row = { id: field.id, changeable };
  switch (field.kind) {
    case 'choice':
      return { ...row, kind: 'option', value };
    case 'phone':
      return { ...row, kind: 'masked', value: maskPhoneNumber(value) };
    case 'personName':
      return { ...row, kind: 'masked', value: maskPersonName(value) };
    case 'code':
      return { ...row, kind: 'masked', value: maskCode(field.rule, value) };
    case 'date':
    case 'country':
    case 'address':
      return { ...row, kind: field.kind, value };
    case 'text':
      return { ...row, kind: 'text', value };
  }
}

/** Numbers of persons are masked; a plate, a decision or a receipt number must be seen to be checked. */
const ofPersons: ReadonlySet<string> = new Set([
  'citizenId',
  'hmtResidencePermit',
  'foreignPermanentResidence',
  'passport',
  'chinesePassport',
  'exitEntryPermit',
  'homeReturnPermit',
  'taiwanCompatriotPermit',
  'taiwanTravelPermit',
  'licenceFile',
]);
const maskCode = (rule: string, value: string): string => (ofPersons.has(rule) ? maskPersonNumber(value) : value);
