import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { baseCatalogue } from '../../main/catalogue/catalogue.ts';
import type { ServiceDefinition } from '../../main/catalogue/service-definition.ts';
import { writeAddress } from '../../main/contract/address.ts';
import type { IdentityMethod, SessionSnapshot, Step } from '../../main/contract/session-snapshot.ts';
import type { VisitorEvent } from '../../main/contract/visitor-event.ts';
import type { VisitorGroup } from '../../main/contract/visitor-group.ts';
import type { JourneyContext } from '../../main/journey/journey-state.ts';
import type { ContractVisitor } from './contract-visitor.ts';
import { answerTo } from './generic-visitor.ts';
import type { Marked } from './traces.ts';
import { first } from './valid-values.ts';

/** What one visitor says of themselves, such as nobody else says. */
export interface Marks {
  readonly number: string;
  readonly name: string;
  readonly phone: string;
  /** Of a place, an address, a reason: whatever is written freely. */
  readonly text: string;
  readonly latinName: string;
  readonly passport: string;
}

const portrait = readFileSync(join(import.meta.dirname, 'portrait.jpg'));

/** Pieces of the visitor's picture from its compressed part, where no two pictures are alike. */
export const pictureMarks: readonly Marked[] = [4_000, 8_000, 12_000].map((at) => ({
  name: `picture at ${String(at)}`,
  bytes: portrait.subarray(at, at + 48),
}));

export const wordsOf = (marks: Marks): string[] => Object.values(marks);

/** More than any visit has pages. */
const MOST_TURNS = 120;

export interface MarkedVisit {
  readonly visitor: ContractVisitor;
  readonly service: string;
  readonly group: VisitorGroup;
  readonly method: IdentityMethod;
  readonly marks: Marks;
  /** The visitor's card onto the reader, and off it. */
  readonly placeCard: () => void;
  readonly pullCard: () => void;
  /** It is stored, and the gateway has not answered: the first time that the screen says so. */
  readonly onIssuing: (receiptNumber: string) => Promise<void>;
}

/** From the welcome screen to the end of the visit, answering whatever is shown. Returns the pages. */
export async function walkMarked(visit: MarkedVisit): Promise<string[]> {
  const { visitor, service } = visit;
  const definition = baseCatalogue.find(({ id }) => id === service);
  if (!definition) throw new Error(`there is no ${service}`);
  await visitor.send({ type: 'wake' });
  await visitor.until((snapshot) => isOpen(snapshot, service), `${service} open`);
  await visitor.send({ type: 'chooseService', serviceId: service });
  await visitor.until(({ step }) => step.name !== 'home', 'the first page');
  const pages: string[] = [];
  let isAsked = false;
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const { step } = visitor.now();
    if (pages.at(-1) !== step.name) pages.push(step.name);
    if (step.name === 'issuing' && !isAsked) {
      isAsked = true;
      await visit.onIssuing(step.receiptNumber);
    }
    if (step.name === 'result') return pages;
    if (ends.has(step.name)) throw new Error(`${service} ended at ${JSON.stringify(step).slice(0, 300)}`);
    if (step.name === 'placeCard' && step.phase === 'waiting') visit.placeCard();
    if (step.name === 'cardShown') visit.pullCard();
    const event = eventFor(step, definition, visit);
    // An event that came too late for its page means nothing: the next page is looked at.
    if (event) await visitor.send(event).catch(() => {});
    await visitor.until((snapshot) => isElsewhere(snapshot, step), `what follows ${step.name}`, 40_000);
  }
  throw new Error(`${service} goes round in circles: ${pages.join(' ')}`);
}

const ends = new Set(['refused', 'stopped', 'attract', 'home']);

const isOpen = ({ step }: SessionSnapshot, service: string): boolean =>
  step.name === 'home' &&
  step.areas.some(({ services }) =>
    services.some(({ id, availability }) => id === service && availability.state === 'available'),
  );

const isElsewhere = ({ step }: SessionSnapshot, before: Step): boolean =>
  JSON.stringify(step) !== JSON.stringify(before);

const atWork = new Set<Step['name']>(['checking', 'storing', 'issuing', 'printing', 'placeCard']);

/** null: the kiosk is at work and somebody waits. */
function eventFor(
  step: Step,
  definition: ServiceDefinition,
  { group, method, marks }: MarkedVisit,
): VisitorEvent | null {
  if (atWork.has(step.name)) return null;
  // Of the journey, a visitor knows which service it is.
  const context = { definition } as JourneyContext;
  const event = answerTo(step, context, {
    group,
    method,
    way: 'face',
    response: 'accept',
    refusedAnswer: null,
    pays: 'later',
    pick: first,
  });
  if (event.type === 'photo') return { type: 'photo', jpeg: portrait.toString('base64') };
  return event.type === 'answer' ? { ...event, value: markedValue(step, event.value, marks) } : event;
}

function markedValue(step: Step, usual: string, marks: Marks): string {
  if (step.name === 'idNumber') return marks.number;
  if (step.name === 'personName') return marks.name;
  if (step.name !== 'field') return usual;
  const { field } = step;
  switch (field.kind) {
    case 'text':
      return marks.text;
    case 'phone':
      return marks.phone;
    case 'personName':
      return marks.latinName;
    case 'address':
      return writeAddress('500105', marks.text);
    case 'code':
      return field.rule === 'passport' ? marks.passport : usual;
    default:
      return usual;
  }
}
