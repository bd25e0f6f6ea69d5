import type { CameraScene } from './camera-scene.ts';
import { drawnFace, type FaceLook } from './drawn-face.ts';
import { seededRandom } from './seeded-random.ts';

/** How a synthetic person stands before the camera. Everything left out is drawn from the seed. */
export interface PortraitOptions extends Partial<FaceLook> {
  /** The same seed and options give the same picture, byte for byte. */
  readonly seed: number;
  readonly widthPx?: number;
  readonly heightPx?: number;
  /** Height of the head, crown to chin, as a share of the picture's height: nearer is larger. */
  readonly headShare?: number;
  /** Where the middle of the face is, from the middle of the picture, as a share of its width or height. */
  readonly offsetX?: number;
  readonly offsetY?: number;
  /** Degrees the head leans, clockwise. */
  readonly tiltDegrees?: number;
  /** 1 as lit in a hall, 0 black, 2 white. */
  readonly brightness?: number;
  /** Standard deviation of the blur, in picture pixels. */
  readonly blurPx?: number;
}

/** A drawn face, no one's likeness, as SVG text: for the simulated camera, the simulated police network and tests. */
export function drawnPortrait(options: PortraitOptions): string {
  const { widthPx = 640, heightPx = 800, brightness = 1, blurPx = 0 } = options;
  return picture({ widthPx, heightPx, brightness, blurPx, people: [standing(options, widthPx, heightPx)] });
}

/** Frame of the simulated camera: that of an ordinary webcam. */
export const sceneSize = { widthPx: 1280, heightPx: 720 } as const;

/** What the simulated camera sees. `frozen` and `lost` are faults of the stream; their picture is that of `face`. */
export function drawnScene(scene: CameraScene, seed: number): string {
  const near = { seed, headShare: 0.62, offsetY: 0.02, ...sceneSize };
  switch (scene) {
    case 'face':
    case 'frozen':
    case 'lost':
      return drawnPortrait(near);
    case 'noFace':
      return picture({ ...sceneSize, brightness: 1, blurPx: 0, people: [] });
    case 'twoFaces':
      return picture({
        ...sceneSize,
        brightness: 1,
        blurPx: 0,
        people: [-0.135, 0.135].map((offsetX, index) =>
          standing({ ...near, seed: seed + index, headShare: 0.5, offsetX }, sceneSize.widthPx, sceneSize.heightPx),
        ),
      });
    case 'tooFar':
      return drawnPortrait({ ...near, headShare: 0.33 });
    case 'offCentre':
      return drawnPortrait({ ...near, offsetX: 0.15 });
    case 'tooDark':
      return drawnPortrait({ ...near, brightness: 0.28 });
    case 'blurred':
      return drawnPortrait({ ...near, blurPx: 7 });
    default:
      return scene satisfies never;
  }
}

interface Picture {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly brightness: number;
  readonly blurPx: number;
  readonly people: readonly string[];
}

function picture({ widthPx, heightPx, brightness, blurPx, people }: Picture): string {
  const veil = brightness < 1 ? '#000' : '#fff';
  const veilOpacity = Math.min(1, Math.abs(1 - brightness)).toFixed(3);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}" viewBox="0 0 ${widthPx} ${heightPx}">`,
    blurPx > 0 ? `<filter id="lens"><feGaussianBlur stdDeviation="${blurPx}"/></filter>` : '',
    `<g${blurPx > 0 ? ' filter="url(#lens)"' : ''}>`,
    `<rect width="${widthPx}" height="${heightPx}" fill="#eef0f1"/>`,
    ...people,
    `</g><rect width="${widthPx}" height="${heightPx}" fill="${veil}" opacity="${veilOpacity}"/></svg>`,
  ].join('');
}

/** Crown to chin in the face's own units (see drawn-face.ts). */
const HEAD_HEIGHT = 490;

function standing(options: PortraitOptions, widthPx: number, heightPx: number): string {
  const { seed, headShare = 0.6, offsetX = 0, offsetY = 0, tiltDegrees = 0 } = options;
  const scale = ((headShare * heightPx) / HEAD_HEIGHT).toFixed(4);
  const x = (widthPx * (0.5 + offsetX)).toFixed(1);
  const y = (heightPx * (0.5 + offsetY)).toFixed(1);
  const face = drawnFace({ ...seededLook(seed), ...chosen(options) }, `p${seed}`);
  const leaning = (part: string): string => `<g transform="rotate(${tiltDegrees} 0 200)">${part}</g>`;
  return `<g transform="translate(${x} ${y}) scale(${scale})">${leaning(face.hairBehind)}${face.shoulders}${leaning(face.head)}</g>`;
}

const skins = ['#f6d9c0', '#efc9a6', '#e2b38c', '#d3a078', '#bd8a63'] as const;
const hairs = ['#16110f', '#221812', '#2e211a', '#4a3a30', '#8d8a88'] as const;
const clothes = ['#31455f', '#5b3a4a', '#3f5a48', '#55504a', '#7a5a3c'] as const;
const cuts = ['short', 'parted', 'long'] as const;

function seededLook(seed: number): FaceLook {
  const random = seededRandom(seed);
  const pick = <T>(from: readonly [T, ...T[]]): T => from[Math.floor(random() * from.length)] ?? from[0];
  return {
    skin: pick(skins),
    hair: pick(hairs),
    cut: pick(cuts),
    clothes: pick(clothes),
    eyeDistance: 142 + Math.round(random() * 14),
    faceWidth: 296 + Math.round(random() * 24),
    glasses: random() < 0.25,
    turn: 0,
  };
}

function chosen(options: PortraitOptions): Partial<FaceLook> {
  const { skin, hair, cut, clothes: cloth, eyeDistance, faceWidth, glasses, turn } = options;
  const look = { skin, hair, cut, clothes: cloth, eyeDistance, faceWidth, glasses, turn };
  return Object.fromEntries(Object.entries(look).filter(([, value]) => value !== undefined));
}
