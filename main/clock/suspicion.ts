/** Long past when this version was made: each release moves it on. A kiosk whose battery is dead wakes in 1970. */
const releasedMs = Date.parse('2026-11-01T00:00:00Z');

/** A wall clock that is set by NTP is off by milliseconds, one that is set by hand by a minute or two. */
export const toleranceMs = 5 * 60_000;

/**
 * beforeRelease: before this version was made · beforeLog: before something that is on this disk · offGateway: not what
 * the gateway says · jumped: not what it was at the start and the time since
 */
export type ClockSuspicion = 'beforeRelease' | 'beforeLog' | 'offGateway' | 'jumped';

/** All times in milliseconds since 1970. */
export interface TimeEvidence {
  readonly wallMs: number;
  /** The newest time in the log or in an answer of the gateway that is on this disk; null where there is none. */
  readonly onDiskMs: number | null;
  /** The gateway's last word, carried on by the monotonic clock; null before its first. */
  readonly gatewayMs: number | null;
  /** The wall clock's own time at the start, carried on in the same way. */
  readonly sinceStartMs: number;
}

/** Why the wall clock is not to be believed, or null. The gateway's word counts for more than the disk's. */
export function suspicionOf({ wallMs, onDiskMs, gatewayMs, sinceStartMs }: TimeEvidence): ClockSuspicion | null {
  if (wallMs < releasedMs) return 'beforeRelease';
  if (gatewayMs !== null) return isNear(wallMs, gatewayMs) ? null : 'offGateway';
  if (onDiskMs !== null && wallMs < onDiskMs - toleranceMs) return 'beforeLog';
  return isNear(wallMs, sinceStartMs) ? null : 'jumped';
}

const isNear = (aMs: number, bMs: number): boolean => Math.abs(aMs - bMs) <= toleranceMs;
