import { expect } from '@playwright/test';
import { syntheticCard, syntheticPermits } from '../../devices/id-card-reader/synthetic-cards.ts';
import { zoneLinesOf } from '../../devices/passport-reader/synthetic-zone.ts';
import { simulatedPermit, type SimulatedPermit } from '../../devices/permit-slot/simulated-permit.ts';
import type { SessionSnapshot } from '../../main/contract/session-snapshot.ts';
import type { TravelDocumentKind } from '../../main/contract/travel-document.ts';
import type { SyntheticPerson } from '../../main/gateway/simulator/people.ts';
import type { Hall } from './hall.ts';

/** What a visitor has with them. */
export interface Pockets {
  readonly person: SyntheticPerson | null;
  /** Which of their papers goes onto the scanner. */
  readonly document?: TravelDocumentKind;
  /** Under the code scanner: a receipt's bar code, or their own code where nothing else is asked for. */
  readonly barCode?: string;
}

/** What a visitor's hands do at the machines: lay down, show, put on, take away. */
export interface ScreenHands {
  /** Does what the step asks of hands; false when it asks nothing of them. */
  serve(snapshot: SessionSnapshot): Promise<boolean>;
  /** Takes back what lies or sticks in the machines. */
  takeAll(): void;
  /** The permit that was put into the slot, with what the machine has written on it. */
  permit(): SimulatedPermit | null;
}

export function screenHands(hall: Hall, { person, document, barCode }: Pockets): ScreenHands {
  const holder = (): SyntheticPerson => {
    if (!person) throw new Error('nobody stands there who has anything with them');
    return person;
  };

  function finger(guidance: string): void {
    const { simulator } = hall.machine('fingerprintReader');
    if (guidance === 'place') simulator.placeFinger();
    if (guidance === 'lift') simulator.liftFinger();
  }

  function layDocument(): void {
    const paper = holder().documents.find(({ kind }) => document === undefined || kind === document);
    if (!paper) throw new Error(`${holder().key} has no ${String(document)}`);
    hall.machine('passportReader').simulator.placeDocument({ kind: 'zone', lines: zoneLinesOf(paper) });
  }

  let permit: SimulatedPermit | null = null;
  /** The gate opens a moment after the screen has asked. */
  const intoSlot = (card: SimulatedPermit | null): Promise<void> =>
    expect
      .poll(() => hall.machine('permitSlot').simulator.insertCard('good', card ?? undefined), { intervals: [50] })
      .toBe(true);

  function ownPermit(): SimulatedPermit {
    const paper = holder().documents.find(({ kind }) => kind === 'hkMacaoPermit');
    if (!paper) throw new Error(`${holder().key} has no permit`);
    return simulatedPermit(zoneLinesOf(paper));
  }

  return {
    async serve({ step }) {
      switch (step.name) {
        case 'placeCard':
          if (step.phase === 'waiting') hall.reader.placeCard(cardOf(holder()));
          return true;
        case 'cardShown':
          hall.reader.pullCard();
          return false;
        case 'scanDocument':
          if (step.phase === 'waiting') layDocument();
          return true;
        case 'documentShown':
          hall.machine('passportReader').simulator.removeDocument();
          return false;
        case 'scanCode':
          void hall.machine('codeScanner').simulator.showCode(barCode ?? holder().identityCode);
          return true;
        case 'fingerprint':
        case 'fingers':
          finger(step.guidance);
          return true;
        case 'surrenderCard':
          if (step.phase === 'waiting') await intoSlot(null);
          return true;
        case 'insertPermit':
          permit ??= ownPermit();
          if (step.phase === 'waiting') await intoSlot(permit);
          return true;
        default:
          return false;
      }
    },
    permit: () => permit,
    takeAll() {
      hall.reader.pullCard();
      hall.machine('passportReader').simulator.removeDocument();
      hall.machine('fingerprintReader').simulator.liftFinger();
      hall.machine('permitSlot').simulator.takeCard();
      hall.machine('cardDispenser').simulator.takeCard();
    },
  };
}

/** The card that this person lays on the reader: a resident's, a residence permit, a permanent resident's card. */
export function cardOf({ group, key, name, number, sex, birthDate }: SyntheticPerson) {
  if (group === 'mainland') return syntheticCard({ name, number, sex, birthDate });
  const cards = { ...syntheticPermits, permanent: syntheticPermits.foreign2023 };
  const card = Object.entries(cards).find(([holder]) => holder === key)?.[1];
  if (!card || card.number !== number) throw new Error(`${key} has no card with a chip`);
  return card;
}
