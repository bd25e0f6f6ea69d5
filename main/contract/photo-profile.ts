/** What photos must look like, as data: a city or a new edition of a standard changes numbers here and nothing else. */

export interface Range {
  readonly least: number;
  readonly most: number;
}

/** A photo for a document. Lengths in pixels of the finished photo. */
export interface PhotoProfile {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Written into the file. */
  readonly dpi: number;
  /** From cheekbone to cheekbone, without ears. */
  readonly faceWidthPx?: Range;
  /** At its widest, with hair. */
  readonly headWidthPx?: Range;
  /** From the top of the hair to the chin. */
  readonly headLengthPx?: Range;
  /** From the upper edge of the photo to the hair. Gives way to the eyes. */
  readonly aboveHairPx: Range;
  /** From the eyes to the lower edge. Wins over what is above the hair. */
  readonly leastBelowEyesPx?: number;
  /** JPEG qualities, 0 to 1, in the order in which they are tried until the size fits. */
  readonly qualities: readonly number[];
  readonly bytes: Range;
}

export const photoProfileIds = ['idCard', 'exitEntry'] as const;
export type PhotoProfileId = (typeof photoProfileIds)[number];

/** The digital photo has the width of the printed one, 33 mm, so this is a millimetre of print in pixels. */
const exitEntryMm = 480 / 33;

export const photoProfiles: Readonly<Record<PhotoProfileId, PhotoProfile>> = {
  /**
   * Resident ID card, GA/T 461-2004: 26 x 32 mm at 350 dpi, face 207 +/- 14 px wide, hair 7 to 21 px below the upper edge,
   * eyes at least 207 px above the lower one, which wins; JPEG quality 70. White background, no border, no uniform and no
   * white top: an officer looks at those. The standard names no largest file; 14 to 20 KB are usual.
   */
  idCard: {
    widthPx: 358,
    heightPx: 441,
    dpi: 350,
    faceWidthPx: { least: 193, most: 221 },
    aboveHairPx: { least: 7, most: 21 },
    leastBelowEyesPx: 207,
    qualities: [0.7],
    bytes: { least: 1, most: 100_000 },
  },
  /**
   * Passports and permits, guide of the exit-entry administration after ICAO 9303 (相片照相指引): 354 to 480 x 472 to
   * 640 px in the ratio 3:4, 300 to 600 dpi, 20 to 80 KB; in print (county police, 2016) 33 x 48 mm, head 21 to 24 mm wide
   * and 28 to 33 mm long. Print and file differ in ratio; what a millimetre is follows the width here. Above the hair: 25
   * to 45 px of a 390 px wide photo in an older local rule.
   */
  exitEntry: {
    widthPx: 480,
    heightPx: 640,
    dpi: 369,
    headWidthPx: { least: 21 * exitEntryMm, most: 24 * exitEntryMm },
    headLengthPx: { least: 28 * exitEntryMm, most: 33 * exitEntryMm },
    aboveHairPx: { least: (25 * 480) / 390, most: (45 * 480) / 390 },
    qualities: [0.92, 0.85, 0.75, 0.6, 0.45, 0.97, 1],
    bytes: { least: 20_480, most: 81_920 },
  },
};

/**
 * The picture that is compared with the photo on record: the size and face of an ID card photo, with more room above, and
 * taken of everyone: a face at the edge of the frame is moved, not refused. Ours, first edition.
 */
export const comparisonPhoto = {
  widthPx: 358,
  heightPx: 441,
  faceWidthPx: 207,
  belowEyesPx: 245,
  qualities: [0.85, 0.7, 0.5],
  mostBytes: 200_000,
} as const;

/** What the camera screen makes of a face. */
export type PhotoKind = 'comparison' | PhotoProfileId;
