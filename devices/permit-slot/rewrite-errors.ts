import type { Result } from '../../main/contract/result.ts';
import type { PermitRewriteError } from './permit-slot.ts';
import type { CrtCommand } from './profile.ts';
import type { QuestionFault, Whereabouts } from './slot-question.ts';

/** Asks the machine, and once more after the init that it may have wanted first. */
export type AskReady = (command: CrtCommand, data?: Uint8Array) => Promise<Result<Whereabouts, QuestionFault>>;

/** What a fault means to who wants a permit read or written. */
export const rewriteErrors: Readonly<Record<QuestionFault, PermitRewriteError>> = {
  notInserted: 'noCard',
  noCard: 'noCard',
  cardRemoved: 'cardRemoved',
  cardNotAccepted: 'chipUnreadable',
  chipFault: 'chipUnreadable',
  cardJammed: 'slotFault',
  captureBinFull: 'slotFault',
  needsInit: 'slotFault',
  slotFault: 'slotFault',
  lost: 'offline',
  offline: 'offline',
};
