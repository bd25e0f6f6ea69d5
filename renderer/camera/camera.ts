import { err, ok, type Result } from '../../main/contract/result.ts';
import type { cameraFaults } from '../../main/contract/visitor-event.ts';
import type { CameraStream } from './camera-stream.ts';

export type CameraFault = (typeof cameraFaults)[number];

export type CameraSource = 'device' | 'simulated';

/** A granted camera opens in two seconds; a question that nobody at an unattended kiosk answers counts as refused. */
const OPEN_TIMEOUT_MS = 15_000;

/** Opens the camera. `onLost` is called when it is unplugged afterwards. */
export async function openCamera(
  source: CameraSource,
  onLost: () => void,
): Promise<Result<CameraStream, Exclude<CameraFault, 'frozen'>>> {
  if (source === 'device') return openDeviceCamera(onLost);
  const { openSimulatedCamera } = await import('./simulated-camera.ts');
  return ok(await openSimulatedCamera(onLost));
}

/** Picture only: the kiosk has no use for a microphone, and asking for one would need its own consent. */
const constraints: MediaStreamConstraints = {
  audio: false,
  video: { width: { ideal: 1280 }, height: { ideal: 720 }, facingMode: { ideal: 'user' } },
};

async function openDeviceCamera(onLost: () => void): Promise<Result<CameraStream, 'refused' | 'absent' | 'lost'>> {
  const wanted = navigator.mediaDevices.getUserMedia(constraints);
  try {
    const stream = await withinTime(wanted);
    const stop = (): void => stream.getTracks().forEach((track) => track.stop());
    stream.getVideoTracks().forEach((track) => track.addEventListener('ended', onLost));
    return ok({ stream, stop });
  } catch (error) {
    // It may still open after the time-out: then nobody is there to switch it off.
    wanted.then(
      (late) => late.getTracks().forEach((track) => track.stop()),
      () => {},
    );
    return err(faultOf(error instanceof DOMException ? error.name : ''));
  }
}

/** https://www.w3.org/TR/mediacapture-streams/#dom-mediadevices-getusermedia */
function faultOf(name: string): 'refused' | 'absent' | 'lost' {
  if (name === 'NotAllowedError' || name === 'SecurityError' || name === 'TimeoutError') return 'refused';
  // Found but not readable: unplugged a moment ago, or held by another program.
  return name === 'NotReadableError' || name === 'AbortError' ? 'lost' : 'absent';
}

function withinTime<T>(promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = (): void => reject(new DOMException('the camera did not open', 'TimeoutError'));
    const timer = setTimeout(late, OPEN_TIMEOUT_MS);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
