import { within } from '../clock/clock.ts';
import type { JourneyContext } from '../journey/journey-state.ts';
import type { SlipKind } from './ports.ts';
import type { Work } from './work.ts';

/** Prints a page that belongs to no submission. */
export async function printSlip({ ports, visit, signal, tell }: Work): Promise<void> {
  const printed = await within(
    ports.clock,
    ports.delays.workMs,
    ports.printSlip(visit, slipOf(visit.journey), signal),
    () => ({ ok: false, error: 'receipt-not-confirmed' }) as const,
  );
  if (signal.aborted) return;
  if (printed.ok) return tell({ type: 'slipPrinted' });
  if (printed.error !== 'cancelled') tell({ type: 'slipFailed', problem: printed.error });
}

function slipOf({ refusal, payment, case: opened }: JourneyContext): SlipKind {
  if (refusal) return 'refusal';
  if (payment) return 'payment';
  return opened ? 'query' : 'leaflet';
}
