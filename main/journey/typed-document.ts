import type { FieldDefinition } from '../catalogue/service-definition.ts';
import type { TravelDocument } from '../contract/travel-document.ts';
import type { VisitorGroup } from '../contract/visitor-group.ts';
import type { JourneyContext } from './journey-state.ts';

/** What is typed of a travel document that no scanner could read. A century covers every living holder. */
export const typedDocumentFields: readonly FieldDefinition[] = [
  { id: 'documentNumber', kind: 'code', rule: 'passport' },
  { id: 'surname', kind: 'personName' },
  { id: 'givenNames', kind: 'personName', optional: true },
  { id: 'birthDate', kind: 'date', fromDays: -36_600, toDays: 0 },
  { id: 'sex', kind: 'choice', options: ['female', 'male'] },
  { id: 'nationality', kind: 'country' },
  { id: 'documentExpiry', kind: 'date', fromDays: -3_660, toDays: 36_600 },
];

export const currentDraftField = ({ draftIndex }: JourneyContext): FieldDefinition | undefined =>
  typedDocumentFields[draftIndex];

/** The document that was typed. Its issuing state is taken for the holder's nationality: travellers know only that. */
export function typedDocument(draft: Readonly<Record<string, string>>, group: VisitorGroup): TravelDocument {
  const text = (id: string): string => draft[id] ?? '';
  return {
    kind: kindOf(text('documentNumber'), group),
    format: 'typed',
    number: text('documentNumber'),
    surname: text('surname').toUpperCase(),
    givenNames: text('givenNames').toUpperCase(),
    chineseName: null,
    issuingState: group === 'hmt' ? 'CHN' : text('nationality'),
    nationality: text('nationality'),
    birthDate: text('birthDate') || null,
    sex: text('sex') === 'female' ? 'female' : 'male',
    expiryDate: text('documentExpiry') || null,
  };
}

/** 台湾居民来往大陆通行证 has eight digits; 港澳居民来往内地通行证 begins with H or M. */
function kindOf(number: string, group: VisitorGroup): TravelDocument['kind'] {
  if (group !== 'hmt') return 'passport';
  return /^\d{8}$/.test(number) ? 'taiwanCompatriotPermit' : 'homeReturnPermit';
}
