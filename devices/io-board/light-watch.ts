import type { Clock } from '../../main/clock/clock.ts';
import type { FlashRate } from '../../main/contract/device-status.ts';
import { halfPeriodMs } from './flash.ts';

/** An eye on one lamp: at what rate it has flashed lately. */
export interface LightWatch {
  see(isLit: boolean): void;
  rate(): FlashRate;
}

/** So many changes tell a rate; what is older does not count. */
const CHANGES_KEPT = 6;
/** A lamp that has not changed for longer than the slowest flash is steady. */
const STEADY_AFTER_MS = halfPeriodMs.slow * 2;

export function lightWatch(clock: Clock): LightWatch {
  let isLit = false;
  let changesMs: number[] = [];
  return {
    see(now) {
      if (now === isLit) return;
      isLit = now;
      changesMs = [...changesMs, clock.monotonicMs()].slice(-CHANGES_KEPT);
    },
    rate() {
      const [first] = changesMs;
      const last = changesMs.at(-1);
      const isSteady = last === undefined || clock.monotonicMs() - last > STEADY_AFTER_MS || changesMs.length < 3;
      if (first === undefined || last === undefined || isSteady) return isLit ? 'continuous' : 'off';
      return nearestRate((last - first) / (changesMs.length - 1));
    },
  };
}

function nearestRate(seenMs: number): FlashRate {
  const distance = (rate: 'slow' | 'medium' | 'quick'): number => Math.abs(Math.log(seenMs / halfPeriodMs[rate]));
  if (distance('slow') < distance('medium')) return 'slow';
  return distance('medium') < distance('quick') ? 'medium' : 'quick';
}
