import type { JourneyContext } from '../journey/journey-state.ts';

/** Overwrites the pictures and features that are no longer part of the visit. Strings cannot be overwritten. */
export function wipeDropped(before: JourneyContext | null, after: JourneyContext | null): void {
  if (before?.photo !== after?.photo) before?.photo?.fill(0);
  if (before?.finger !== after?.finger) before?.finger?.features.fill(0);
}
