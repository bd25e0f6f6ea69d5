import type { Result } from '../../main/contract/result.ts';
import type { StillCameraError } from '../../main/contract/still-picture.ts';
import type { Device } from '../device.ts';

export { stillCameraErrors, type StillCameraError } from '../../main/contract/still-picture.ts';

/** A camera on a serial line that takes one JPEG when it is asked. Cameras of the USB video class belong to the screen. */
export interface StillCamera extends Device {
  /** A whole JPEG, SOI to EOI, in the size that its profile names. */
  takePicture(signal: AbortSignal): Promise<Result<Uint8Array, StillCameraError>>;
}
