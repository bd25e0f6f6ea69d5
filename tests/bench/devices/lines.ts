import { vc0706Camera, vc0706Delays } from '../../../devices/camera/driver.ts';
import { vc0706Profile } from '../../../devices/camera/profile.ts';
import { cameraSimulator } from '../../../devices/camera/simulator.ts';
import { cardDispenserDelays, k720Dispenser } from '../../../devices/card-dispenser/driver.ts';
import { cardDispenserSimulator } from '../../../devices/card-dispenser/simulator.ts';
import { codeScanner, codeScannerDelays } from '../../../devices/code-scanner/driver.ts';
import { codeScannerProfile } from '../../../devices/code-scanner/profile.ts';
import { codeScannerSimulator } from '../../../devices/code-scanner/simulator.ts';
import { fingerprintReader, fingerprintReaderDelays } from '../../../devices/fingerprint-reader/driver.ts';
import { r30xProfile } from '../../../devices/fingerprint-reader/profile.ts';
import { fingerprintReaderSimulator } from '../../../devices/fingerprint-reader/simulator.ts';
import { samVDelays, samVReader } from '../../../devices/id-card-reader/driver.ts';
import { idCardReaderSimulator } from '../../../devices/id-card-reader/simulator.ts';
import { syntheticCards } from '../../../devices/id-card-reader/synthetic-cards.ts';
import { ioBoard, ioBoardDelays } from '../../../devices/io-board/driver.ts';
import { ioBoardProfile } from '../../../devices/io-board/profile.ts';
import { ioBoardSimulator } from '../../../devices/io-board/simulator.ts';
import { mrzScanner, mrzScannerDelays } from '../../../devices/passport-reader/driver.ts';
import { passportReaderProfile } from '../../../devices/passport-reader/profile.ts';
import { passportReaderSimulator } from '../../../devices/passport-reader/simulator.ts';
import { syntheticDocuments } from '../../../devices/passport-reader/synthetic-documents.ts';
import { crtPermitSlot, permitSlotDelays } from '../../../devices/permit-slot/driver.ts';
import { permitSlotSimulator } from '../../../devices/permit-slot/simulator.ts';
import { escPosDelays, escPosPrinter } from '../../../devices/receipt-printer/driver.ts';
import { receiptPrinterSimulator } from '../../../devices/receipt-printer/simulator.ts';
import { delay } from '../../../main/clock/clock.ts';
import type { BenchedLine, DeviceOnLine, Wire } from './benched-line.ts';
import { longReceipt, smallPicture } from './samples.ts';

const never = new AbortController().signal;
const connection = { kind: 'simulated' } as const;

function idCardReader({ near, far, clock }: Wire): DeviceOnLine {
  const device = samVReader({ channel: near, clock });
  const simulator = idCardReaderSimulator({ ...far, clock, delays: { findMs: 0, selectMs: 0, readMs: 0 } });
  return {
    device,
    simulator,
    prepare: () => simulator.placeCard(syntheticCards.valid),
    act: () => device.readCard({ signal: never }),
  };
}

function passportReader({ near, far, clock }: Wire): DeviceOnLine {
  const profile = passportReaderProfile.parse({ driver: 'mrz-scanner', connection, framing: { kind: 'est-100' } });
  const device = mrzScanner({ channel: near, clock, profile });
  const simulator = passportReaderSimulator({ ...far, clock, framing: profile.framing, scanMs: 0 });
  return {
    device,
    simulator,
    prepare: () => delay(clock, profile.framing.quietMs + 50),
    act() {
      const read = device.readDocument({ signal: never });
      simulator.placeDocument({ kind: 'zone', lines: syntheticDocuments.chinesePassport });
      return read;
    },
  };
}

function scanner({ near, far, clock }: Wire): DeviceOnLine {
  const profile = codeScannerProfile.parse({ driver: 'code-scanner', connection, framing: { kind: 'serial' } });
  const device = codeScanner({ channel: near, clock, profile });
  const simulator = codeScannerSimulator({ ...far, clock, framing: profile.framing });
  return {
    device,
    simulator,
    // What comes in the burst of the last code is taken for the last visitor's.
    prepare: () => delay(clock, profile.framing.quietMs + 50),
    act() {
      const scanned = device.scanCode({ signal: never });
      void simulator.showCode('https://example.org/verify/XJ-DEMO01-20261121-0001');
      return scanned;
    },
  };
}

function fingerprints({ near, far, clock, hasPauses }: Wire): DeviceOnLine {
  const profile = r30xProfile.parse({ driver: 'r30x', connection });
  const device = fingerprintReader({ channel: near, clock, profile, delays: hasPauses ? {} : { pollMs: 0 } });
  const simulator = fingerprintReaderSimulator({ ...far, clock, profile, workMs: 0 });
  return {
    device,
    simulator,
    prepare: () => simulator.liftFinger(),
    act: () =>
      device.captureFinger({
        signal: never,
        // A visitor who does at once what the screen says.
        onGuidance(guidance) {
          if (guidance === 'place') simulator.placeFinger();
          if (guidance === 'lift') simulator.liftFinger();
        },
      }),
  };
}

function camera({ near, far, clock, hasPauses }: Wire): DeviceOnLine {
  const boot = hasPauses ? {} : { bootMs: 50 };
  const profile = vc0706Profile.parse({ driver: 'vc0706', connection, size: '320x240', ...boot });
  const device = vc0706Camera({ channel: near, clock, profile, delays: hasPauses ? {} : { freshFrameMs: 0 } });
  const simulator = cameraSimulator({ ...far, clock, picture: smallPicture, ...(!hasPauses && { bootMs: 20 }) });
  return { device, simulator, act: () => device.takePicture(never) };
}

function permitSlot({ near, far, clock }: Wire): DeviceOnLine {
  const profile = { driver: 'crt-571' } as const;
  const device = crtPermitSlot({ channel: near, clock, profile });
  const simulator = permitSlotSimulator({ ...far, clock, profile, moveMs: 0 });
  async function takeIn(): Promise<unknown> {
    if (simulator.card === 'gate') return device.holdCard(never);
    const accepted = device.acceptCard({ signal: never });
    while (!simulator.insertCard()) await delay(clock, 5);
    return accepted;
  }
  return { device, simulator, prepare: takeIn, act: () => device.ejectCard(never) };
}

function cardDispenser({ near, far, clock, hasPauses }: Wire): DeviceOnLine {
  const profile = { driver: 'k720' } as const;
  const device = k720Dispenser({ channel: near, clock, profile, delays: hasPauses ? {} : { pollMs: 0 } });
  // Its answer to a movement would come while the driver asks: the line's time is that of one after the other.
  const simulator = cardDispenserSimulator({ ...far, clock, profile, moveMs: 0, answersMovements: false });
  return { device, simulator, prepare: () => simulator.takeCard(), act: () => device.dispenseCard(never) };
}

/** The answer to a written coil. */
const COIL_ANSWER_BYTES = 8;

function cabinet({ near, far, clock, hear, hasPauses }: Wire): DeviceOnLine {
  const lights = { idCardReader: { coil: 0 } };
  const profile = ioBoardProfile.parse({ driver: 'modbus-rtu', connection, lights, proximitySensor: { input: 0 } });
  const device = ioBoard({ channel: near, clock, profile, delays: hasPauses ? {} : { pollMs: 60_000 } });
  const simulator = ioBoardSimulator({ ...far, clock, profile });
  let isLit = false;
  return {
    device,
    simulator,
    // At its start the board is told of every light.
    prepare: () => delay(clock, 50),
    async act() {
      isLit = !isLit;
      const [written] = await Promise.all([
        device.setLight('idCardReader', isLit ? 'continuous' : 'off'),
        hear(COIL_ANSWER_BYTES),
      ]);
      return written;
    },
  };
}

function receiptPrinter({ near, far, clock }: Wire): DeviceOnLine {
  const device = escPosPrinter({ channel: near, clock });
  const simulator = receiptPrinterSimulator({ ...far, clock });
  return { device, simulator, act: () => device.print(longReceipt, never) };
}

/** Every device on a serial line, at the speed that it comes with. */
export const lines: readonly BenchedLine[] = [
  {
    name: 'ID card reader',
    act: 'card on the reader → data',
    baudRate: 115_200,
    targetPercent: 1,
    delays: samVDelays,
    open: idCardReader,
  },
  {
    name: 'passport reader',
    act: 'zone seen → document',
    baudRate: 256_000,
    bitsPerByte: 11,
    delays: mrzScannerDelays,
    open: passportReader,
  },
  { name: 'code scanner', act: 'code seen → text', baudRate: 115_200, delays: codeScannerDelays, open: scanner },
  {
    name: 'fingerprint reader',
    act: 'two placements → features',
    baudRate: 57_600,
    delays: fingerprintReaderDelays,
    isPausing: true,
    open: fingerprints,
  },
  {
    name: 'camera',
    act: 'a picture of 320 × 240',
    baudRate: 115_200,
    delays: vc0706Delays,
    isPausing: true,
    open: camera,
  },
  { name: 'permit slot', act: 'eject → at the gate', baudRate: 9600, delays: permitSlotDelays, open: permitSlot },
  {
    name: 'card dispenser',
    act: 'dispense → at the front',
    baudRate: 9600,
    delays: cardDispenserDelays,
    isPausing: true,
    open: cardDispenser,
  },
  { name: 'I/O board', act: 'light wanted → lit', baudRate: 9600, delays: ioBoardDelays, open: cabinet },
  {
    name: 'receipt printer',
    act: 'receipt → confirmed',
    baudRate: 115_200,
    delays: escPosDelays,
    open: receiptPrinter,
  },
];
