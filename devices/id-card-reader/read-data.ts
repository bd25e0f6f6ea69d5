/** What a read answer carries behind SW3: two or three lengths (big-endian), then text, photo and fingerprints. */
import { fingerPositions, type FingerPosition, type FingerRecord } from './id-card-reader.ts';

export const TEXT_BYTES = 256;
export const PHOTO_BYTES = 1024;
const FINGER_BYTES = 512;
const MOST_FINGERS = 2;
/** Where a finger's record says which finger it is. */
const POSITION_AT = 5;

export interface ReadBlocks {
  readonly text: Uint8Array;
  readonly photo: Uint8Array;
  readonly fingerprints: readonly FingerRecord[];
}

/** Null when the lengths do not fit the bytes. */
export function splitReadData(data: Uint8Array, withFingerprints = false): ReadBlocks | null {
  const headerBytes = withFingerprints ? 6 : 4;
  if (data.length < headerBytes) return null;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const [textBytes, photoBytes] = [view.getUint16(0), view.getUint16(2)];
  const fingerBytes = withFingerprints ? view.getUint16(4) : 0;
  if (textBytes !== TEXT_BYTES || data.length !== headerBytes + textBytes + photoBytes + fingerBytes) return null;
  const fingers = fingerBytes / FINGER_BYTES;
  if (!Number.isInteger(fingers) || fingers > MOST_FINGERS) return null;
  const photoAt = headerBytes + textBytes;
  const fingersAt = photoAt + photoBytes;
  return {
    text: data.slice(headerBytes, photoAt),
    photo: data.slice(photoAt, fingersAt),
    fingerprints: Array.from({ length: fingers }, (_, index) => {
      const features = data.slice(fingersAt + index * FINGER_BYTES, fingersAt + (index + 1) * FINGER_BYTES);
      return { finger: fingerOf(features[POSITION_AT]), features };
    }),
  };
}

/** The way back, for the simulator. */
export function joinReadData({ text, photo, fingerprints }: ReadBlocks, withFingerprints = false): Uint8Array {
  const fingers = withFingerprints ? fingerprints.flatMap(({ features }) => Array.from(features)) : [];
  const lengths = withFingerprints ? [text.length, photo.length, fingers.length] : [text.length, photo.length];
  const header = lengths.flatMap((length) => [length >> 8, length & 0xff]);
  return Uint8Array.of(...header, ...text, ...photo, ...fingers);
}

const fingersByCode: ReadonlyMap<number, FingerPosition> = new Map(
  Object.keys(fingerPositions)
    .filter(isFinger)
    .map((finger) => [fingerPositions[finger], finger]),
);

function isFinger(word: string): word is FingerPosition {
  return Object.hasOwn(fingerPositions, word);
}

const fingerOf = (code = 0): FingerPosition => fingersByCode.get(code) ?? 'other';

/** A record of nobody's finger, for the simulator. */
export function syntheticFinger(finger: FingerPosition): FingerRecord {
  const features = Uint8Array.from({ length: FINGER_BYTES }, (_, at) => (at * 31 + fingerPositions[finger]) & 0xff);
  features[POSITION_AT] = fingerPositions[finger];
  return { finger, features };
}
