/** Three lost screens in this time mean that replacing the screen does not help. */
const windowMs = 5 * 60_000;
const lossesBeforeRestart = 3;
/** A screen that dies at once after its start must not be replaced in a busy loop. */
const cooldownMs = 1_000;

export type Recovery = { readonly next: 'replace'; readonly afterMs: number } | { readonly next: 'restart' };

/**
 * What to do after the screen was lost. `lossesMs` are the moments of earlier losses on the monotonic clock, `nowMs` is
 * this one. A restart is the work of systemd, which also knows when to give up.
 */
export function recoveryFrom(lossesMs: readonly number[], nowMs: number): Recovery {
  const recent = lossesMs.filter((lostMs) => nowMs - lostMs < windowMs);
  if (recent.length + 1 >= lossesBeforeRestart) return { next: 'restart' };
  return { next: 'replace', afterMs: recent.length * cooldownMs };
}
