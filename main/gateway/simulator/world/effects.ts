import { addDays, addMonths } from '../../../contract/calendar-day.ts';
import type { Application } from '../../submission-content.ts';
import type { FiscalReceipt } from '../../payment-messages.ts';
import type { Violation } from '../../service-case.ts';
import type { OpenedCase } from '../cases/cases.ts';
import { normaliseReceiptNumber } from '../../../contract/receipt-number.ts';
import { fine } from './fines.ts';
import type { EndorsementRecord } from './permits.ts';
import type { World } from './world.ts';

/** What a submission that was granted changes. Undone when what it was for could not be given into the visitor's hand. */
export type Undo = () => void;
const nothing: Undo = () => {};

interface Granted {
  readonly world: World;
  readonly today: string;
  readonly content: Application;
  /** Whose it is, by key. */
  readonly person: string;
  readonly opened: OpenedCase | undefined;
  /** What the certificate is numbered; null where none was issued. */
  readonly number: string | null;
}

export function takeEffect(granted: Granted): Undo {
  return effects[granted.content.service]?.(granted) ?? nothing;
}

/** An application that an office now works on: found by its receipt from now on. */
const filed = ({ world, today, content, person }: Granted): void => {
  world.applications.push({
    applicant: person,
    receiptNumber: content.receiptNumber,
    service: content.service,
    state: 'received',
    receivedAt: today,
    expectedBy: addDays(today, 30),
    documentTail: (content.person?.number ?? '').slice(-4),
    lies: null,
    oldCardDue: content.service === 'id-card-renewal',
  });
};

const effects: Readonly<Record<string, (granted: Granted) => Undo | void>> = {
  'id-card-renewal': filed,
  'id-card-replacement': filed,
  'passport-reissue': filed,
  'hk-macao-taiwan-permit-reissue': filed,

  'no-criminal-record': ({ world, person, today }) => {
    world.noCriminalRecordRequests.push({ person, on: today });
  },

  'id-card-collection'({ world, opened }) {
    const asked = normaliseReceiptNumber(opened?.answers['receiptNumber'] ?? '');
    const card = world.applications.find(({ receiptNumber }) => normaliseReceiptNumber(receiptNumber) === asked);
    if (!card) return;
    card.state = 'collected';
    return () => {
      card.state = 'ready';
    };
  },

  'residence-permit-endorsement'({ world, person }) {
    const permit = world.residencePermits.find(({ holder }) => holder === person);
    if (permit) permit.endorsedUntil = addMonths(permit.endorsedUntil, 12);
  },

  'hk-macao-endorsement'({ world, today, content: { answers }, person }) {
    const destination = answers['destination'];
    const given = (['hongKong', 'macao'] as const)
      .filter((one) => destination === one || destination === 'both')
      .map((one): EndorsementRecord => ({
        holder: person,
        destination: one,
        type: answers['type'] === 'group' ? 'L' : 'G',
        requestedOn: today,
        validUntil: endorsementEnds(answers['visits'], today),
        remaining: answers['visits']?.endsWith('Twice') ? 2 : 1,
      }));
    world.endorsements.push(...given);
    return () => {
      for (const one of given) world.endorsements.splice(world.endorsements.indexOf(one), 1);
    };
  },

  'traffic-violation-handling'({ world, today, content, person, opened, number }) {
    const violation = violationChosen(opened, content);
    const index = world.violations.findIndex(({ id }) => id === violation?.id);
    if (!violation || index === -1 || number === null) return;
    world.violations.splice(index, 1);
    const licence = world.licences.find(({ holder }) => holder === person);
    if (licence) licence.points += violation.points;
    world.fines.push(fine(person, number, today, violation.act, violation.fineFen));
  },

  'inspection-mark'({ world, content }) {
    const vehicle = world.vehicles.find(({ plate }) => plate === content.answers['plate']);
    if (vehicle) vehicle.inspectionValidUntil = nextInspectionEnd(vehicle);
  },

  'temporary-plate'({ world, content }) {
    const vehicle = world.newVehicles.find(({ vin }) => vin === content.answers['vin']);
    if (vehicle) vehicle.plates += 1;
  },
};

/** What of the case's list this submission is about, when a machine may decide it. */
export function violationChosen(opened: OpenedCase | undefined, { item }: Application): Violation | undefined {
  const subject = opened?.opened.subject;
  return subject?.kind === 'traffic'
    ? subject.violations.find(({ id, blocked }) => id === item && blocked === null)
    : undefined;
}

/** Three months or a year, by what was asked for. */
export const endorsementEnds = (visits: string | undefined, today: string): string =>
  addMonths(today, visits?.startsWith('year') ? 12 : 3);

/** A fine is paid once the treasury has the money. */
export function finePaid(world: World, decisionNumber: string, receipt: FiscalReceipt): void {
  const paid = world.fines.find((one) => one.decisionNumber === decisionNumber);
  if (!paid) return;
  paid.state = 'paid';
  paid.fiscalReceiptNumber = receipt.number;
}

/** The simulated city's: a mark is good for two years. */
export const nextInspectionEnd = ({ inspectionValidUntil }: { readonly inspectionValidUntil: string }): string =>
  addMonths(inspectionValidUntil, 24);
