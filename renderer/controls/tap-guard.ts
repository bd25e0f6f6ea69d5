/** EN 301 549 5.8: a second tap this soon is a tremor or a doubt, not a second wish. */
const SECOND_TAP_MS = 300;
let lastTapMs = Number.NEGATIVE_INFINITY;

/**
 * Whether a tap follows another so soon that it must be ignored. One guard for all buttons: the second tap of a double
 * tap usually lands on the next screen. `timeStamp` is the event's, in milliseconds since the page began.
 */
export function isSecondTap(timeStamp: number): boolean {
  const second = timeStamp - lastTapMs < SECOND_TAP_MS;
  if (!second) lastTapMs = timeStamp;
  return second;
}
