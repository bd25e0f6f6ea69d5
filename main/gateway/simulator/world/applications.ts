import { addDays } from '../../../contract/calendar-day.ts';
import { receiptCheckCharacter } from '../../../contract/receipt-number.ts';
import type { Application } from '../../service-case.ts';
import { everybody } from '../people.ts';

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
  more?: Partial<Pick<ApplicationRecord, 'lies' | 'oldCardDue'>>,
];

const drafts: readonly Draft[] = [
  ['zhang', 'id-card-renewal', 'ready', 28, { lies: 'thisHall', oldCardDue: true }],
  ['li', 'id-card-replacement', 'ready', 25, { lies: 'thisHall', oldCardDue: false }],
  ['ouyang', 'id-card-renewal', 'inProduction', 9],
  ['anna', 'id-card-renewal', 'ready', 31, { lies: 'elsewhere', oldCardDue: true }],
  ['zhang', 'passport-reissue', 'inReview', 3],
  ['li', 'passport-reissue', 'ready', 11, { lies: 'elsewhere' }],
  ['ouyang', 'hk-macao-taiwan-permit-reissue', 'received', 1],
  ['zhao', 'hk-macao-taiwan-permit-reissue', 'inProduction', 6],
  ['zhaxi', 'passport-reissue', 'collected', 40],
  ['anna', 'passport-reissue', 'refused', 17],
  ['tourist', 'visa-extension', 'inReview', 2],
  ['engineer', 'residence-permit', 'inProduction', 8],
  ['hongKong', 'residence-permit', 'received', 4],
];

export const applications = (today: string): ApplicationRecord[] =>
  drafts.map(([applicant, service, state, daysAgo, more], index) => ({
    applicant,
    receiptNumber: receipt(today, daysAgo, index + 101),
    service,
    state,
    receivedAt: addDays(today, -daysAgo),
    expectedBy: state === 'collected' || state === 'refused' ? null : addDays(today, 30 - daysAgo),
    documentTail: tailOf(applicant, service),
    lies: null,
    oldCardDue: false,
    ...more,
  }));

/** Of the card, of the paper that is replaced, or of what a visitor from outside travels with. */
function tailOf(applicant: string, service: string): string {
  const person = everybody.find(({ key }) => key === applicant);
  const kind = service === 'passport-reissue' ? 'passport' : 'hkMacaoPermit';
  const paper = person?.documents.find((document) => document.kind === kind) ?? person?.documents[0];
  const number = service.startsWith('id-card-') ? person?.number : paper?.number;
  return number?.slice(-4) ?? '';
}

export const applicationShown = (record: ApplicationRecord): Application => {
  const { receiptNumber, service, state, receivedAt, expectedBy } = record;
  return { receiptNumber, service, state, receivedAt, expectedBy };
};
