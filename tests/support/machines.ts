import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { vc0706Profile } from '../../devices/camera/profile.ts';
import { cameraSimulator, type CameraSimulator } from '../../devices/camera/simulator.ts';
import { cardDispenserEntry } from '../../devices/card-dispenser/profile.ts';
import { cardDispenserSimulator, type CardDispenserSimulator } from '../../devices/card-dispenser/simulator.ts';
import { codeScannerProfile } from '../../devices/code-scanner/profile.ts';
import { codeScannerSimulator, type CodeScannerSimulator } from '../../devices/code-scanner/simulator.ts';
import { r30xProfile } from '../../devices/fingerprint-reader/profile.ts';
import { fingerprintReaderSimulator, type R30xSimulator } from '../../devices/fingerprint-reader/simulator.ts';
import type { HardwareProfile } from '../../devices/hardware-profile.ts';
import { ioBoardProfile } from '../../devices/io-board/profile.ts';
import { ioBoardSimulator, type IoBoardSimulator } from '../../devices/io-board/simulator.ts';
import { passportReaderProfile } from '../../devices/passport-reader/profile.ts';
import { passportReaderSimulator, type PassportReaderSimulator } from '../../devices/passport-reader/simulator.ts';
import { permitSlotEntry } from '../../devices/permit-slot/profile.ts';
import { permitSlotSimulator, type PermitSlotSimulator } from '../../devices/permit-slot/simulator.ts';
import { serialChannel } from '../../devices/transport/serial-channel.ts';
import { systemClock } from '../../main/clock/clock.ts';
import { cableOf, ptyPair, type PtyPair } from './pty.ts';

/** The machines that a test may put into a hall besides its reader and its printers. */
export interface Machines {
  readonly passportReader: PassportReaderSimulator;
  readonly codeScanner: CodeScannerSimulator;
  readonly fingerprintReader: R30xSimulator;
  readonly permitSlot: PermitSlotSimulator;
  readonly cardDispenser: CardDispenserSimulator;
  readonly ioBoard: IoBoardSimulator;
  readonly camera: CameraSimulator;
}
export type MachineName = keyof Machines;

/** A simulator at the far end of a pseudo terminal, and the profile's entry that leads to the near one. */
export interface Machine<Name extends MachineName> {
  readonly name: Name;
  readonly simulator: Machines[Name];
  readonly entry: NonNullable<HardwareProfile[Name]>;
  readonly line: PtyPair;
}

interface Wire {
  readonly connection: { readonly kind: 'serial'; readonly path: string; readonly baudRate: number };
  /** What every simulator is made of. */
  readonly end: {
    channel: ReturnType<typeof serialChannel>;
    clock: typeof systemClock;
    cable: ReturnType<typeof cableOf>;
  };
}

type Made<Name extends MachineName> = Omit<Machine<Name>, 'name' | 'line'>;

const makers: { readonly [Name in MachineName]: (wire: Wire) => Made<Name> | Promise<Made<Name>> } = {
  passportReader({ connection, end }) {
    const entry = passportReaderProfile.parse({ driver: 'mrz-scanner', connection, framing: { kind: 'est-100' } });
    return { entry, simulator: passportReaderSimulator({ ...end, framing: entry.framing, scanMs: 200 }) };
  },
  codeScanner({ connection, end }) {
    const entry = codeScannerProfile.parse({ driver: 'code-scanner', connection, framing: { kind: 'serial' } });
    return { entry, simulator: codeScannerSimulator({ ...end, framing: entry.framing }) };
  },
  /** A module that asks once: what a visitor reads after the last try is the same after one as after five. */
  fingerprintReader({ connection, end }) {
    const entry = r30xProfile.parse({ driver: 'r30x', connection, tries: 1 });
    return { entry, simulator: fingerprintReaderSimulator({ ...end, profile: entry, workMs: 50 }) };
  },
  permitSlot({ connection, end }) {
    const entry = permitSlotEntry.parse({ driver: 'crt-571', connection, rewriter: {} });
    return { entry, simulator: permitSlotSimulator({ ...end, profile: entry, moveMs: 100, writeMs: 300 }) };
  },
  cardDispenser({ connection, end }) {
    const entry = cardDispenserEntry.parse({ driver: 'k720', connection });
    return { entry, simulator: cardDispenserSimulator({ ...end, profile: entry, moveMs: 100 }) };
  },
  ioBoard({ connection, end }) {
    const lights = { receiptPrinter: { coil: 4 }, idCardReader: { coil: 0 }, fasciaLight: { coil: 11 } };
    const entry = ioBoardProfile.parse({ driver: 'modbus-rtu', connection, lights });
    return { entry, simulator: ioBoardSimulator({ ...end, profile: entry }) };
  },
  async camera({ connection, end }) {
    const entry = vc0706Profile.parse({ driver: 'vc0706', connection, bootMs: 50 });
    const picture = await readFile(path.join(import.meta.dirname, 'portrait.jpg'));
    return { entry, simulator: cameraSimulator({ ...end, picture, bootMs: 20 }) };
  },
};

/** Every pty takes any speed; USB modules of all makers take this one. */
const baudRate = 115_200;

/** Started, and its cable in. */
export async function machine<Name extends MachineName>(name: Name): Promise<Machine<Name>> {
  const line = await ptyPair();
  const made = await makers[name]({
    connection: { kind: 'serial', path: line.a, baudRate },
    end: { channel: serialChannel({ path: line.b, baudRate }), clock: systemClock, cable: cableOf(line) },
  });
  await made.simulator.start();
  return { ...made, name, line };
}
