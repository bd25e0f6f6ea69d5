import { baseCatalogue } from '../../catalogue/catalogue.ts';
import { feeFen } from '../../catalogue/fee.ts';
import type { ServiceDefinition } from '../../catalogue/service-definition.ts';
import { addDays } from '../../contract/calendar-day.ts';
import { chinaDay } from '../../clock/china-time.ts';
import type { Clock } from '../../clock/clock.ts';
import type { Acknowledgement } from '../gateway.ts';
import type { Application, HandOverReport, SubmissionContent } from '../submission-content.ts';
import type { Cases, OpenedCase } from './cases/cases.ts';
import type { Certificates } from './certificates.ts';
import type { Payments } from './payments.ts';
import type { Register } from './register.ts';
import { endorsementEnds, nextInspectionEnd, takeEffect, violationChosen } from './world/effects.ts';
import type { Undo } from './world/effects.ts';
import type { World } from './world/world.ts';

type Outcome = Acknowledgement['outcome'];
type Refusal = Extract<Outcome, { kind: 'refused' }>['reason'];

export interface DecisionOptions {
  readonly clock: Clock;
  readonly world: World;
  readonly register: Register;
  readonly cases: Cases;
  readonly certificates: Certificates;
  readonly payments: Pick<Payments, 'isPaid'>;
  /** `trusted`: for tests that send submissions of visits that never were. */
  readonly evidence: 'checked' | 'trusted';
}

export interface Decisions {
  /** Once for each submission: it changes the world. */
  decide(content: SubmissionContent): Outcome;
  /** What kiosks reported of things given into a hand. */
  readonly handOvers: readonly HandOverReport[];
}

/** The offices' side of a submission: refused, issued at once, or accepted for somebody to look at. */
export function decisions(options: DecisionOptions): Decisions {
  const { world, clock, certificates } = options;
  const handOvers: HandOverReport[] = [];
  /** By the kiosk's receipt number, while what was issued is on its way into the visitor's hand. */
  const undos = new Map<string, Undo>();
  /** An order pays for one submission. */
  const usedOrders = new Set<string>();

  function handedOver(report: HandOverReport): Outcome {
    handOvers.push(report);
    if (report.outcome === 'failed') undos.get(report.receiptNumber)?.();
    undos.delete(report.receiptNumber);
    return { kind: 'accepted' };
  }

  function applied(content: Application): Outcome {
    const opened = content.caseId === null ? undefined : options.cases.get(content.caseId);
    const { paymentOrderId } = content;
    const usedTwice = paymentOrderId !== null && usedOrders.has(paymentOrderId);
    const refusal = whyRefused(content, opened, options) ?? (usedTwice ? 'notPaid' : null);
    if (refusal) return { kind: 'refused', reason: refusal };
    if (paymentOrderId !== null) usedOrders.add(paymentOrderId);
    const today = chinaDay(clock.wallTime());
    const certificate = isAnsweredNow(content, opened)
      ? certificates.issue({
          service: content.service,
          name: content.person?.name ?? null,
          purpose: content.answers['purpose'] ?? null,
          validUntil: endOf(content, world, clock.wallTime()),
        })
      : null;
    const person = options.register.person(content.person?.number ?? '')?.key ?? '';
    // A defence is an officer's to weigh: nothing changes until then.
    if (content.response !== 'defend') {
      const undo = takeEffect({ world, today, content, person, opened, number: certificate?.number ?? null });
      undos.set(content.receiptNumber, () => {
        undo();
        if (certificate) certificates.withdraw(certificate.number);
      });
    }
    return certificate ? { kind: 'issued', certificate } : { kind: 'accepted' };
  }

  return {
    handOvers,
    decide: (content) => (content.kind === 'handOver' ? handedOver(content) : applied(content)),
  };
}

const definitionOf = (service: string): ServiceDefinition | undefined => baseCatalogue.find(({ id }) => id === service);

function whyRefused(content: Application, opened: OpenedCase | undefined, options: DecisionOptions): Refusal | null {
  const { person, service } = content;
  const known = person ? options.register.person(person.number) : undefined;
  if (known?.standing === 'deceased') return 'notEligible';
  if (options.evidence === 'trusted') return null;
  if (!isProved(content, options.register)) return 'evidenceExpired';
  if (opened && (opened.service !== service || opened.opened.refusal !== null)) return 'notEligible';
  if (opened?.person && opened.person.number !== person?.number) return 'notEligible';
  const decides = service === 'traffic-violation-handling' && content.response === 'accept';
  if (decides && !isStillOpen(content, opened, options.world)) return 'notEligible';
  return isPaid(content, opened, options) ? null : 'notPaid';
}

/** As far as the service asks for proof. What a kiosk took without the network is looked at by an officer. */
function isProved({ service, person, guardian, evidence }: Application, register: Register): boolean {
  const definition = definitionOf(service);
  if (definition && !definition.proof) return true;
  const proved = guardian ?? person;
  if (!proved || !evidence) return false;
  if (evidence.kind === 'deferred') return definition?.needs.gateway === false;
  return register.isEvidence(evidence, proved.number);
}

/** On the case's list, open to a machine, and nobody has decided it meanwhile. */
function isStillOpen(content: Application, opened: OpenedCase | undefined, world: World): boolean {
  const chosen = violationChosen(opened, content);
  return world.violations.some(({ id }) => id === chosen?.id);
}

/** What was taken without the network is paid at the counter. */
function isPaid(content: Application, opened: OpenedCase | undefined, { payments, world }: DecisionOptions): boolean {
  const definition = definitionOf(content.service);
  if (!definition || definition.payment !== 'before' || content.evidence?.kind === 'deferred') return true;
  if (definition.fee.kind === 'fine') {
    const decision = opened?.answers['decisionNumber'];
    return world.fines.some(({ decisionNumber, state }) => decisionNumber === decision && state === 'paid');
  }
  if (feeFen(definition.fee, content.answers, 0) === 0) return true;
  return content.paymentOrderId !== null && payments.isPaid(content.paymentOrderId, content.service);
}

function isAnsweredNow({ service, response, validityHours }: Application, opened: OpenedCase | undefined): boolean {
  if (response === 'defend' || opened?.opened.answeredNow === false) return false;
  const definition = definitionOf(service);
  return definition ? definition.kind !== 'review' : validityHours !== null;
}

const hourMs = 60 * 60 * 1000;

/**
 * From now on, as long as the paper is valid; an endorsement as was asked; a mark until the next inspection; a plate
 * never longer than its insurance.
 */
function endOf({ service, answers, validityHours }: Application, world: World, now: Date): Date | null {
  if (service === 'hk-macao-endorsement') return endOfDay(endorsementEnds(answers['visits'], chinaDay(now)));
  const inspected = world.vehicles.find(({ plate }) => service === 'inspection-mark' && plate === answers['plate']);
  if (inspected) return endOfDay(nextInspectionEnd(inspected));
  if (validityHours === null) return null;
  if (service === 'temporary-plate') return endOfDay(lastDayOfPlate(answers, validityHours / 24, world, chinaDay(now)));
  return new Date(now.getTime() + validityHours * hourMs);
}

/** So many calendar days from the day that its owner asked for (机动车登记规定 Art. 92), that one counted. */
function lastDayOfPlate({ fromDate, vin }: Application['answers'], days: number, world: World, today: string): string {
  const last = addDays(fromDate ?? today, days - 1);
  const insuredUntil = world.newVehicles.find((one) => one.vin === vin)?.insuredUntil ?? last;
  return insuredUntil < last ? insuredUntil : last;
}

const endOfDay = (day: string): Date => new Date(`${day}T23:59:59+08:00`);
