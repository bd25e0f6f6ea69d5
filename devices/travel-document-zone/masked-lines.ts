import { maskDocumentNumber, maskPersonName } from '../../main/contract/masking.ts';
import type { TravelDocument } from '../../main/contract/travel-document.ts';

/** What a technician sees of somebody's document. */
export function maskedLines(document: TravelDocument): string[] {
  const { kind, format, number, surname, givenNames, chineseName, issuingState, expiryDate } = document;
  return [
    `document: ${kind} (${format}) of ${issuingState}`,
    `number: ${maskDocumentNumber(number)}`,
    `name: ${[surname, givenNames].filter(Boolean).map(maskPersonName).join(', ')}`,
    ...(chineseName ? [`Chinese name: ${maskPersonName(chineseName)}`] : []),
    `valid until: ${expiryDate ?? 'not stated'}`,
  ];
}
