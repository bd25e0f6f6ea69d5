import { codeScanner } from '../../devices/code-scanner/driver.ts';
import { codeScannerProfile } from '../../devices/code-scanner/profile.ts';
import { codeScannerSimulator } from '../../devices/code-scanner/simulator.ts';
import { samVReader } from '../../devices/id-card-reader/driver.ts';
import { idCardReaderSimulator } from '../../devices/id-card-reader/simulator.ts';
import { syntheticCards } from '../../devices/id-card-reader/synthetic-cards.ts';
import { locateSerialPort, serialChannel } from '../../devices/transport/serial-channel.ts';
import { systemClock as clock } from '../../main/clock/clock.ts';
import { readOnce, same, until, type Check, type Checks } from './check.ts';
import { serialGadget, type SerialGadget } from './gadget.ts';

const ids = { vendorId: '0400', productId: 'c35a' };
const baudRate = 115_200;
const left = serialGadget({ ...ids, serialNumber: 'LEFT', socket: 0 });
const right = serialGadget({ ...ids, serialNumber: 'RIGHT', socket: 1 });

const portOf = (serialNumber: string) => serialChannel({ path: { ...ids, serialNumber }, baudRate });

function plug(gadget: SerialGadget, later: Parameters<Check>[0]): void {
  gadget.plug();
  later(() => gadget.unplug());
}

/** The reader at the kiosk's end of a USB serial cable, and the module at the other. */
async function serialReader(later: Parameters<Check>[0]) {
  const simulator = idCardReaderSimulator({ channel: serialChannel({ path: left.devicePath, baudRate }), clock });
  await simulator.start();
  later(() => simulator.stop());
  const reader = samVReader({ channel: portOf('LEFT'), clock });
  await reader.start();
  later(() => reader.stop());
  const isOnline = (): boolean => reader.status().device === 'online';
  await until('the reader is online', isOnline);
  return {
    isOnline,
    async reads(card: (typeof syntheticCards)[keyof typeof syntheticCards]) {
      simulator.pullCard();
      simulator.placeCard(card);
      same('the card', await reader.readCard(readOnce), { ok: true, value: card });
    },
  };
}

export const serialChecks: Checks = {
  async 'a USB serial reader is found by its ids, unplugged and plugged in again'(later) {
    plug(left, later);
    const kiosk = await serialReader(later);
    await kiosk.reads(syntheticCards.valid);
    left.unplug();
    await until('the reader is gone', () => !kiosk.isOnline());
    left.plug();
    await until('the reader is back', kiosk.isOnline);
    await kiosk.reads(syntheticCards.expired);
  },

  async 'a reader that came back under another name is found by its serial number'(later) {
    plug(left, later);
    const kiosk = await serialReader(later);
    const before = await locateSerialPort({ ...ids, serialNumber: 'LEFT' });
    left.unplug();
    await until('the reader is gone', () => !kiosk.isOnline());
    plug(right, later);
    await until('the other device took its name', async () => {
      const other = await locateSerialPort({ ...ids, serialNumber: 'RIGHT' });
      return other.ok && before.ok && other.value === before.value;
    });
    left.plug();
    await until('the reader is back', kiosk.isOnline);
    const after = await locateSerialPort({ ...ids, serialNumber: 'LEFT' });
    if (after.ok && before.ok && after.value === before.value) throw new Error(`still ${after.value}`);
    await kiosk.reads(syntheticCards.valid);
  },

  async 'a serial code scanner unplugged in the middle of a code sends no half of it, and is back'(later) {
    const profile = codeScannerProfile.parse({
      driver: 'code-scanner',
      connection: { kind: 'serial', path: { ...ids, serialNumber: 'LEFT' }, baudRate },
      // Long enough that the cable is out before the pause tells that a code was cut.
      framing: { kind: 'serial', quietMs: 2000 },
    });
    plug(left, later);
    const far = serialChannel({ path: left.devicePath, baudRate });
    const simulator = codeScannerSimulator({ channel: far, clock, framing: profile.framing });
    await simulator.start();
    later(() => simulator.stop());
    const line = portOf('LEFT');
    let heardBytes = 0;
    line.onData((bytes) => (heardBytes += bytes.length));
    const scanner = codeScanner({ channel: line, clock, profile });
    await scanner.start();
    later(() => scanner.stop());
    const isOnline = (): boolean => scanner.status().device === 'online';
    await until('the scanner is online', isOnline);

    const cut = scanner.scanCode(readOnce);
    simulator.play({ at: 'scan:byte:8', fault: 'cutShort', times: 1 });
    await simulator.showCode('XJ-2026-000123');
    await until('half of the code is there', () => heardBytes === 8);
    left.unplug();
    same('the code that was cut', await cut, { ok: false, error: 'offline' });
    same('a code while it is out', await scanner.scanCode(readOnce), { ok: false, error: 'offline' });

    left.plug();
    await until('the scanner is back', () => isOnline() && far.isOpen);
    const whole = scanner.scanCode(readOnce);
    await simulator.showCode('XJ-2026-000124');
    same('the next code', await whole, { ok: true, value: 'XJ-2026-000124' });
  },
};
