import type { FactRow } from './fact-row.ts';
import type { ProblemCode } from './problem.ts';
import type { ServiceView } from './service-view.ts';

/** What a visitor can leave behind: on the reader, on the scanner, in the slot, at the dispenser, in the receipt's mouth. */
export const belongings = ['card', 'passport', 'permit', 'dispensedCard', 'receipt'] as const;
export type Belonging = (typeof belongings)[number];

export interface PaymentView {
  readonly amountFen: number;
  /** What the order is called on the visitor's telephone and on the slip. */
  readonly orderId: string;
  /**
   * waiting: `payUrl` is the code to scan · unknown: nobody can say now whether it was paid; it is asked again and again ·
   * failed: no money moved
   */
  readonly state: 'waiting' | 'unknown' | 'failed';
  readonly payUrl: string | null;
  /** Of the order, for whoever leaves before anybody can say what became of it; null for who still waits. */
  readonly slip: PaperView | null;
}

export interface PaperView {
  readonly state: 'waiting' | 'printing' | 'printed' | 'failed';
  readonly problem: ProblemCode | null;
}

export interface ResultView {
  readonly service: ServiceView;
  /** answered: done here · accepted: the office has it · provisional: it lies sealed here until the network is back */
  readonly outcome: 'answered' | 'accepted' | 'provisional';
  readonly receiptNumber: string;
  readonly certificateNumber: string | null;
  /** Of what was paid: the finance ministry's receipt; or of what was given back. */
  readonly payment: PaidView | null;
  /** What was put on the permit, what points there are now: the office's own words. */
  readonly facts: readonly FactRow[];
  readonly document: PaperView;
  readonly receipt: PaperView;
  /** What still lies in the machine and belongs to the visitor. */
  readonly left: readonly Belonging[];
  /** Whether the visitor said that a paper, which the printer calls printed, is not there. */
  readonly paperMissing: boolean;
  /** Services that follow from this one, e.g. the replacement of the lost card. */
  readonly offers: readonly ServiceView[];
  /** Until the wipe. */
  readonly secondsLeft: number;
}

export type PaidView =
  | { readonly state: 'paid'; readonly amountFen: number; readonly fiscalReceiptNumber: string; readonly url: string }
  | { readonly state: 'refunding' | 'refunded'; readonly amountFen: number; readonly refundNumber: string | null }
  /** To be paid at the counter: the network was away. */
  | { readonly state: 'due'; readonly amountFen: number };
