import { seededRandom } from '../../../main/contract/seeded-random.ts';

/** A hundred thousand frames take a second, and many times that on a machine that does something else too. */
export const DAMAGED_FRAMES_MS = 120_000;

/** Cuts bytes at arbitrary places. */
export function pieces(whole: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const at = [0, ...cuts.map((cut) => cut % (whole.length + 1)).toSorted((a, b) => a - b), whole.length];
  return at.slice(1).map((end, index) => whole.subarray(at[index], end));
}

/** So many frames with up to six wrong bytes each, every tenth sound, some of them cut short; the same ones each time. */
export function* mutated(
  count: number,
  mostBytes: number,
  encode: (content: Uint8Array) => Uint8Array,
): Generator<Uint8Array> {
  const random = seededRandom(20_261_121);
  const below = (limit: number): number => Math.floor(random() * limit);
  for (let made = 0; made < count; made += 1) {
    const frame = encode(Uint8Array.from({ length: 1 + below(mostBytes) }, () => below(256)));
    if (made % 10 === 0) {
      yield frame;
      continue;
    }
    for (let flips = 1 + below(6); flips > 0; flips -= 1) frame[below(frame.length)] = below(256);
    yield below(4) === 0 ? frame.subarray(0, below(frame.length)) : frame;
  }
}
