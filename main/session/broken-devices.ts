import type { CardDispenserStatus } from '../../devices/card-dispenser/card-dispenser.ts';
import type { DeviceStatus } from '../../devices/device.ts';
import type { DocumentPrinterStatus } from '../../devices/document-printer/document-printer.ts';
import type { PermitSlotStatus } from '../../devices/permit-slot/permit-slot.ts';
import type { ReceiptPrinterStatus } from '../../devices/receipt-printer/receipt-printer.ts';
import type { BrokenDevice, Capabilities } from '../catalogue/service-view.ts';
import { deviceNames, type DeviceName, type DeviceState } from '../contract/device-status.ts';
import type { ProblemCode } from '../contract/problem.ts';

/** What each device of this kiosk last said of itself; null for one that it does not have. */
export interface DeviceStatuses {
  readonly idCardReader: DeviceStatus | null;
  readonly passportReader: DeviceStatus | null;
  readonly permitSlot: PermitSlotStatus | null;
  readonly cardDispenser: CardDispenserStatus | null;
  readonly receiptPrinter: ReceiptPrinterStatus | null;
  readonly documentPrinter: DocumentPrinterStatus | null;
  /** A camera of the screen says nothing here: give `{ device: 'online' }`, the screen tells when it fails. */
  readonly camera: DeviceStatus | null;
  readonly fingerprintReader: DeviceStatus | null;
  readonly codeScanner: DeviceStatus | null;
  readonly ioBoard: DeviceStatus | null;
}

/** Which devices there are, and which of them are of no use to the next visitor, with what that means to one. */
export function deviceCapabilities(statuses: DeviceStatuses): Pick<Capabilities, 'fittedDevices' | 'brokenDevices'> {
  const fittedDevices = deviceNames.filter((name) => statuses[name] !== null);
  const brokenDevices = fittedDevices.flatMap((device): BrokenDevice[] => {
    const status = statuses[device];
    if (!status) return [];
    const { device: state, reason = null } = status;
    const trouble = (problem: ProblemCode | null) => [{ device, state, reason, problem }];
    if (reason === 'wrongFirmware') return trouble('device-wrong-firmware');
    // First: a printer without paper calls itself broken as well, and what it lacks says more.
    const used = usedUp(statuses, device);
    if (used) return trouble(used);
    return works(state) ? [] : trouble(lineProblems[device][faults.has(state) ? 'fault' : 'offline']);
  });
  return { fittedDevices, brokenDevices };
}

/** A busy device will be free again. */
const works = (state: DeviceState): boolean => state === 'online' || state === 'deviceBusy';
const faults: ReadonlySet<DeviceState> = new Set(['hardwareError', 'userError']);

/** The io board serves the machine, not the visitor: without it the lights stay dark, and nothing is taken from anybody. */
const lineProblems: Readonly<Record<DeviceName, Readonly<Record<'offline' | 'fault', ProblemCode | null>>>> = {
  idCardReader: { offline: 'card-reader-offline', fault: 'card-reader-fault' },
  passportReader: { offline: 'passport-reader-offline', fault: 'passport-reader-fault' },
  permitSlot: { offline: 'permit-slot-offline', fault: 'permit-slot-fault' },
  cardDispenser: { offline: 'dispenser-offline', fault: 'dispenser-fault' },
  receiptPrinter: { offline: 'receipt-printer-offline', fault: 'receipt-printer-fault' },
  documentPrinter: { offline: 'document-printer-offline', fault: 'document-printer-fault' },
  camera: { offline: 'camera-lost', fault: 'camera-fault' },
  fingerprintReader: { offline: 'finger-reader-offline', fault: 'finger-reader-fault' },
  codeScanner: { offline: 'code-scanner-offline', fault: 'code-scanner-fault' },
  ioBoard: { offline: null, fault: null },
};

/** A device that answers and has nothing left to give: a printer without paper is of no use to the next visitor either. */
function usedUp(statuses: DeviceStatuses, device: DeviceName): ProblemCode | null {
  const { receiptPrinter, documentPrinter, cardDispenser, permitSlot } = statuses;
  switch (device) {
    case 'receiptPrinter':
      if (receiptPrinter?.coverOpen) return 'receipt-cover-open';
      if (receiptPrinter?.paper === 'out') return 'receipt-paper-out';
      return receiptPrinter?.paper === 'jammed' ? 'receipt-paper-jam' : null;
    case 'documentPrinter':
      if (documentPrinter?.coverOpen) return 'document-cover-open';
      if (documentPrinter?.paper === 'out') return 'document-paper-out';
      if (documentPrinter?.paper === 'jammed') return 'document-paper-jam';
      return documentPrinter?.toner === 'out' ? 'document-toner-out' : null;
    case 'cardDispenser':
      if (cardDispenser?.cards === 'empty') return 'dispenser-empty';
      return cardDispenser?.media === 'jammed' ? 'dispenser-jammed' : null;
    case 'permitSlot':
      return permitSlot?.media === 'jammed' ? 'permit-jammed' : null;
    default:
      return null;
  }
}
