/** Every wait of the uplink, in milliseconds. Durations by the monotonic clock. */
export interface UplinkDelays {
  readonly firstRetryMs: number;
  readonly longestRetryMs: number;
  readonly longestRetryAfterMs: number;
  readonly sendMs: number;
  readonly instantMs: number;
  readonly blockedMs: number;
  readonly storageMs: number;
  readonly idleMs: number;
  readonly drainMs: number;
  readonly settleMs: number;
  readonly purgeMs: number;
  readonly purgeRestMs: number;
  readonly forgetMs: number;
}

export const uplinkDelays: UplinkDelays = {
  /** Doubles with every try; the wait is chosen at random below it, so that a city's kiosks do not return all at once. */
  firstRetryMs: 2_000,
  /** The longest a submission waits after the gateway is back. */
  longestRetryMs: 300_000,
  /** What the gateway may ask for; a wrong header must not silence a kiosk for a year. */
  longestRetryAfterMs: 3_600_000,
  /** The whole exchange: a slow line carries 1 MiB in it, an answer that drips is given up. */
  sendMs: 60_000,
  /** How long a visitor stands and waits for a certificate before it becomes a receipt. */
  instantMs: 25_000,
  /** A rejected certificate is not cured by knocking. */
  blockedMs: 300_000,
  /** A disk that could not be written may be in a minute. */
  storageMs: 60_000,
  /** Nobody needs to call for the queue to look; a call makes it sooner. */
  idleMs: 60_000,
  /** What a stopping kiosk grants the exchange that is under way. */
  drainMs: 3_000,
  /** Answers are written down together; one that is slow keeps the others from the disk no longer than this. */
  settleMs: 1_000,
  /** When the queue is never empty: the longest that a sealed body stays after it was signed for. */
  purgeMs: 60_000,
  /** Between two steps of a long purge, for whoever touches the screen. */
  purgeRestMs: 20,
  /** Nothing that is kept for a month needs to go by the minute. */
  forgetMs: 3_600_000,
};
