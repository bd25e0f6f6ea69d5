import type { DeviceName, FlashRate } from '../../main/contract/device-status.ts';
import type { Result } from '../../main/contract/result.ts';
import type { Device, DeviceStatus } from '../device.ts';

/** Doors, lights, sensors and the watchdog's heart-beat of one cabinet (XFS4IoT Lights and Auxiliaries). */
export interface IoBoard extends Device<IoBoardStatus> {
  /**
   * Notes what the light shall do from now on, and never waits for the wire: writes are gathered, and a board that was
   * lost is told again when it is back. `offline` and `boardFault` say that it stays dark until then; a light that this
   * cabinet does not have is `ok`, since nobody misses it.
   */
  setLight(light: LightName, rate: FlashRate): Promise<Result<void, IoBoardError>>;
  /**
   * Lets go of the lock of one collection door for the time that the profile names, and waits until it is open;
   * `doorStuck` when it stays shut, `notFitted` for a door that this cabinet does not have. A door that is open is `ok`.
   */
  unlockDoor(door: number, signal: AbortSignal): Promise<Result<void, IoBoardError>>;
}

/** XFS4IoT light names: one beside each device, the status lights and the fascia. */
export type LightName = Exclude<DeviceName, 'ioBoard'> | 'statusGood' | 'statusBad' | 'fasciaLight';

export interface IoBoardStatus extends DeviceStatus {
  readonly cabinetDoor: 'closed' | 'open' | 'unknown';
  readonly tamperSensor: 'on' | 'off' | 'unknown';
  readonly proximitySensor: 'present' | 'notPresent' | 'unknown';
  /** The collection doors, in the order of the profile. */
  readonly doors: readonly ('closed' | 'open' | 'unknown')[];
  /** Where the power comes from; on the battery a visit ends and none begins. */
  readonly ups: 'mains' | 'battery' | 'unknown';
}

export const ioBoardErrors = ['offline', 'boardFault', 'notFitted', 'doorStuck', 'cancelled'] as const;
export type IoBoardError = (typeof ioBoardErrors)[number];
