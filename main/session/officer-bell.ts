import type { Clock } from '../clock/clock.ts';
import type { SessionSnapshot } from '../contract/session-snapshot.ts';
import { countdown } from './countdown.ts';

/** The bell that calls an officer to the kiosk. */
export interface OfficerBell {
  state(): SessionSnapshot['officerCall'];
  /** False while it rings already. */
  ring(): boolean;
  silence(): void;
}

/** Rings for `ringMs`, then says that nobody answered. */
export function officerBell(clock: Clock, ringMs: number, onChanged: () => void): OfficerBell {
  let state: SessionSnapshot['officerCall'] = 'none';
  const ringing = countdown(
    clock,
    () => {},
    () => {
      state = 'noAnswer';
      onChanged();
    },
  );
  return {
    state: () => state,
    ring() {
      if (state === 'calling') return false;
      state = 'calling';
      ringing.start(ringMs);
      return true;
    },
    silence() {
      ringing.stop();
      state = 'none';
    },
  };
}
