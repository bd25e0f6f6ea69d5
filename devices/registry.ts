import type { Clock } from '../main/clock/clock.ts';
import type { CameraView } from '../main/contract/session-snapshot.ts';
import { ippPrinter } from './document-printer/driver.ts';
import type { DocumentPrinter } from './document-printer/document-printer.ts';
import type { HardwareProfile } from './hardware-profile.ts';
import { samVReader } from './id-card-reader/driver.ts';
import type { IdCardReader } from './id-card-reader/id-card-reader.ts';
import { escPosPrinter } from './receipt-printer/driver.ts';
import type { ReceiptPrinter } from './receipt-printer/receipt-printer.ts';
import type { ByteChannel } from './transport/byte-channel.ts';
import { channelTo, type StreamConnection } from './transport/connection.ts';

/** The devices of one kiosk, driven but not yet started. The camera belongs to the screen. */
export interface Devices {
  readonly idCardReader: IdCardReader;
  readonly receiptPrinter: ReceiptPrinter;
  readonly documentPrinter: DocumentPrinter;
  readonly camera: CameraView;
}

/** The kiosk's ends of the lines to simulators, for a profile that says `simulated`. */
export interface SimulatedLines {
  readonly idCardReader: ByteChannel;
  readonly receiptPrinter: ByteChannel;
  readonly documentPrinterUrl: string;
}

/** Throws for a profile that wants a simulator where none was brought along: a hall never runs on one by accident. */
export function devicesOf(profile: HardwareProfile, clock: Clock, lines: SimulatedLines | null): Devices {
  const simulated = <Name extends keyof SimulatedLines>(name: Name): SimulatedLines[Name] => {
    if (!lines)
      throw new Error(
        `The hardware profile "${profile.model}" simulates a device, and this kiosk brings no simulators.`,
      );
    return lines[name];
  };
  const stream = (connection: StreamConnection, name: 'idCardReader' | 'receiptPrinter'): ByteChannel =>
    connection.kind === 'simulated' ? simulated(name) : channelTo(connection, clock);
  const printer = profile.documentPrinter.connection;
  return {
    idCardReader: samVReader({ channel: stream(profile.idCardReader.connection, 'idCardReader'), clock }),
    receiptPrinter: escPosPrinter({
      channel: stream(profile.receiptPrinter.connection, 'receiptPrinter'),
      clock,
      profile: profile.receiptPrinter,
    }),
    documentPrinter: ippPrinter({ url: printer.kind === 'ipp' ? printer.url : simulated('documentPrinterUrl'), clock }),
    camera: profile.camera.connection.kind === 'simulated' ? { source: 'simulated' } : { source: 'uvc', label: null },
  };
}
