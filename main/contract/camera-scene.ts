/** What stands before the simulated camera; the dock tells the screen over a BroadcastChannel of the same origin. */
export const cameraScenes = [
  'face',
  'noFace',
  'twoFaces',
  'tooFar',
  'offCentre',
  'tooDark',
  'blurred',
  'frozen',
  'lost',
] as const;
export type CameraScene = (typeof cameraScenes)[number];
export const cameraSceneChannel = 'kiosk-camera-scene';
/** What a camera says on the channel when it opens; the dock answers with its scene. */
export const cameraOpened = 'cameraOpened';
