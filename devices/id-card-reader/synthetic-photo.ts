/** The photo of nobody: a block that looks like WLT from outside, and the portrait that a test's decoder makes of it. */
import { seededRandom } from '../../main/contract/seeded-random.ts';
import { PHOTO_BYTES } from './read-data.ts';

const header = Uint8Array.of(0x57, 0x4c, 0x66, 0x00, 0x7e, 0x00, 0x32, 0x00, 0x00, 0xff, 0x85);
const widthPx = 102;
const heightPx = 126;

/** Mark, 102 × 126 pixels, then bytes that mean nothing but the seed. */
export function syntheticPhoto(seed = 1): Uint8Array {
  const photo = new Uint8Array(PHOTO_BYTES);
  photo.set(header);
  for (let at = header.length, noise = seed; at < PHOTO_BYTES; at += 1) {
    noise = (Math.imul(noise, 1103515245) + 12345) >>> 0;
    photo[at] = noise >>> 16;
  }
  return photo;
}

type Colour = readonly [red: number, green: number, blue: number];

/** Share of the width and the height, the two radii, and the colour. The later covers the earlier. */
type Ellipse = readonly [x: number, y: number, radiusX: number, radiusY: number, colour: Colour];

const hairs: readonly Colour[] = [
  [22, 17, 12],
  [46, 33, 26],
  [74, 58, 48],
  [141, 138, 136],
];
const skins: readonly Colour[] = [
  [246, 217, 192],
  [239, 201, 166],
  [226, 179, 140],
  [211, 160, 120],
];
const clothes: readonly Colour[] = [
  [49, 69, 95],
  [91, 58, 74],
  [63, 90, 72],
  [122, 90, 60],
];
const dark: Colour = [40, 30, 28];
const paper: Colour = [238, 240, 241];

/**
 * A drawn face as BMP, 24 bits, bottom-up as the real decoders write it. The same block gives the same face. Null for a
 * block that is none of ours: no real decoder is imitated.
 */
export function portraitIn(photo: Uint8Array): Uint8Array | null {
  if (photo.length !== PHOTO_BYTES || header.some((byte, at) => photo[at] !== byte)) return null;
  const view = new DataView(photo.buffer, photo.byteOffset, photo.byteLength);
  const face = faceOf(view.getUint32(header.length));
  return bitmap((x, y) => face.findLast((ellipse) => covers(ellipse, x, y))?.[4] ?? paper);
}

function faceOf(seed: number): readonly Ellipse[] {
  const random = seededRandom(seed);
  const pick = (from: readonly Colour[]): Colour => from[Math.floor(random() * from.length)] ?? dark;
  const [hair, skin, cloth] = [pick(hairs), pick(skins), pick(clothes)];
  const eyes = 0.1 + random() * 0.03;
  const shaded: Colour = [skin[0] * 0.85, skin[1] * 0.8, skin[2] * 0.78];
  return [
    [0.5, 1.06, 0.46, 0.28, cloth],
    [0.5, 0.4, 0.29, 0.32, hair],
    [0.5, 0.74, 0.1, 0.14, shaded],
    [0.5, 0.48, 0.23 + random() * 0.03, 0.29, skin],
    [0.5, 0.2, 0.21, 0.1, hair],
    [0.5 - eyes, 0.46, 0.035, 0.014, dark],
    [0.5 + eyes, 0.46, 0.035, 0.014, dark],
    [0.5 - eyes, 0.41, 0.05, 0.009, hair],
    [0.5 + eyes, 0.41, 0.05, 0.009, hair],
    [0.5, 0.56, 0.025, 0.014, shaded],
    [0.5, 0.65, 0.06, 0.012, [176, 92, 84]],
  ];
}

const covers = ([atX, atY, radiusX, radiusY]: Ellipse, x: number, y: number): boolean =>
  ((x - atX) / radiusX) ** 2 + ((y - atY) / radiusY) ** 2 <= 1;

/** `colourAt` is asked by shares of the width and the height, from the upper left corner. */
function bitmap(colourAt: (x: number, y: number) => Colour): Uint8Array {
  const headerBytes = 54;
  const rowBytes = Math.ceil((widthPx * 3) / 4) * 4;
  const bytes = new Uint8Array(headerBytes + rowBytes * heightPx);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0x424d);
  const fields = [
    [2, bytes.length],
    [10, headerBytes],
    [14, 40],
    [18, widthPx],
    [22, heightPx],
    [26, 1 | (24 << 16)],
    [34, rowBytes * heightPx],
  ] as const;
  for (const [at, value] of fields) view.setUint32(at, value, true);
  for (let row = 0; row < heightPx; row += 1) {
    for (let column = 0; column < widthPx; column += 1) {
      const [red, green, blue] = colourAt((column + 0.5) / widthPx, 1 - (row + 0.5) / heightPx);
      bytes.set([blue, green, red], headerBytes + row * rowBytes + column * 3);
    }
  }
  return bytes;
}
