import type { DeviceName, FlashRate } from '../../main/contract/device-status.ts';
import type { Result } from '../../main/contract/result.ts';
import type { Device, DeviceStatus } from '../device.ts';

/** Doors, lights, sensors and the watchdog's heart-beat of one cabinet (XFS4IoT Lights and Auxiliaries). */
export interface IoBoard extends Device<IoBoardStatus> {
  setLight(light: LightName, rate: FlashRate): Promise<Result<void, IoBoardError>>;
  /** Lets go of the lock of one collection door for the time that the profile names; `doorStuck` when it stays shut. */
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
}

export const ioBoardErrors = ['offline', 'boardFault', 'notFitted', 'doorStuck', 'cancelled'] as const;
export type IoBoardError = (typeof ioBoardErrors)[number];
