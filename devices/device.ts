import type { DeviceState, MediaState, PaperState, StatusReason } from '../main/contract/device-status.ts';

/** What every device is. Each device's own folder says what it does and how it can fail. */
export interface Device<Status extends DeviceStatus = DeviceStatus> {
  /** Opens the line and keeps it open: a device that is not there yet is `noDevice`, not an error. */
  start(): Promise<void>;
  /** Ends every wait and closes the line. Safe to call twice. */
  stop(): Promise<void>;
  /** The last known status; never touches the wire. */
  status(): Status;
  /** Called on every change of the status; returns the way to stop listening. */
  onStatusChanged(listener: (status: Status) => void): () => void;
}

export interface DeviceStatus {
  readonly device: DeviceState;
  /** Why it is not online, where the driver knows. */
  readonly reason?: StatusReason;
}

export interface PrinterStatus extends DeviceStatus {
  readonly paper: PaperState;
  readonly media: MediaState;
}
