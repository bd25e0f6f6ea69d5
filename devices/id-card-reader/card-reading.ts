import { delay, type Clock } from '../../main/clock/clock.ts';
import { err, ok, type Result } from '../../main/contract/result.ts';
import type { IdCard, IdCardReadError } from './id-card-reader.ts';
import type { ModuleLine } from './module-line.ts';
import { LINE_TRIES, moduleFault } from './module-question.ts';
import { attemptRead } from './read-attempt.ts';

/** A card that does not answer well is tried again once: it is often still moving. */
const CARD_TRIES = 2;

export interface CardReading {
  readonly clock: Clock;
  readonly placeTimeoutMs: number;
  readonly pollMs: number;
  readonly signal: AbortSignal;
  readonly onMedia: (media: 'present' | 'notPresent') => void;
}

/** Tries until a card was read, the card or the reader fails for good, nobody placed one in time, or `signal` aborts. */
export async function readPlacedCard(
  line: ModuleLine,
  { clock, placeTimeoutMs, pollMs, signal, onMedia }: CardReading,
): Promise<Result<IdCard, IdCardReadError>> {
  const deadlineMs = clock.monotonicMs() + placeTimeoutMs;
  let lineTroubles = 0;
  let cardTroubles = 0;
  let wasFound = false;
  const onFound = (): void => {
    if (!wasFound) onMedia('present');
    wasFound = true;
  };
  while (!signal.aborted) {
    const attempt = await line.exclusively(() => attemptRead(line, onFound));
    switch (attempt.kind) {
      case 'card':
        return ok(attempt.card);
      case 'over':
        return err(attempt.error);
      case 'absent':
        onMedia('notPresent');
        if (wasFound) return err('cardRemoved');
        if (clock.monotonicMs() >= deadlineMs) return err('notPlaced');
        lineTroubles = 0;
        await delay(clock, pollMs, signal);
        break;
      case 'cardTrouble':
        cardTroubles += 1;
        if (cardTroubles >= CARD_TRIES) return err(await whyUnreadable(line, onMedia));
        break;
      case 'lineTrouble':
        lineTroubles += 1;
        if (lineTroubles >= LINE_TRIES) return err(moduleFault(attempt.fault));
        // The module may hold that it has read this card and not find it again; its reset switches the field off and
        // on, as if the card were placed anew. Where it does not, the visitor is asked to lift the card and place it.
        if (wasFound) await line.exclusively(() => line.ask('reset'));
        break;
    }
  }
  return err('cancelled');
}

async function whyUnreadable(
  line: ModuleLine,
  onMedia: CardReading['onMedia'],
): Promise<'cardRemoved' | 'cardDamaged'> {
  const found = await line.exclusively(() => line.ask('find'));
  if (!found.ok || found.value.status !== 'findFailed') return 'cardDamaged';
  onMedia('notPresent');
  return 'cardRemoved';
}
