/** Sensor noise changes some pixel in every frame; a picture that is exactly the same this long is not live. */
export const FROZEN_AFTER_MS = 3_000;

/** Tells a live picture from one that stands still, from numbers alone: no picture is kept. */
export interface FrozenWatch {
  /** Notes the frame of this moment; true when nothing has changed for `FROZEN_AFTER_MS`. */
  note(frameHash: number, nowMs: number): boolean;
}

export function watchForFrozen(): FrozenWatch {
  let lastHash: number | null = null;
  let sinceMs = 0;
  return {
    note(frameHash, nowMs) {
      if (frameHash !== lastHash) {
        lastHash = frameHash;
        sinceMs = nowMs;
      }
      return nowMs - sinceMs >= FROZEN_AFTER_MS;
    },
  };
}

/** FNV-1a, 32 bits: good enough to notice one changed pixel. */
export function hashOf(bytes: Uint8ClampedArray): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}
