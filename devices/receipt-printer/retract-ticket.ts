import { type Clock, delay } from '../../main/clock/clock.ts';
import { err, ok, type Result } from '../../main/contract/result.ts';
import type { Conversation } from './conversation.ts';
import { bytesOf } from './profile.ts';
import type { ReceiptRetractError } from './receipt-printer.ts';

/** Pulls back the ticket in the mouth and looks until it is gone; a ticket that was taken meanwhile is gone too. */
export async function retractTicket(
  printer: Conversation,
  clock: Clock,
  { retract, retractWithinMs, pollMs, signal }: RetractJob,
): Promise<Result<void, ReceiptRetractError>> {
  const startMs = clock.monotonicMs();
  for (let isSent = false; ; isSent = true) {
    const heard = await printer.askCondition();
    if (!heard.ok) return err(heard.error === 'foreign' ? 'printerFault' : 'offline');
    if (heard.value.ticket === 'notPresent') return ok(undefined);
    if (signal.aborted) return err('cancelled');
    const isStuck = heard.value.mechanicalError || heard.value.unrecoverableError;
    if (isStuck || clock.monotonicMs() - startMs >= retractWithinMs) return err('printerFault');
    if (!isSent && !(await printer.send(bytesOf(retract)))) return err('offline');
    await delay(clock, pollMs, signal);
  }
}

interface RetractJob {
  /** The printer's command. */
  readonly retract: string;
  readonly retractWithinMs: number;
  readonly pollMs: number;
  readonly signal: AbortSignal;
}
