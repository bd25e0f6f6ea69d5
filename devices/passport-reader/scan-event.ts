import type { Misfit, PushParser } from '../transport/push-line.ts';

/** What a scanner tells of itself. */
export type ScanEvent =
  /** It has seen something and reads. */
  | { readonly kind: 'begin' }
  /** It has read all there was; the lines may still follow. */
  | { readonly kind: 'end' }
  /** What it found, line by line as it came; none where it found nothing. */
  | { readonly kind: 'zone'; readonly lines: readonly string[] }
  /** A bar code or an ID card: its content is dropped here. */
  | { readonly kind: 'otherThing' }
  | Misfit;

export type ScanParser = PushParser<ScanEvent>;

/** Longer than three lines of any zone; what a scanner sends beyond it is not kept. */
export const LONGEST_ZONE_TEXT = 512;

export const zoneOf = (text: string): ScanEvent => ({
  kind: 'zone',
  lines: text
    .slice(0, LONGEST_ZONE_TEXT)
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== ''),
});
