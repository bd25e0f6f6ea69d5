import { z } from 'zod';
import { vc0706Profile } from './camera/profile.ts';
import { cardDispenserEntry } from './card-dispenser/profile.ts';
import { codeScannerProfile } from './code-scanner/profile.ts';
import { documentPrinterProfile } from './document-printer/profile.ts';
import { fingerprintReaderProfile } from './fingerprint-reader/profile.ts';
import { idCardReaderProfile } from './id-card-reader/profile.ts';
import { ioBoardProfile } from './io-board/profile.ts';
import { passportReaderProfile } from './passport-reader/profile.ts';
import { permitSlotEntry } from './permit-slot/profile.ts';
import { receiptPrinterProfile } from './receipt-printer/profile.ts';
import { simulatedConnection } from './transport/connection.ts';

/** A camera of the USB video class belongs to the screen; `label` is part of its name where there are several. */
const screenCamera = z.strictObject({
  connection: z.union([
    z.strictObject({ kind: z.literal('uvc'), label: z.string().min(1).max(100).exactOptional() }),
    simulatedConnection,
  ]),
});

/** One kiosk model: which device hangs on which line. Model-specific facts are data here, never a branch in a driver. */
export const hardwareProfileSchema = z
  .strictObject({
    model: z.string().min(1).max(60),
    idCardReader: idCardReaderProfile,
    passportReader: passportReaderProfile.exactOptional(),
    permitSlot: permitSlotEntry.exactOptional(),
    cardDispenser: cardDispenserEntry.exactOptional(),
    receiptPrinter: receiptPrinterProfile,
    documentPrinter: documentPrinterProfile,
    camera: z.union([screenCamera, vc0706Profile]),
    fingerprintReader: fingerprintReaderProfile.exactOptional(),
    codeScanner: codeScannerProfile.exactOptional(),
    ioBoard: ioBoardProfile.exactOptional(),
  })
  .check(({ value, issues }) => {
    const complain = (device: string, message: string): void => {
      issues.push({ code: 'custom', input: value, path: [device, 'connection'], message });
    };
    const takenBy = new Map<string, string>();
    for (const [device, entry] of Object.entries(value)) {
      if (typeof entry === 'string' || entry.connection.kind === 'simulated') continue;
      if (isOrderOfDiscovery(entry.connection)) {
        complain(
          device,
          'this name is the order in which the system found it, and changes: name vendorId and productId, or the socket in /dev/serial/by-path/',
        );
      }
      const line = JSON.stringify({ ...entry.connection, baudRate: null });
      const other = takenBy.get(line);
      if (other) complain(device, `is the same line as that of ${other}; a serialNumber tells two of a kind apart`);
      takenBy.set(line, device);
    }
  });
export type HardwareProfile = z.infer<typeof hardwareProfileSchema>;

const isOrderOfDiscovery = (connection: object): boolean =>
  'path' in connection &&
  typeof connection.path === 'string' &&
  /^\/dev\/(ttyUSB|ttyACM|hidraw|usb\/lp)\d+$/.test(connection.path);
