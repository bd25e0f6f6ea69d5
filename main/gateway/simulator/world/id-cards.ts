import { addDays } from '../../../contract/calendar-day.ts';

/** 居民身份证, as the population register has it. */
export interface IdCardRecord {
  readonly holder: string;
  /** Null for one that never ends (居民身份证法 Art. 5). */
  readonly validUntil: string | null;
  readonly issuer: string;
  /** Of one finger of each hand, taken with the card (Art. 3). */
  readonly fingerprints: boolean;
}

const issuer = '重庆市公安局江北区分局';

/** By the key of the person. Who is not named never had a card. */
export const idCards = (today: string): readonly IdCardRecord[] => [
  { holder: 'zhang', validUntil: addDays(today, 60), issuer, fingerprints: true },
  { holder: 'li', validUntil: addDays(today, 5 * 365), issuer, fingerprints: true },
  { holder: 'ouyang', validUntil: addDays(today, -20), issuer, fingerprints: true },
  { holder: 'wang', validUntil: addDays(today, 30), issuer, fingerprints: true },
  { holder: 'ji', validUntil: addDays(today, 30), issuer, fingerprints: true },
  { holder: 'ayiguli', validUntil: addDays(today, 10), issuer: '乌鲁木齐市公安局天山区分局', fingerprints: true },
  { holder: 'zhaxi', validUntil: addDays(today, 80), issuer: '拉萨市公安局城关区分局', fingerprints: true },
  { holder: 'anna', validUntil: addDays(today, 15), issuer, fingerprints: true },
  // Issued before fingerprints were taken.
  { holder: 'zhao', validUntil: addDays(today, 25), issuer, fingerprints: false },
  { holder: 'sun', validUntil: null, issuer, fingerprints: false },
  { holder: 'wu', validUntil: addDays(today, 3 * 365), issuer, fingerprints: true },
  { holder: 'zheng', validUntil: addDays(today, 40), issuer, fingerprints: true },
];

/** How long the next card is valid, by the age of its holder (居民身份证法 Art. 5). */
export const newCardValidity = (age: number): 'years10' | 'years20' | 'longTerm' =>
  age >= 46 ? 'longTerm' : age >= 26 ? 'years20' : 'years10';
