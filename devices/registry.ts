import type { Clock } from '../main/clock/clock.ts';
import type { DeviceName } from '../main/contract/device-status.ts';
import type { CameraView } from '../main/contract/session-snapshot.ts';
import { vc0706Camera } from './camera/driver.ts';
import type { StillCamera } from './camera/still-camera.ts';
import type { CardDispenser } from './card-dispenser/card-dispenser.ts';
import { k720Dispenser } from './card-dispenser/driver.ts';
import type { CodeScanner } from './code-scanner/code-scanner.ts';
import { codeScanner } from './code-scanner/driver.ts';
import type { Device } from './device.ts';
import type { DocumentPrinter } from './document-printer/document-printer.ts';
import { ippPrinter } from './document-printer/driver.ts';
import { fingerprintReader } from './fingerprint-reader/driver.ts';
import type { FingerprintReader } from './fingerprint-reader/fingerprint-reader.ts';
import type { HardwareProfile } from './hardware-profile.ts';
import { samVChannel } from './id-card-reader/auto-baud.ts';
import { samVReader } from './id-card-reader/driver.ts';
import type { IdCardReader } from './id-card-reader/id-card-reader.ts';
import { ioBoard } from './io-board/driver.ts';
import type { IoBoard } from './io-board/io-board.ts';
import { mrzScanner } from './passport-reader/driver.ts';
import type { PassportReader } from './passport-reader/passport-reader.ts';
import { crtPermitSlot } from './permit-slot/driver.ts';
import type { PermitSlot } from './permit-slot/permit-slot.ts';
import { escPosPrinter } from './receipt-printer/driver.ts';
import type { ReceiptPrinter } from './receipt-printer/receipt-printer.ts';
import type { ByteChannel } from './transport/byte-channel.ts';
import { channelTo, type StreamConnection } from './transport/connection.ts';

/** The devices of one kiosk, driven but not yet started; null for one that its profile does not name. */
export interface Devices {
  readonly idCardReader: IdCardReader;
  readonly passportReader: PassportReader | null;
  readonly permitSlot: PermitSlot | null;
  readonly cardDispenser: CardDispenser | null;
  readonly receiptPrinter: ReceiptPrinter;
  readonly documentPrinter: DocumentPrinter;
  /** A serial camera; any other belongs to the screen. */
  readonly camera: StillCamera | null;
  readonly fingerprintReader: FingerprintReader | null;
  readonly codeScanner: CodeScanner | null;
  readonly ioBoard: IoBoard | null;
}

/** The kiosk's ends of the lines to simulators, for a profile that says `simulated`. */
export type SimulatedLines = { readonly [name in Exclude<DeviceName, 'documentPrinter'>]?: ByteChannel } & {
  readonly documentPrinterUrl?: string;
};

/** Throws for a profile that wants a simulator where none was brought along: a hall never runs on one by accident. */
export function devicesOf(profile: HardwareProfile, clock: Clock, lines: SimulatedLines | null): Devices {
  const simulated = <Name extends keyof SimulatedLines>(name: Name): NonNullable<SimulatedLines[Name]> => {
    const line = lines?.[name];
    if (!line)
      throw new Error(
        `The hardware profile "${profile.model}" simulates ${name}, and this kiosk brings no simulators.`,
      );
    return line;
  };
  const at =
    (name: Exclude<keyof SimulatedLines, 'documentPrinterUrl'>) =>
    (connection: StreamConnection): ByteChannel =>
      connection.kind === 'simulated' ? simulated(name) : channelTo(connection, clock);
  /** What a driver of a device with this entry is made of; null without one. */
  function driven<Entry extends { connection: StreamConnection }, D>(
    name: Exclude<keyof SimulatedLines, 'documentPrinterUrl'>,
    entry: Entry | undefined,
    driver: (options: { channel: ByteChannel; clock: Clock; profile: Entry }) => D,
  ): D | null {
    return entry ? driver({ channel: at(name)(entry.connection), clock, profile: entry }) : null;
  }
  const reader = profile.idCardReader;
  const receipt = profile.receiptPrinter;
  const printer = profile.documentPrinter.connection;
  return {
    idCardReader: samVReader({
      channel: samVChannel(reader.connection, clock, at('idCardReader')),
      clock,
      profile: reader,
    }),
    passportReader: driven('passportReader', profile.passportReader, mrzScanner),
    permitSlot: driven('permitSlot', profile.permitSlot, crtPermitSlot),
    cardDispenser: driven('cardDispenser', profile.cardDispenser, k720Dispenser),
    receiptPrinter: escPosPrinter({ channel: at('receiptPrinter')(receipt.connection), clock, profile: receipt }),
    documentPrinter: ippPrinter({
      ...(printer.kind === 'ipp' ? printer : { url: simulated('documentPrinterUrl') }),
      trays: profile.documentPrinter.trays,
      clock,
    }),
    camera: 'driver' in profile.camera ? driven('camera', profile.camera, vc0706Camera) : null,
    fingerprintReader: driven('fingerprintReader', profile.fingerprintReader, fingerprintReader),
    codeScanner: driven('codeScanner', profile.codeScanner, codeScanner),
    ioBoard: driven('ioBoard', profile.ioBoard, ioBoard),
  };
}

/** The devices that there are, by name. */
export function fitted(devices: Devices): [DeviceName, Device][] {
  const named: { readonly [name in DeviceName]: Device | null } = devices;
  const names = Object.keys(named).filter((name): name is DeviceName => name in devices);
  return names.flatMap((name): [DeviceName, Device][] => (named[name] ? [[name, named[name]]] : []));
}

/** Which camera looks at the visitor. */
export function cameraView({ camera }: HardwareProfile): CameraView {
  if ('driver' in camera) return { source: 'serial' };
  if (camera.connection.kind === 'simulated') return { source: 'simulated' };
  return { source: 'uvc', label: camera.connection.label ?? null };
}
