import { delay, within } from '../clock/clock.ts';
import { claimOf } from '../journey/identity-methods.ts';
import type { EffectName, JourneyContext } from '../journey/journey-state.ts';
import type { SessionPorts } from './ports.ts';
import { documentProblems, gatewayProblems, receiptProblems } from './problem-codes.ts';
import { openCase } from './case-effects.ts';
import { dispenseCard, readPermit, takeOldCard, writeEndorsement } from './hand-over-effects.ts';
import { awaitPayment, closePayment, openPayment, refundPayment } from './payment-effects.ts';
import { captureFinger, readCard, scanCode, scanDocument } from './reading.ts';
import { printSlip } from './slip-effects.ts';
import { onDisk, type Work } from './work.ts';

/** Does what the journey ordered. Every path ends with an outcome, or with the abort that made it needless. */
export function carryOut(effect: EffectName, work: Work): Promise<void> {
  return works[effect](work);
}

const works: Readonly<Record<EffectName, (work: Work) => Promise<void>>> = {
  readCard,
  scanDocument,
  scanCode,
  findRecord,
  compareFace,
  captureFinger,
  compareFinger,
  askOfficer,
  readPermit,
  openCase,
  printSlip,
  openPayment,
  awaitPayment,
  closePayment,
  refundPayment,
  takeOldCard,
  writeEndorsement,
  dispenseCard,
  store,
  issue,
  printDocument,
  printReceipt,
};

async function findRecord({ ports, visit: { journey }, signal, tell }: Work): Promise<void> {
  const claim = claimOf(journey);
  const found = await ports.gateway.findRecord({ claim, signal });
  if (signal.aborted) return;
  if (found.ok) {
    const printable = ports.rules.unprintableCharacter(found.value.name) === null;
    if (printable) return tell({ type: 'recordFound', record: found.value });
    return tell({ type: 'recordMissing', problem: 'person-name-unprintable' });
  }
  if (found.error === 'cancelled') return;
  const unknownCode = claim.by === 'code' && found.error === 'notFound';
  const problem = unknownCode ? 'code-not-known' : gatewayProblems[found.error];
  if (found.error === 'notFound' || found.error === 'notEligible') return tell({ type: 'recordMissing', problem });
  tell({ type: 'gatewayFailed', problem });
}

async function compareFace({ ports, visit: { journey }, signal, tell }: Work): Promise<void> {
  const { record, photo } = known(journey);
  if (!photo) throw new Error('a face is compared only after a picture was taken');
  const compared = await ports.gateway.compareFace({ recordId: record.recordId, jpeg: photo, signal });
  if (signal.aborted) return;
  if (compared.ok)
    return tell(
      compared.value.match
        ? { type: 'faceMatched', evidenceId: compared.value.evidenceId }
        : { type: 'faceNotMatched' },
    );
  if (compared.error !== 'cancelled') tell({ type: 'gatewayFailed', problem: gatewayProblems[compared.error] });
}

/** The features are overwritten as soon as the gateway has them, whatever it says. */
async function compareFinger({ ports, visit: { journey }, signal, tell }: Work): Promise<void> {
  const { record, finger } = known(journey);
  if (!finger) throw new Error('a finger is compared only after it was taken');
  const compared = await ports.gateway.compareFinger({ recordId: record.recordId, ...finger, signal });
  finger.features.fill(0);
  if (signal.aborted) return;
  if (compared.ok)
    return tell(
      compared.value.match
        ? { type: 'fingerMatched', evidenceId: compared.value.evidenceId }
        : { type: 'fingerNotMatched' },
    );
  if (compared.error !== 'cancelled') tell({ type: 'gatewayFailed', problem: gatewayProblems[compared.error] });
}

async function askOfficer({ ports, visit: { journey }, signal, tell }: Work): Promise<void> {
  const { gateway, clock, delays } = ports;
  const asked = await gateway.askOfficer({ recordId: known(journey).record.recordId, question: 'identity', signal });
  if (signal.aborted) return;
  if (!asked.ok) {
    if (asked.error !== 'cancelled') tell({ type: 'gatewayFailed', problem: gatewayProblems[asked.error] });
    return;
  }
  const giveUpMs = clock.monotonicMs() + delays.officerDecisionMs;
  while (clock.monotonicMs() < giveUpMs) {
    const decision = await gateway.officerDecision({ caseId: asked.value.caseId, signal });
    if (signal.aborted) return;
    // One lost answer is no reason to send somebody away who waits for a person: the next poll may work.
    if (decision.ok && decision.value.state === 'granted')
      return tell({ type: 'officerGranted', evidenceId: decision.value.evidenceId });
    if (decision.ok && decision.value.state === 'refused') return tell({ type: 'officerRefused' });
    await delay(clock, delays.officerPollMs, signal);
    if (signal.aborted) return;
  }
  tell({ type: 'officerNoAnswer' });
}

async function store({ ports, visit, tell, keep }: Work): Promise<void> {
  const stored = await ports.store(visit);
  if (!stored.ok)
    return tell({ type: 'storeFailed', problem: stored.error === 'storageFull' ? 'storage-full' : 'storage-fault' });
  keep(stored.value);
  tell({ type: 'stored', receiptNumber: stored.value.receiptNumber });
}

async function issue({ ports, stored, signal, tell }: Work): Promise<void> {
  const issued = await ports.issue(onDisk(stored), signal);
  if (issued.ok)
    return tell(issued.value === 'accepted' ? { type: 'accepted' } : { type: 'issued', certificate: issued.value });
  tell(issued.error === 'delayed' ? { type: 'issueDelayed' } : { type: 'issueRefused' });
}

async function printDocument({ ports, visit, stored, signal, tell }: Work): Promise<void> {
  const onProblem: Parameters<SessionPorts['printDocument']>[2] = (problem) => {
    if (problem !== 'cancelled') tell({ type: 'paperProblem', problem: problem && documentProblems[problem] });
  };
  const printed = await within(
    ports.clock,
    ports.delays.workMs,
    ports.printDocument({ ...visit, stored: onDisk(stored) }, signal, onProblem),
    () => ({ ok: false, error: 'notConfirmed' }) as const,
  );
  if (printed.ok) return tell({ type: 'printed' });
  if (printed.error !== 'cancelled') tell({ type: 'printFailed', problem: documentProblems[printed.error] });
}

async function printReceipt({ ports, visit, stored, signal, tell }: Work): Promise<void> {
  const printed = await within(
    ports.clock,
    ports.delays.workMs,
    ports.printReceipt({ ...visit, stored: onDisk(stored) }, signal),
    () => ({ ok: false, error: 'notConfirmed' }) as const,
  );
  if (printed.ok) return tell({ type: 'printed' });
  if (printed.error !== 'cancelled') tell({ type: 'printFailed', problem: receiptProblems[printed.error] });
}

function known(journey: JourneyContext) {
  const { record, photo, finger } = journey;
  if (!record) throw new Error('the register is asked for the record first');
  return { record, photo, finger };
}
