import { addDays } from '../../../contract/calendar-day.ts';
import { receiptCheckCharacter } from '../../../contract/receipt-number.ts';
import type { Application } from '../../service-case.ts';

/** 申请: taken somewhere, on its way. */
export interface ApplicationRecord {
  readonly applicant: string;
  readonly receiptNumber: string;
  /** The service's id. */
  readonly service: string;
  state: Application['state'];
  readonly receivedAt: string;
  readonly expectedBy: string | null;
  /** The last four of the document by which it is looked up, besides the receipt's number. */
  readonly documentTail: string;
  /** Where the finished thing lies. */
  readonly lies: 'thisHall' | 'elsewhere' | null;
  /** The old card goes back before the new one comes out (居民身份证法 Art. 11). */
  readonly oldCardDue: boolean;
}

const receipt = (today: string, daysAgo: number, serial: number): string => {
  const day = addDays(today, -daysAgo).slice(2).replaceAll('-', '');
  const body = `XJ-A07-${day}-${String(serial).padStart(5, '0')}`;
  return `${body}-${receiptCheckCharacter(body)}`;
};

type Draft = readonly [
  applicant: string,
  service: string,
  state: Application['state'],
  daysAgo: number,
  documentTail: string,
  more?: Partial<Pick<ApplicationRecord, 'lies' | 'oldCardDue'>>,
];

/** The tail is that of the document by which the office knows the applicant: see people. */
const drafts: readonly Draft[] = [
  ['zhang', 'id-card-renewal', 'ready', 28, '0013', { lies: 'thisHall', oldCardDue: true }],
  ['li', 'id-card-replacement', 'ready', 25, '0025', { lies: 'thisHall', oldCardDue: false }],
  ['ouyang', 'id-card-renewal', 'inProduction', 9, '009X'],
  ['anna', 'id-card-renewal', 'ready', 31, '0070', { lies: 'elsewhere', oldCardDue: true }],
  ['zhang', 'passport-reissue', 'inReview', 3, '0100'],
  ['li', 'passport-reissue', 'ready', 11, '0101', { lies: 'elsewhere' }],
  ['ouyang', 'hk-macao-taiwan-permit-reissue', 'received', 1, '0102'],
  ['zhao', 'hk-macao-taiwan-permit-reissue', 'inProduction', 6, '0108'],
  ['zhaxi', 'passport-reissue', 'collected', 40, '0106'],
  ['anna', 'passport-reissue', 'refused', 17, '0107'],
  ['tourist', 'visa-extension', 'inReview', 2, '5678'],
  ['engineer', 'residence-permit', 'inProduction', 8, '0017'],
  ['hongKong', 'residence-permit', 'received', 4, '0000'],
];

export const applications = (today: string): ApplicationRecord[] =>
  drafts.map(([applicant, service, state, daysAgo, documentTail, more], index) => ({
    applicant,
    receiptNumber: receipt(today, daysAgo, index + 101),
    service,
    state,
    receivedAt: addDays(today, -daysAgo),
    expectedBy: state === 'collected' || state === 'refused' ? null : addDays(today, 30 - daysAgo),
    documentTail,
    lies: null,
    oldCardDue: false,
    ...more,
  }));

export const applicationShown = (record: ApplicationRecord): Application => {
  const { receiptNumber, service, state, receivedAt, expectedBy } = record;
  return { receiptNumber, service, state, receivedAt, expectedBy };
};
