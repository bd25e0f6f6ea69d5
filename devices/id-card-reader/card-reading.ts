import { delay, type Clock } from '../../main/clock/clock.ts';
import { err, type Result } from '../../main/contract/result.ts';
import type { IdCard, IdCardReadError } from './id-card-reader.ts';
import type { ModuleLine } from './module-line.ts';
import { LINE_TRIES } from './module-question.ts';
import type { ModuleTrouble } from './module-trouble.ts';
import { attemptRead, renewPlacement, type AttemptOptions } from './read-attempt.ts';

/** A card that does not answer well is tried again once: it is often still moving. */
const CARD_TRIES = 2;

export interface CardReading extends Omit<AttemptOptions, 'onFound'> {
  readonly clock: Clock;
  readonly placeTimeoutMs: number;
  readonly pollMs: number;
  readonly signal: AbortSignal;
  readonly onMedia: (media: 'present' | 'notPresent') => void;
}

/** What ends a reading besides the reader itself. */
export type CardTrouble = Exclude<IdCardReadError, 'offline' | 'readerFault'>;

/** Tries until a card was read, the card or the reader fails for good, nobody placed one in time, or `signal` aborts. */
export async function readPlacedCard(
  line: ModuleLine,
  reading: CardReading,
): Promise<Result<IdCard, CardTrouble | ModuleTrouble>> {
  const { clock, placeTimeoutMs, pollMs, signal, onMedia } = reading;
  const deadlineMs = clock.monotonicMs() + placeTimeoutMs;
  let lineTroubles = 0;
  let cardTroubles = 0;
  let wasFound = false;
  const onFound = (): void => {
    if (!wasFound) onMedia('present');
    wasFound = true;
  };
  while (!signal.aborted) {
    const attempt = await line.exclusively(() => attemptRead(line, { ...reading, onFound }));
    if (attempt.ok) return attempt;
    const hindrance = attempt.error;
    switch (hindrance.kind) {
      case 'moduleOver':
        return err(hindrance.trouble);
      case 'cardOver':
        return err(hindrance.fault);
      case 'absent':
        onMedia('notPresent');
        if (wasFound) return err('cardRemoved');
        if (clock.monotonicMs() >= deadlineMs) return err('notPlaced');
        lineTroubles = 0;
        await delay(clock, pollMs, signal);
        break;
      case 'cardTrouble':
        cardTroubles += 1;
        if (cardTroubles >= CARD_TRIES) return err(await whyUnreadable(line, reading));
        break;
      case 'lineTrouble':
        lineTroubles += 1;
        if (lineTroubles >= LINE_TRIES) return err(hindrance.fault);
        break;
    }
  }
  return err('cancelled');
}

async function whyUnreadable(
  line: ModuleLine,
  { placement, onMedia }: CardReading,
): Promise<'cardRemoved' | 'cardDamaged'> {
  const found = await line.exclusively(async () => {
    await renewPlacement(line, placement);
    return line.ask('find');
  });
  if (!found.ok || found.value.status !== 'findFailed') return 'cardDamaged';
  onMedia('notPresent');
  return 'cardRemoved';
}
