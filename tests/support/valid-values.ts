import { writeAddress } from '../../main/contract/address.ts';
import type { CodeRule } from '../../main/contract/code-rules.ts';
import type { FieldDefinition } from '../../main/catalogue/service-definition.ts';
import type { FieldView } from '../../main/contract/field-view.ts';

/** Synthetic numbers with valid check digits, one of each rule. */
export const validCodes: Readonly<Record<CodeRule, string>> = {
  citizenId: '500105199001010013',
  hmtResidencePermit: '810000199001010019',
  foreignPermanentResidence: 'FRA123456789012',
  passport: 'H12345678',
  chinesePassport: 'E12345678',
  exitEntryPermit: 'C12345678',
  homeReturnPermit: 'H12345678',
  taiwanCompatriotPermit: '12345678',
  taiwanTravelPermit: 'T12345678',
  plate: '渝A12345',
  vin: '1M8GDM9AXKP042788',
  vinTail: '042788',
  licenceFile: '500100123456',
  decision: '500105190000001',
  receipt: 'XJ-01-261101-00001-A',
  documentTail: '5678',
  engine: 'EA888123456',
  serial: 'AB12345678',
};

/** The kiosk's day in these journeys. */
export const today = '2026-11-21';

/** Which of several options somebody takes. */
export type OptionPick = (options: readonly string[]) => string;
export const first: OptionPick = ([option = '']) => option;

/** An answer without a fault to a question as the screen shows it; to a definition where nobody narrowed it. */
export function validValue(field: FieldView | FieldDefinition, pick: OptionPick = first): string {
  switch (field.kind) {
    case 'choice':
      return pick(field.options);
    case 'text':
      return '示例大道';
    case 'phone':
      return '13800000000';
    case 'personName':
      return '陈静';
    case 'code':
      return validCodes[field.rule];
    case 'date':
      return 'latest' in field ? within(field) : today;
    case 'country':
      return 'FRA';
    case 'address':
      return writeAddress('500105', '示例路 1 号');
  }
}

/** Today where that is allowed, else the last day that is. */
const within = ({ earliest, latest }: { earliest: string; latest: string }): string =>
  earliest <= today && today <= latest ? today : latest;
