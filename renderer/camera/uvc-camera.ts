import { err, ok, type Result } from '../../main/contract/result.ts';
import type { CameraStream } from './camera-stream.ts';

type UvcFault = 'refused' | 'absent' | 'lost';

/**
 * Opens the camera whose name contains `label`, or the only one when it is null. Never another than the one that is asked
 * for: it may look at the hall. Before the first permission the browser hides all names; the first camera that it then
 * opens is closed again, unseen, unless it is the right one.
 */
export async function openUvcCamera(
  label: string | null,
  limitMs: number,
  onLost: () => void,
): Promise<Result<CameraStream, UvcFault>> {
  const deadlineMs = performance.now() + limitMs;
  if (label === null) return openOne({}, deadlineMs, onLost);
  const known = await findCamera(label);
  if (known === 'absent') return err('absent');
  if (known !== 'unnamed') return openOne({ deviceId: { exact: known } }, deadlineMs, onLost);
  const any = await openOne({}, deadlineMs, onLost);
  if (!any.ok || any.value.stream.getVideoTracks()[0]?.label.includes(label)) return any;
  any.value.stop();
  const named = await findCamera(label);
  if (named === 'absent' || named === 'unnamed') return err('absent');
  return openOne({ deviceId: { exact: named } }, deadlineMs, onLost);
}

/** The device id of the camera with this in its name; `unnamed` while the browser tells no names. */
async function findCamera(label: string): Promise<'absent' | 'unnamed' | (string & {})> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  const cameras = devices.filter(({ kind }) => kind === 'videoinput');
  if (cameras.length > 0 && cameras.every((camera) => camera.label === '')) return 'unnamed';
  return cameras.find((camera) => camera.label.includes(label))?.deviceId ?? 'absent';
}

async function openOne(
  choice: MediaTrackConstraints,
  deadlineMs: number,
  onLost: () => void,
): Promise<Result<CameraStream, UvcFault>> {
  // Picture only: the kiosk has no use for a microphone, and asking for one would need its own consent.
  const video = { width: { ideal: 1280 }, height: { ideal: 720 }, facingMode: { ideal: 'user' }, ...choice };
  const wanted = navigator.mediaDevices.getUserMedia({ audio: false, video });
  try {
    const stream = await before(deadlineMs, wanted);
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
function faultOf(name: string): UvcFault {
  if (name === 'NotAllowedError' || name === 'SecurityError' || name === 'TimeoutError') return 'refused';
  // Found but not readable: unplugged a moment ago, or held by another program.
  return name === 'NotReadableError' || name === 'AbortError' ? 'lost' : 'absent';
}

function before<T>(deadlineMs: number, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = (): void => reject(new DOMException('the camera did not open', 'TimeoutError'));
    const timer = setTimeout(late, Math.max(0, deadlineMs - performance.now()));
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
