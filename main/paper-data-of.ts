import type { FieldDefinition } from './catalogue/service-definition.ts';
import { divisionPath } from './catalogue/divisions.ts';
import type { Clock } from './clock/clock.ts';
import type { KioskConfig } from './config/config.ts';
import { formatAddress, parseAddress } from './contract/address.ts';
import { countryName } from './contract/country.ts';
import type { Bilingual } from './contract/language.ts';
import type { AnswerLine, PaperData, PaperPerson } from './documents/paper-data.ts';
import { allAnswers } from './journey/all-answers.ts';
import { shownFields } from './journey/asked-questions.ts';
import { caseFacts, caseItems } from './journey/case-facts.ts';
import type { JourneyContext } from './journey/journey-state.ts';
import { visitorOf } from './journey/known-answers.ts';
import { paidView } from './journey/paid-view.ts';
import type { Visit } from './session/ports.ts';

/** What the papers of a visit may say. `receiptNumber` is empty for a slip that belongs to nothing stored. */
export function paperDataOf(
  { journey, language }: Visit,
  receiptNumber: string,
  config: Pick<KioskConfig, 'hallName' | 'officerPhone' | 'places'>,
  clock: Clock,
): PaperData {
  const { definition, certificate, accepted, ward, record, case: opened, item } = journey;
  const subject = opened?.subject;
  const items = subject ? caseItems(subject) : [];
  return {
    service: definition,
    language,
    hallName: config.hallName,
    officerPhone: config.officerPhone,
    printedAt: clock.wallTime(),
    receiptNumber,
    outcome: certificate ? 'answered' : accepted ? 'accepted' : 'provisional',
    person: visitorOf(journey),
    guardian: ward ? guardianOf(record) : null,
    certificate,
    answers: answerLines(journey),
    facts: subject ? caseFacts(subject, item) : [],
    items,
    item: items.find(({ id }) => id === item) ?? null,
    response: journey.response,
    payment: paidView(journey),
    handedOver: definition.handOver === 'none' || journey.handedOver === 'no' ? null : journey.handedOver,
    // A child is not in the picture of the comparison: whoever came along is.
    photoJpeg: journey.idPhoto ?? (ward ? null : journey.photo),
    signaturePath: journey.signature ?? '',
    documentMissing: journey.document.state === 'failed',
    place: config.places.find(({ kind }) => kind === counterOf[definition.area]) ?? null,
  };
}

/** Where somebody asks who has a paper of this area in hand. */
const counterOf = {
  household: 'householdCounter',
  'exit-entry': 'exitEntryCounter',
  vehicle: 'vehicleCounter',
} as const;

const guardianOf = (record: JourneyContext['record']): PaperPerson | null => record;

function answerLines(journey: JourneyContext): AnswerLine[] {
  const answers = allAnswers(journey);
  return shownFields(journey).flatMap((field) => {
    const value = answers[field.id] ?? '';
    return value === '' ? [] : [{ id: field.id, value: lineValue(field, value) }];
  });
}

function addressText(value: string): Bilingual {
  const address = parseAddress(value);
  const path = address.division === null ? [] : divisionPath(address.division);
  return { 'zh-CN': formatAddress(address, path, 'zh-CN'), en: formatAddress(address, path, 'en') };
}

function lineValue(field: FieldDefinition, value: string): AnswerLine['value'] {
  if (field.kind === 'choice') return { kind: 'option', key: value };
  if (field.kind === 'date') return { kind: 'date', date: value };
  if (field.kind === 'address') return { kind: 'bilingual', text: addressText(value) };
  if (field.kind === 'country')
    return { kind: 'bilingual', text: { 'zh-CN': countryName(value, 'zh-CN'), en: countryName(value, 'en') } };
  return { kind: 'text', text: value };
}
