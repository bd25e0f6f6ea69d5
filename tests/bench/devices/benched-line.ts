import type { Device } from '../../../devices/device.ts';
import type { Simulator } from '../../../devices/simulator.ts';
import type { ByteChannel } from '../../../devices/transport/byte-channel.ts';
import type { Clock } from '../../../main/clock/clock.ts';
import type { Result } from '../../../main/contract/result.ts';

/** What a driver and its simulator are made of. */
export interface Wire {
  readonly near: ByteChannel;
  /** Resolves when the driver has heard so many bytes more. */
  readonly hear: (bytes: number) => Promise<void>;
  /** Whether the driver rests between two looks, as it does in a kiosk. */
  readonly hasPauses: boolean;
  /** Of both ends. */
  readonly clock: Clock;
  readonly far: {
    readonly channel: ByteChannel;
    readonly bytesPerSecond?: number;
    readonly pieceBytes?: number;
  };
}

/** A driver and its simulator on one line. No mechanism takes any time: what is left is the line's and the driver's. */
export interface DeviceOnLine {
  readonly device: Device;
  readonly simulator: Simulator;
  /** Before each act; not measured. */
  readonly prepare?: () => unknown;
  readonly act: () => Promise<Result<unknown, unknown>>;
}

export interface BenchedLine {
  readonly name: string;
  /** What `act` is, from where to where. */
  readonly act: string;
  /** As the devices of this kind are delivered, or set up by the technician. */
  readonly baudRate: number;
  readonly bitsPerByte?: number;
  /** Of the wire time, where it is another than that of all. */
  readonly targetPercent?: number;
  /** As in a kiosk. */
  readonly delays: { readonly reopenAfterMs: number };
  /** Its driver rests while it acts. */
  readonly isPausing?: true;
  readonly open: (wire: Wire) => DeviceOnLine;
}
