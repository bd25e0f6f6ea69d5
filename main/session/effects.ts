import type { IdCard } from '../../devices/id-card-reader/id-card-reader.ts';
import { delay, within } from '../clock/clock.ts';
import type { EffectName, JourneyContext, JourneyOutcome } from '../journey/journey-state.ts';
import type { SessionPorts, Stored, Visit } from './ports.ts';
import { cardProblems, documentProblems, gatewayProblems, receiptProblems } from './problem-codes.ts';

/** One piece of work for the journey. Says what it found by `tell`; after `signal` aborts nobody listens any more. */
interface Work {
  readonly ports: SessionPorts;
  readonly visit: Visit;
  readonly stored: Stored | null;
  readonly signal: AbortSignal;
  readonly tell: (outcome: JourneyOutcome) => void;
  readonly keep: (stored: Stored) => void;
}

/** Does what the journey ordered. Every path ends with an outcome, or with the abort that made it needless. */
export function carryOut(effect: EffectName, work: Work): Promise<void> {
  return works[effect](work);
}

const works: Readonly<Record<EffectName, (work: Work) => Promise<void>>> = {
  readCard,
  findRecord,
  compareFace,
  askOfficer,
  store,
  issue,
  printDocument,
  printReceipt,
};

/** Reads until a card gives its data: each failure is told and the visitor may simply try again. */
async function readCard({ ports, signal, tell }: Work): Promise<void> {
  const onPhase = (phase: 'waiting' | 'reading'): void => tell({ type: 'cardPhase', phase });
  while (!signal.aborted) {
    const read = await ports.idCardReader.readCard({ signal, onPhase });
    if (signal.aborted) return;
    if (read.ok) return tell({ type: 'cardRead', card: facts(read.value, ports.today()) });
    onPhase('waiting');
    if (read.error !== 'cancelled') tell({ type: 'cardProblem', problem: cardProblems[read.error] });
    await delay(ports.clock, ports.delays.cardRetryMs, signal);
  }
}

const facts = (card: IdCard, today: string) => ({
  name: card.name,
  number: card.number,
  expired: card.validUntil !== null && card.validUntil < today,
});

async function findRecord({ ports, visit: { journey }, signal, tell }: Work): Promise<void> {
  if (ports.rules.unprintableCharacter(journey.name) !== null) {
    return tell({ type: 'recordMissing', problem: 'document-name-unprintable' });
  }
  const found = await ports.gateway.findRecord({ number: journey.number, name: journey.name, signal });
  if (signal.aborted) return;
  if (found.ok) return tell({ type: 'recordFound', record: found.value });
  if (found.error === 'cancelled') return;
  const problem = gatewayProblems[found.error];
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
  if (issued.ok) return tell({ type: 'issued', certificate: issued.value });
  tell(issued.error === 'delayed' ? { type: 'issueDelayed' } : { type: 'issueRefused' });
}

async function printDocument({ ports, visit, stored, signal, tell }: Work): Promise<void> {
  const { certificate } = visit.journey;
  if (!certificate) throw new Error('a certificate is printed only after it was issued');
  const onProblem: Parameters<SessionPorts['printDocument']>[2] = (problem) => {
    if (problem !== 'cancelled') tell({ type: 'paperProblem', problem: problem && documentProblems[problem] });
  };
  const printed = await within(
    ports.clock,
    ports.delays.workMs,
    ports.printDocument({ ...visit, stored: onDisk(stored), certificate }, signal, onProblem),
    () => ({ ok: false, error: 'notConfirmed' }) as const,
  );
  if (printed.ok) return tell({ type: 'printed' });
  if (printed.error !== 'cancelled') tell({ type: 'printFailed', problem: documentProblems[printed.error] });
}

async function printReceipt({ ports, visit, stored, signal, tell }: Work): Promise<void> {
  const printed = await within(
    ports.clock,
    ports.delays.workMs,
    ports.printReceipt({ ...visit, stored: onDisk(stored), certificate: visit.journey.certificate }, signal),
    () => ({ ok: false, error: 'notConfirmed' }) as const,
  );
  if (printed.ok) return tell({ type: 'printed' });
  if (printed.error !== 'cancelled') tell({ type: 'printFailed', problem: receiptProblems[printed.error] });
}

function known(journey: JourneyContext) {
  const { record, photo } = journey;
  if (!record) throw new Error('the register is asked for the record first');
  return { record, photo };
}

function onDisk(stored: Stored | null): Stored {
  if (!stored) throw new Error('nothing is issued or printed that is not stored');
  return stored;
}
