/** Every wait about money, in milliseconds. Durations by the monotonic clock. */
export const paymentDelays = {
  /** One question and its answer; the gateway's own deadline is shorter. */
  askMs: 8_000,
  /** Between two tries of opening the same order, while a visitor watches. */
  openAgainMs: 1_000,
  /** Between two questions whether the treasury has given back. */
  refundAgainMs: 10_000,
  /** A disk that could not be written may be in a minute. */
  storageMs: 60_000,
  /** Nobody needs to call for loose orders to be looked for; a call makes it sooner. */
  idleMs: 60_000,
};
export type PaymentDelays = typeof paymentDelays;
