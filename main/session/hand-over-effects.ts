import { within } from '../clock/clock.ts';
import type { ProblemCode } from '../contract/problem.ts';
import type { HandOverReport } from '../gateway/submission-content.ts';
import { endorsementText } from '../journey/endorsement-text.ts';
import { dispenserProblems, permitProblems, rewriterProblems } from './problem-codes.ts';
import { fitted, phaseTeller, untilGiven } from './reading.ts';
import { onDisk, type Work } from './work.ts';

/** What goes into the machine and what comes out of it: permits, old cards, new cards. */

/** Takes the permit in, and holds it while its chip is read; it stays inside until the endorsement is on it. */
export async function readPermit(work: Work): Promise<void> {
  const slot = fitted(work.ports.permitSlot);
  const { signal, tell } = work;
  await untilGiven(work, {
    device: 'permitSlot',
    async ask() {
      const inside = await slot.cardPosition();
      const accepted =
        inside.ok && inside.value === 'inside'
          ? inside
          : await slot.acceptCard({
              signal,
              onPhase: (phase) => phaseTeller(work)(phase === 'entering' ? 'reading' : phase),
            });
      const held = accepted.ok ? await slot.holdCard(signal) : accepted;
      return held.ok ? fitted(slot.rewriter).readPermit(signal) : held;
    },
    given: (document) => tell({ type: 'permitRead', document }),
    failed(error) {
      tell({ type: 'readPhase', phase: 'waiting' });
      if (error !== 'cancelled')
        tell({ type: 'permitProblem', problem: { ...permitProblems, ...rewriterProblems }[error] });
      // Whatever could not be read goes back to its owner.
      if (error === 'chipUnreadable') void slot.ejectCard(signal);
      return error === 'offline';
    },
    guide: async () => tell({ type: 'permitProblem', problem: 'permit-not-inserted' }),
  });
}

/** The old card: in, and into the bin. Tried again when nothing came; given up when the slot cannot. */
export async function takeOldCard(work: Work): Promise<void> {
  const { ports, signal, tell, visit, stored } = work;
  const slot = fitted(ports.permitSlot);
  for (let tries = 0; tries < oldCardTries && !signal.aborted; tries += 1) {
    const taken = await slot.acceptCard({
      signal,
      onPhase: (phase) => phaseTeller(work)(phase === 'entering' ? 'reading' : phase),
    });
    const kept = taken.ok ? await slot.captureCard(signal) : taken;
    if (signal.aborted) return;
    if (kept.ok) return tell({ type: 'cardTakenIn' });
    if (kept.error !== 'cancelled') tell({ type: 'permitProblem', problem: permitProblems[kept.error] });
    if (kept.error !== 'notInserted') break;
  }
  if (signal.aborted) return;
  await ports.reportHandOver({ ...visit, stored: onDisk(stored) }, 'failed');
  tell({ type: 'cardNotTakenIn', problem: 'old-card-not-taken' });
}
const oldCardTries = 3;

/** Writes the endorsement onto the permit that lies in the slot, and gives it back. */
export async function writeEndorsement(work: Work): Promise<void> {
  const slot = fitted(work.ports.permitSlot);
  const { ports, signal, visit } = work;
  const written = await within(
    ports.clock,
    ports.delays.workMs,
    fitted(slot.rewriter).writeEndorsement(endorsementText(visit.journey), signal),
    () => ({ ok: false, error: 'notConfirmed' }) as const,
  );
  // The permit is the visitor's, whatever stands on it.
  await slot.ejectCard(signal);
  await handOver(
    work,
    written.ok ? 'done' : written.error === 'notConfirmed' ? 'unknown' : 'failed',
    'endorsement-not-written',
  );
}

export async function dispenseCard(work: Work): Promise<void> {
  const dispensed = await fitted(work.ports.cardDispenser).dispenseCard(work.signal);
  const outcome = dispensed.ok ? 'done' : dispensed.error === 'notConfirmed' ? 'unknown' : 'failed';
  const problem =
    dispensed.ok || dispensed.error === 'cancelled' ? 'card-not-dispensed' : dispenserProblems[dispensed.error];
  await handOver(work, outcome, problem);
}

/** The office hears it in any case, from the disk; then the visitor. */
async function handOver(work: Work, outcome: HandOverReport['outcome'], problem: ProblemCode): Promise<void> {
  const { ports, visit, stored, signal, tell } = work;
  await ports.reportHandOver({ ...visit, stored: onDisk(stored) }, outcome);
  if (signal.aborted) return;
  tell(
    outcome === 'done' ? { type: 'handedOver' } : { type: 'handOverFailed', problem, certain: outcome === 'failed' },
  );
}
