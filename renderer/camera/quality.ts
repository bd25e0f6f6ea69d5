/** What was measured in the middle square of a frame. Lengths are shares of that square: 0 left or top, 1 right or bottom. */
export interface Measurement {
  readonly faces: readonly FaceBox[];
  /** Of the largest face; null when there is none. */
  readonly pose: Pose | null;
  /** Mean luma of the face, 0 to 255; of the whole square when there is no face. */
  readonly brightness: number;
  /** Edge energy of the face relative to its contrast: see picture-measures.ts. */
  readonly sharpness: number;
}

export interface FaceBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Pose {
  /** Where the nose stands between the outer eye corners: 0.5 looks straight ahead. */
  readonly noseBetweenEyes: number;
  /** Degrees the line through the eyes leans. */
  readonly tiltDegrees: number;
}

export const hints = [
  'noFace',
  'twoFaces',
  'tooDark',
  'tooBright',
  'tooFar',
  'tooNear',
  'offCentre',
  'turned',
  'blurred',
  'good',
] as const;
export type Hint = (typeof hints)[number];

/** Somebody passing behind is smaller than this share of the visitor's face and does not disturb. */
const BYSTANDER_SHARE = 0.45;
/** A face darker than this has no visible features on an 8-bit camera; drawn dark skin in hall light is at 110. */
const DARKEST_LUMA = 62;
/** Above this the light skin of a fair face runs into white. */
const BRIGHTEST_LUMA = 228;
/** Brow to chin. Below a third of 720 px the photo, whose face is 207 px wide, would have to be enlarged. */
const SMALLEST_FACE_HEIGHT = 0.36;
/** Above this, hair and shoulders of an ID photo no longer fit into the square. */
const LARGEST_FACE_HEIGHT = 0.6;
/** Middle of brow and chin when the head fills the oval guide: the hair above does not count. */
const FACE_MIDDLE = { x: 0.5, y: 0.58 } as const;
/** Tolerance of the oval guide: further out, the face touches its edge. */
const LARGEST_OFFSET = { x: 0.14, y: 0.15 } as const;
/** ICAO 9303 asks for a full frontal face. The small landmark model sees turned heads as straighter than they are. */
const LARGEST_NOSE_OFFSET = 0.1;
/** ICAO 9303 allows 8 degrees of roll in print; a visitor who leans a little more is still compared well. */
const LARGEST_TILT_DEGREES = 14;
/** Measured at the size of the check: sharp drawn faces are above 0.2, visibly blurred ones below 0.005. */
const LEAST_SHARPNESS = 0.02;

/** The one thing to put right first, or `good`. Order: what hides the other faults comes first. */
export function hintFor(measurement: Measurement): Hint {
  const { faces, pose, brightness, sharpness } = measurement;
  const [face, second] = faces.toSorted((a, b) => b.height - a.height);
  if (brightness < DARKEST_LUMA) return 'tooDark';
  if (!face) return 'noFace';
  if (second && second.height > face.height * BYSTANDER_SHARE) return 'twoFaces';
  if (brightness > BRIGHTEST_LUMA) return 'tooBright';
  if (face.height < SMALLEST_FACE_HEIGHT) return 'tooFar';
  if (face.height > LARGEST_FACE_HEIGHT) return 'tooNear';
  if (isOffCentre(face)) return 'offCentre';
  if (sharpness < LEAST_SHARPNESS) return 'blurred';
  if (pose && isTurned(pose)) return 'turned';
  return 'good';
}

function isOffCentre(face: FaceBox): boolean {
  const x = Math.abs(face.x + face.width / 2 - FACE_MIDDLE.x);
  const y = Math.abs(face.y + face.height / 2 - FACE_MIDDLE.y);
  return x > LARGEST_OFFSET.x || y > LARGEST_OFFSET.y;
}

function isTurned(pose: Pose): boolean {
  return (
    Math.abs(pose.noseBetweenEyes - 0.5) > LARGEST_NOSE_OFFSET || Math.abs(pose.tiltDegrees) > LARGEST_TILT_DEGREES
  );
}
