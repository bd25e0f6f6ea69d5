import type { JourneyContext } from '../journey/journey-state.ts';

/** Overwrites the pictures and features that are no longer part of the visit. Strings cannot be overwritten. */
export function wipeDropped(before: JourneyContext | null, after: JourneyContext | null): void {
  if (before?.photo !== after?.photo) before?.photo?.fill(0);
  if (before?.finger !== after?.finger) before?.finger?.features.fill(0);
  for (const hand of ['right', 'left'] as const)
    if (before?.fingers[hand] !== after?.fingers[hand]) before?.fingers[hand]?.features.fill(0);
  const kept = new Set([...(after?.shots ?? []), after?.idPhoto]);
  for (const shot of [...(before?.shots ?? []), before?.idPhoto]) if (shot && !kept.has(shot)) shot.fill(0);
}
