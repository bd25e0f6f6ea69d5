import type { CancelTimer, Clock } from '../../main/clock/clock.ts';
import type { FlashRate } from '../../main/contract/device-status.ts';
import type { Result } from '../../main/contract/result.ts';
import type { BoardFault } from './board-line.ts';
import { isLit, nextChangeMs } from './flash.ts';
import type { LightName } from './io-board.ts';
import { lightNames, type IoBoardProfile } from './profile.ts';

/** What every light shall do, and the one writer that sees to it. */
export interface Lights {
  /** Notes it; false for a light that this cabinet does not have. */
  set(light: LightName, rate: FlashRate): boolean;
  /** The board is there, and nothing is known of its coils: everything is written again. */
  resume(): void;
  /** The board is gone: what is wanted is kept. */
  pause(): void;
}

export function lights(options: {
  readonly relays: IoBoardProfile['lights'];
  readonly clock: Clock;
  readonly write: (coils: ReadonlyMap<number, boolean>) => Promise<Result<void, BoardFault>>;
}): Lights {
  const { relays, clock, write } = options;
  const wanted = new Map<LightName, FlashRate>();
  let written = new Map<number, boolean>();
  let isPaused = true;
  let isWriting = false;
  let cancelChange: CancelTimer | null = null;

  /** Every light of the cabinet, also those that nobody has set: they are off. */
  function differences(): Map<number, boolean> {
    const changed = new Map<number, boolean>();
    for (const [light, relay] of relayEntries(relays)) {
      const isOn = isLit(wanted.get(light) ?? 'off', clock.monotonicMs()) !== relay.isInverted;
      if (written.get(relay.coil) !== isOn) changed.set(relay.coil, isOn);
    }
    return changed;
  }

  /** Writes until nothing differs: what is set meanwhile goes out together. */
  async function refresh(): Promise<void> {
    cancelChange?.();
    cancelChange = null;
    if (isWriting) return;
    isWriting = true;
    while (await writeDifferences()) continue;
    isWriting = false;
    scheduleChange();
  }

  /** Whether there may be more to write. */
  async function writeDifferences(): Promise<boolean> {
    const changed = isPaused ? new Map<number, boolean>() : differences();
    if (changed.size === 0) return false;
    const round = written;
    const outcome = await write(changed);
    if (outcome.ok) for (const [coil, isOn] of changed) round.set(coil, isOn);
    // After a fault the board pauses us; only when it came back meanwhile is there anything to do.
    return outcome.ok || round !== written;
  }

  function scheduleChange(): void {
    const leftMs = isPaused ? null : nextChangeMs(wanted.values(), clock.monotonicMs());
    if (leftMs !== null) cancelChange = clock.after(leftMs, () => void refresh());
  }

  return {
    set(light, rate) {
      if (!relays[light]) return false;
      wanted.set(light, rate);
      void refresh();
      return true;
    },
    resume() {
      isPaused = false;
      written = new Map();
      void refresh();
    },
    pause() {
      isPaused = true;
      cancelChange?.();
      cancelChange = null;
    },
  };
}

function relayEntries(relays: IoBoardProfile['lights']): [LightName, { coil: number; isInverted: boolean }][] {
  const entries: [LightName, { coil: number; isInverted: boolean }][] = [];
  for (const light of lightNames) {
    const relay = relays[light];
    if (relay) entries.push([light, relay]);
  }
  return entries;
}
