import { delay } from '../clock/clock.ts';
import type { SessionPorts } from './ports.ts';

/** Whether the visitor's own card lies on the reader: on the last page, and after they have gone. */
export interface CardWatch {
  /** The reader was used in this visit: only then is a card looked for. */
  used(): void;
  present(): boolean;
  /** Looks now and then on the last page, until `guard` or `stop`. */
  look(): void;
  /** After the visit: tells at once whether a card was left, and keeps looking until it is gone. */
  guard(tell: (left: boolean) => void): void;
  stop(): void;
}

export function cardWatch(
  ports: Pick<SessionPorts, 'idCardReader' | 'clock' | 'delays' | 'note'>,
  onChanged: () => void,
): CardWatch {
  let readerUsed = false;
  let present = false;
  let looking = new AbortController();

  async function ask(): Promise<boolean> {
    const answer = await ports.idCardReader.isCardPresent();
    // A reader that does not answer cannot hold anybody up.
    return answer.ok && answer.value;
  }
  async function follow(signal: AbortSignal, until: () => boolean, told?: (left: boolean) => void): Promise<void> {
    for (let first = true; !signal.aborted; first = false) {
      const now = await ask();
      if (signal.aborted) return;
      const changed = now !== present;
      present = now;
      if (first) told?.(now);
      else if (changed) onChanged();
      if (until()) return;
      await delay(ports.clock, ports.delays.takeCardPollMs, signal);
    }
  }
  function restart(): AbortSignal {
    looking.abort();
    looking = new AbortController();
    return looking.signal;
  }

  return {
    used() {
      readerUsed = true;
    },
    present: () => present,
    look() {
      if (!readerUsed) return;
      void follow(
        restart(),
        () => false,
        (left) => left && onChanged(),
      );
    },
    guard(tell) {
      const signal = restart();
      present = false;
      if (!readerUsed) return;
      readerUsed = false;
      let leftBehind = false;
      const gone = (): boolean => {
        if (leftBehind && !present) ports.note({ event: 'card-taken' });
        return !present;
      };
      void follow(signal, gone, (left) => {
        leftBehind = left;
        if (left) ports.note({ event: 'card-left-behind' });
        tell(left);
      });
    },
    stop() {
      looking.abort();
    },
  };
}
