/** Sensor noise changes some pixel in every frame; a picture that is exactly the same this long is not live. */
export const FROZEN_AFTER_MS = 3_000;
/** No photo is made of a picture that has not moved for so long: it may be of somebody who stood there before. */
export const DOUBTFUL_AFTER_MS = 1_000;

/** Tells a live picture from one that stands still, from numbers alone: no picture is kept. */
export interface FrozenWatch {
  /** Notes the frame of this moment; for how many milliseconds nothing has changed. */
  note(frameHash: number, nowMs: number): number;
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
      return nowMs - sinceMs;
    },
  };
}

/** FNV-1a, 32 bits: good enough to notice one changed pixel. */
export function hashOf(bytes: Uint8ClampedArray): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}
