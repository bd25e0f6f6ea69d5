import type { DeviceState, StatusReason } from '../../main/contract/device-status.ts';
import { lineTrouble } from '../device-reason.ts';
import type { ChannelError } from '../transport/byte-channel.ts';
import type { HearingError } from './conversation.ts';
import type { PrinterCondition } from './printer-condition.ts';
import type { ReceiptPrinterStatus } from './receipt-printer.ts';

/** What the driver knows about the printer. */
export interface PrinterView {
  /** Why the line is closed; null while it is open. */
  readonly lineError: ChannelError | null;
  /** Null before the first answer and while it does not answer. */
  readonly condition: PrinterCondition | null;
  /** Why there was no answer to the last question; null before it. */
  readonly hearingError: HearingError | null;
  /** It answers GS I with another number than the profile's. */
  readonly isOtherModel: boolean;
  readonly printing: boolean;
}

/** The printer in the words of XFS4IoT. A printer without paper is `online` there: look at `paper` as well. */
export function printerStatus(view: PrinterView): ReceiptPrinterStatus {
  const { condition } = view;
  return {
    ...deviceState(view),
    paper: !condition ? 'unknown' : condition.mechanicalError ? 'jammed' : condition.paper,
    media: condition?.mechanicalError ? 'jammed' : (condition?.ticket ?? 'unknown'),
    coverOpen: condition?.coverOpen ?? false,
  };
}

interface StateAndReason {
  readonly device: DeviceState;
  readonly reason?: StatusReason;
}

function deviceState(view: PrinterView): StateAndReason {
  const { lineError, condition, hearingError, isOtherModel, printing } = view;
  if (lineError) return lineTrouble(lineError);
  if (hearingError === 'silent') return { device: 'offline', reason: 'silent' };
  if (hearingError === 'foreign' || isOtherModel) return { device: 'hardwareError', reason: 'wrongFirmware' };
  if (!condition) return { device: 'starting' };
  if (condition.unrecoverableError) return { device: 'hardwareError', reason: 'selfTestFailed' };
  if (condition.cutterError || condition.mechanicalError) return { device: 'hardwareError' };
  if (condition.coverOpen || condition.feedButton) return { device: 'userError' };
  if (condition.autoRecoverableError || printing) return { device: 'deviceBusy' };
  // Without paper a printer calls itself offline; the paper word already says so.
  return { device: condition.offline && condition.paper !== 'out' ? 'offline' : 'online' };
}
