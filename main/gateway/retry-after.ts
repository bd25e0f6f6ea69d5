import type { IncomingHttpHeaders } from 'node:http';

/** A gateway that asks for more patience than this is mistaken: a kiosk must not fall silent for a day. */
const longestPatienceMs = 60 * 60 * 1000;

/**
 * Milliseconds that the answer asks us to wait (RFC 9110, 10.2.3), or null. A date counts from the answer's own Date,
 * never from the kiosk's clock.
 */
export function retryAfterMs(headers: IncomingHttpHeaders): number | null {
  const value = headers['retry-after'];
  if (value === undefined) return null;
  const ms = /^\d{1,9}$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.parse(headers.date ?? '');
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), longestPatienceMs);
}
