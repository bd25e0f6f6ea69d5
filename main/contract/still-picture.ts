/** Why a camera that takes one picture when it is asked gave none. */
export const stillCameraErrors = [
  'cancelled',
  /** It answered, but not with a JPEG. */
  'badPicture',
  'offline',
  'cameraFault',
] as const;
export type StillCameraError = (typeof stillCameraErrors)[number];
