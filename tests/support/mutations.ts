import { seededRandom } from '../../main/contract/seeded-random.ts';

/** Every parser must bear so many. */
export const DAMAGED_FRAMES = 100_000;
/** They take a second, and many times that on a machine that does something else too. */
export const DAMAGED_FRAMES_MS = 120_000;

/** Frames that were damaged on the way, the same in every run. */
export interface Mutations {
  /** One to four times: a byte changed, left out, doubled, put in, or the end cut off. */
  readonly mutate: (frame: Uint8Array) => Uint8Array;
}

export function mutations(seed: number): Mutations {
  const random = seededRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  function mutateOnce(bytes: number[]): void {
    const at = below(bytes.length + 1);
    switch (below(5)) {
      case 0:
        return void bytes.splice(at, 1, below(256));
      case 1:
        return void bytes.splice(at, 1);
      case 2:
        return void bytes.splice(at, 0, ...bytes.slice(at, at + 1));
      case 3:
        return void bytes.splice(at, 0, below(256));
      default:
        bytes.length = at;
    }
  }
  return {
    mutate(frame) {
      const bytes = [...frame];
      for (let left = 1 + below(4); left > 0; left -= 1) mutateOnce(bytes);
      return Uint8Array.from(bytes);
    },
  };
}

/** Frames with up to so many bytes of content, every tenth sound, the others damaged; the same ones each time. */
export function* damagedFrames(
  mostBytes: number,
  encode: (content: Uint8Array) => Uint8Array,
): Generator<Uint8Array, void> {
  const { mutate } = mutations(20_261_121);
  const random = seededRandom(20_261_122);
  const below = (limit: number): number => Math.floor(random() * limit);
  for (let made = 0; made < DAMAGED_FRAMES; made += 1) {
    const frame = encode(Uint8Array.from({ length: 1 + below(mostBytes) }, () => below(256)));
    yield made % 10 === 0 ? frame : mutate(frame);
  }
}

/** Cuts bytes at arbitrary places. */
export function pieces(whole: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const at = [0, ...cuts.map((cut) => cut % (whole.length + 1)).toSorted((a, b) => a - b), whole.length];
  return at.slice(1).map((end, index) => whole.subarray(at[index], end));
}
