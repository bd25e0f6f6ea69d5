/** What the visitor is told while a finger is taken, in the sensor's own order. */
export const fingerGuidances = [
  'place',
  'hold',
  'lift',
  'pressHarder',
  'pressLighter',
  'moveToCentre',
  'wipeFinger',
] as const;
export type FingerGuidance = (typeof fingerGuidances)[number];
