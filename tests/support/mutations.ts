import { seededRandom } from '../../main/contract/seeded-random.ts';

/** Frames that were damaged on the way, the same in every run. */
export interface Mutations {
  /** One to four times: a byte changed, left out, doubled, put in, or the end cut off. */
  mutate(frame: Uint8Array): Uint8Array;
}

export function mutations(seed: number): Mutations {
  const random = seededRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const mutateOnce = (bytes: readonly number[]): readonly number[] => {
    const at = below(bytes.length + 1);
    const [before, after] = [bytes.slice(0, at), bytes.slice(at)];
    switch (below(5)) {
      case 0:
        return [...before, below(256), ...after.slice(1)];
      case 1:
        return [...before, ...after.slice(1)];
      case 2:
        return [...before, ...after.slice(0, 1), ...after];
      case 3:
        return [...before, below(256), ...after];
      default:
        return before;
    }
  };
  return {
    mutate(frame) {
      let bytes: readonly number[] = [...frame];
      for (let left = 1 + below(4); left > 0; left -= 1) bytes = mutateOnce(bytes);
      return Uint8Array.from(bytes);
    },
  };
}
