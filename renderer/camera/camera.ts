import { cameraSceneChannel, cameraScenes } from '../../main/contract/camera-scene.ts';
import { ok, type Result } from '../../main/contract/result.ts';
import type { CameraView } from '../../main/contract/session-snapshot.ts';
import type { cameraFaults } from '../../main/contract/visitor-event.ts';
import type { CameraStream } from './camera-stream.ts';
import { openUvcCamera } from './uvc-camera.ts';

export type CameraFault = (typeof cameraFaults)[number];

/** A camera with a picture that moves. */
export type LiveCameraView = Exclude<CameraView, { source: 'serial' }>;

/** Opens the camera within `limitMs`. `onLost` is called when it is unplugged afterwards. */
export async function openCamera(
  view: LiveCameraView,
  limitMs: number,
  onLost: () => void,
): Promise<Result<CameraStream, Exclude<CameraFault, 'frozen'>>> {
  if (view.source === 'uvc') return openUvcCamera(view.label, limitMs, onLost);
  const { openSimulatedCamera } = await import('./simulated-camera.ts');
  return ok(await openSimulatedCamera(onLost));
}

/** Calls back whenever something was plugged in or pulled out: a camera that was gone may be there. Returns the end of it. */
export function watchForCamera(view: LiveCameraView, mayBeThere: () => void): () => void {
  if (view.source === 'uvc') {
    navigator.mediaDevices.addEventListener('devicechange', mayBeThere);
    return () => navigator.mediaDevices.removeEventListener('devicechange', mayBeThere);
  }
  const channel = new BroadcastChannel(cameraSceneChannel);
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const scene = cameraScenes.find((known) => known === data);
    if (scene && scene !== 'lost' && scene !== 'frozen') mayBeThere();
  });
  return () => channel.close();
}
