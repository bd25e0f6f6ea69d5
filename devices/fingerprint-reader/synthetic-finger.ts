import { seededRandom } from '../../main/contract/seeded-random.ts';

/** A finger of nobody, and how it lies on the glass. The same seed is the same finger. */
export interface SyntheticFinger {
  readonly seed: number;
  readonly condition: 'good' | 'smudged' | 'dry' | 'wet' | 'aside';
}

export const syntheticFinger = (overrides: Partial<SyntheticFinger> = {}): SyntheticFinger => ({
  seed: 1,
  condition: 'good',
  ...overrides,
});

/** Ridges in an ellipse, dark on white, 8 bits a pixel; an empty glass without a finger. */
export function drawFinger(finger: SyntheticFinger | null, width: number, height: number): Uint8Array {
  const image = new Uint8Array(width * height).fill(255);
  if (!finger) return image;
  const random = seededRandom(finger.seed);
  const whorl = 5 + random() * 4;
  const turn = random() * Math.PI;
  const { threshold, aside, blur } = pressure[finger.condition];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [u, v] = [(x / width) * 2 - 1 - aside, (y / height) * 2 - 1 - aside];
      const radius = Math.hypot(u / 0.8, v / 0.9);
      if (radius > 1) continue;
      const ridge = Math.sin(radius * whorl * Math.PI * 2 + Math.atan2(v, u) * 2 + turn) + (random() - 0.5) * blur;
      if (ridge > threshold) image[y * width + x] = 40;
    }
  }
  return image;
}

/** From which height on a ridge is dark, how far the finger lies off the middle, and how much of it is noise. */
const pressure = {
  good: { threshold: -0.1, aside: 0, blur: 0.2 },
  smudged: { threshold: -0.1, aside: 0, blur: 4 },
  dry: { threshold: 0.85, aside: 0, blur: 0.2 },
  wet: { threshold: -0.9, aside: 0, blur: 0.2 },
  aside: { threshold: -0.1, aside: 0.8, blur: 0.2 },
} as const;

/** Bytes in place of features: the same for the same finger. */
export function syntheticFeatures(seed: number, length: number): Uint8Array {
  const random = seededRandom(seed);
  return Uint8Array.from({ length }, () => Math.floor(random() * 256));
}
