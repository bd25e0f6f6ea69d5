import { addDays } from '../../../contract/calendar-day.ts';

/** 居住证 of somebody from elsewhere, endorsed each full year (居住证暂行条例 Art. 10). */
export interface ResidencePermitRecord {
  readonly holder: string;
  readonly number: string;
  /** The full year for which it is endorsed ends here. */
  endorsedUntil: string;
}

export const residencePermits = (today: string): ResidencePermitRecord[] => [
  { holder: 'zhaxi', number: '50010500000017', endorsedUntil: addDays(today, 20) },
  { holder: 'ayiguli', number: '50010500000025', endorsedUntil: addDays(today, 200) },
];

export type TravelPaperKind = 'passport' | 'hkMacaoPermit' | 'taiwanPermit';

/** A Mainland resident's travel paper as the office knows it: the paper itself is in the person's hand, or was. */
export interface TravelPaper {
  readonly holder: string;
  readonly kind: TravelPaperKind;
  readonly number: string;
  readonly validUntil: string;
  /** Withdrawn, given back or reported lost long ago: there is nothing to replace. */
  readonly void: boolean;
}

/** Whose papers differ from what `people` carry, besides the Taiwan permits. */
export const voidPapers: readonly { readonly holder: string; readonly kind: TravelPaperKind }[] = [
  { holder: 'sun', kind: 'passport' },
  { holder: 'sun', kind: 'hkMacaoPermit' },
  { holder: 'qian', kind: 'passport' },
  { holder: 'qian', kind: 'hkMacaoPermit' },
];

export const taiwanPermits = (today: string): readonly TravelPaper[] => [
  { holder: 'zhang', kind: 'taiwanPermit', number: 'L00000100', validUntil: addDays(today, 400), void: false },
  { holder: 'li', kind: 'taiwanPermit', number: 'T00000101', validUntil: addDays(today, 30), void: false },
];

/** Of the card-type permit, whatever its zone says: ends sooner than the shortest endorsement, or than a year's. */
export const permitsEndingSoon = (today: string): Readonly<Record<string, string>> => ({
  zhao: addDays(today, 40),
  anna: addDays(today, 200),
});

/** 签注 on a permit, asked for and given. */
export interface EndorsementRecord {
  readonly holder: string;
  readonly destination: 'hongKong' | 'macao' | 'taiwan';
  /** G individual, L group: as printed on the permit. */
  readonly type: string;
  readonly requestedOn: string;
  readonly validUntil: string;
  readonly remaining: number;
}

export const endorsements = (today: string): EndorsementRecord[] => [
  {
    holder: 'zhang',
    destination: 'hongKong',
    type: 'G',
    requestedOn: addDays(today, -300),
    validUntil: addDays(today, 65),
    remaining: 1,
  },
  {
    holder: 'zhang',
    destination: 'taiwan',
    type: 'G',
    requestedOn: addDays(today, -500),
    validUntil: addDays(today, -320),
    remaining: 0,
  },
  {
    holder: 'ouyang',
    destination: 'macao',
    type: 'L',
    requestedOn: addDays(today, -20),
    validUntil: addDays(today, 70),
    remaining: 2,
  },
  {
    holder: 'zhaxi',
    destination: 'hongKong',
    type: 'L',
    requestedOn: addDays(today, -700),
    validUntil: addDays(today, -610),
    remaining: 0,
  },
];
