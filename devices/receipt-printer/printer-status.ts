import type { DeviceState } from '../../main/contract/device-status.ts';
import type { PrinterCondition } from './protocol.ts';
import type { ReceiptPrinterStatus } from './receipt-printer.ts';

/** What the driver knows about the printer. */
export interface PrinterView {
  readonly connected: boolean;
  /** Null while it does not answer. */
  readonly condition: PrinterCondition | null;
  readonly printing: boolean;
  readonly everHeard: boolean;
}

/** The printer in the words of XFS4IoT. A printer without paper is `online` there: look at `paper` as well. */
export function printerStatus(view: PrinterView): ReceiptPrinterStatus {
  const { condition } = view;
  return {
    device: deviceState(view),
    paper: !condition ? 'unknown' : condition.mechanicalError ? 'jammed' : condition.paper,
    // These mechanisms have no sensor behind the cutter.
    media: condition?.mechanicalError ? 'jammed' : 'unknown',
    coverOpen: condition?.coverOpen ?? false,
  };
}

function deviceState({ connected, condition, printing, everHeard }: PrinterView): DeviceState {
  if (!connected) return 'noDevice';
  if (!condition) return everHeard ? 'powerOff' : 'starting';
  if (condition.unrecoverableError || condition.cutterError || condition.mechanicalError) return 'hardwareError';
  if (condition.coverOpen) return 'userError';
  if (condition.autoRecoverableError || printing) return 'deviceBusy';
  // Without paper a printer calls itself offline; the paper word already says so.
  return condition.offline && condition.paper !== 'out' ? 'offline' : 'online';
}
