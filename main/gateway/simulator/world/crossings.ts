import { addDays } from '../../../contract/calendar-day.ts';
import type { TravelDocumentKind } from '../../../contract/travel-document.ts';
import type { BorderCrossing } from '../../service-case.ts';
import type { SyntheticPerson } from '../people.ts';
import { ports } from './stays.ts';

/** Two years of journeys, and what one may take. */
const daysBack = 730;
const mostJourneys = 6;

type CrossingDocument = BorderCrossing['documentKind'];
const crosses = (kind: TravelDocumentKind): kind is CrossingDocument => kind !== 'visa' && kind !== 'identityCard';

const portsOf: Readonly<Record<CrossingDocument, readonly (typeof ports)[keyof typeof ports][]>> = {
  passport: [ports.chongqing, ports.pudong],
  hkMacaoPermit: [ports.luohu, ports.gongbei],
  taiwanPermit: [ports.xiamen],
  homeReturnPermit: [ports.luohu, ports.gongbei],
  taiwanCompatriotPermit: [ports.xiamen],
};

/**
 * A person's journeys, latest first: out and in again with the same document, and never two at once. A visitor from
 * outside comes in first.
 */
export function crossingsOf(person: SyntheticPerson, today: string, random: () => number): readonly BorderCrossing[] {
  const documents = person.documents.filter((document) => crosses(document.kind));
  const journeys = documents.length === 0 ? 0 : 1 + Math.floor(random() * mostJourneys);
  const [away, back] = person.group === 'mainland' ? (['exit', 'entry'] as const) : (['entry', 'exit'] as const);
  const crossings: BorderCrossing[] = [];
  const slot = Math.floor(daysBack / mostJourneys);
  for (let journey = 0; journey < journeys; journey += 1) {
    const document = documents[Math.floor(random() * documents.length)];
    if (!document || !crosses(document.kind)) continue;
    const choice = portsOf[document.kind];
    const port = choice[Math.floor(random() * choice.length)] ?? ports.chongqing;
    const left = addDays(today, journey * slot - daysBack + Math.floor(random() * (slot / 2)));
    const returned = addDays(left, 1 + Math.floor(random() * (slot / 3)));
    const common = { port, documentKind: document.kind, documentNumber: document.number };
    crossings.push({ ...common, date: left, direction: away }, { ...common, date: returned, direction: back });
  }
  return crossings.toReversed();
}
