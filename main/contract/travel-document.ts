/** What a machine-readable zone says (ICAO 9303; Chinese exit-entry permits have a layout of their own). */

/**
 * hkMacaoPermit, taiwanPermit: what Mainland residents travel with (往来港澳通行证, 往来台湾通行证). homeReturnPermit,
 * taiwanCompatriotPermit: what residents of Hong Kong and Macao, and of Taiwan, travel with (港澳居民来往内地通行证,
 * 台湾居民来往大陆通行证).
 */
export const travelDocumentKinds = [
  'passport',
  'identityCard',
  'visa',
  'hkMacaoPermit',
  'taiwanPermit',
  'homeReturnPermit',
  'taiwanCompatriotPermit',
] as const;
export type TravelDocumentKind = (typeof travelDocumentKinds)[number];

/** The parts that a check digit guards. `composite` guards several at once. */
export const mrzFields = ['documentNumber', 'birthDate', 'expiryDate', 'personalNumber', 'composite'] as const;
export type MrzField = (typeof mrzFields)[number];

export interface TravelDocument {
  readonly kind: TravelDocumentKind;
  /** `typed`: by hand, after no scanner could read it. */
  readonly format: 'TD1' | 'TD2' | 'TD3' | 'MRV-A' | 'MRV-B' | 'EEP' | 'typed';
  readonly number: string;
  /** As in the zone: A to Z, with `<` read as a space. */
  readonly surname: string;
  readonly givenNames: string;
  /** Only exit-entry permits carry it; null for all others. */
  readonly chineseName: string | null;
  /** Three letters of ICAO 9303 part 3, e.g. CHN. */
  readonly issuingState: string;
  readonly nationality: string;
  /** YYYY-MM-DD; null where the zone leaves it out. */
  readonly birthDate: string | null;
  readonly sex: 'male' | 'female' | 'unknown';
  /** YYYY-MM-DD */
  readonly expiryDate: string | null;
}
