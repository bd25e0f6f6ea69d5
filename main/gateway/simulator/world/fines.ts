import { addDays, daysBetween } from '../../../contract/calendar-day.ts';
import type { Bilingual } from '../../../contract/language.ts';
import type { Fine } from '../../service-case.ts';

/** 处罚决定 with its fine. */
export interface FineRecord {
  readonly driver: string;
  readonly decisionNumber: string;
  readonly decidedAt: string;
  readonly act: Bilingual;
  readonly fineFen: number;
  state: Fine['state'];
  fiscalReceiptNumber: string | null;
}

/** Calendar days to pay a fine in, from the decision on (道路交通安全法 Art. 108). */
export const daysToPay = 15;

const parking = { 'zh-CN': '违反规定停放车辆', en: 'Parking where it is not allowed' };
const speeding = { 'zh-CN': '超过规定时速不到百分之二十', en: 'Driving up to 20% over the speed limit' };

export const fines = (today: string): FineRecord[] => [
  fine('zhang', '5001050000000017', addDays(today, -4), parking, 10_000),
  // Eleven days late: 33 % on top.
  fine('li', '5001050000000025', addDays(today, -26), speeding, 20_000),
  // So late that the surcharge has come to as much as the fine.
  fine('ouyang', '5001050000000033', addDays(today, -200), speeding, 15_000),
  {
    ...fine('zhang', '5001050000000041', addDays(today, -60), parking, 10_000),
    state: 'paid',
    fiscalReceiptNumber: '50999926-0000000041',
  },
  { ...fine('anna', '5001050000000058', addDays(today, -30), speeding, 15_000), state: 'cancelled' },
  fine('engineer', '5001050000000066', addDays(today, -2), parking, 10_000),
];

export const fine = (
  driver: string,
  decisionNumber: string,
  decidedAt: string,
  act: Bilingual,
  fineFen: number,
): FineRecord => ({ driver, decisionNumber, decidedAt, act, fineFen, state: 'unpaid', fiscalReceiptNumber: null });

/** 3 % for each day past the last, and never more than the fine itself (程序规定 Art. 60, 行政处罚法 Art. 72). */
export function surchargeFen(record: Pick<FineRecord, 'decidedAt' | 'fineFen'>, today: string): number {
  const daysLate = Math.max(0, daysBetween(addDays(record.decidedAt, daysToPay), today));
  return Math.min(record.fineFen, Math.round((record.fineFen * 3 * daysLate) / 100));
}

export function fineShown(record: FineRecord, today: string): Fine {
  const { decisionNumber, decidedAt, act, fineFen, state, fiscalReceiptNumber } = record;
  return {
    decisionNumber,
    decidedAt,
    act,
    fineFen,
    surchargeFen: state === 'unpaid' ? surchargeFen(record, today) : 0,
    dueDate: addDays(decidedAt, daysToPay),
    state,
    fiscalReceiptNumber,
  };
}
