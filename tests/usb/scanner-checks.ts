import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { codeScanner } from '../../devices/code-scanner/driver.ts';
import { codeScannerProfile } from '../../devices/code-scanner/profile.ts';
import { codeScannerSimulator } from '../../devices/code-scanner/simulator.ts';
import { mrzScanner } from '../../devices/passport-reader/driver.ts';
import { passportReaderProfile } from '../../devices/passport-reader/profile.ts';
import { passportReaderSimulator } from '../../devices/passport-reader/simulator.ts';
import { syntheticDocuments } from '../../devices/passport-reader/synthetic-documents.ts';
import type { ByteChannel } from '../../devices/transport/byte-channel.ts';
import { hidConnection } from '../../devices/transport/connection.ts';
import { hidChannel } from '../../devices/transport/hid-channel.ts';
import { delay, systemClock as clock } from '../../main/clock/clock.ts';
import { expectedDocuments } from '../devices/passport-reader/expected-documents.ts';
import { readOnce, same, until, type Check, type Checks } from './check.ts';
import { barCodeScanner, bootKeyboard } from './hid-kinds.ts';
import { uhidDevice } from './uhid-device.ts';

/** The scanner of the udev rules that ship. */
const ids = { vendorId: 0x0c2e, productId: 0x0b61, serialNumber: 'SCANNER' };
const wire = { kind: 'hid', vendorId: '0c2e', productId: '0b61' };
const asKeyboard = { ...wire, usagePage: '0001', reportBytes: 8, reportId: 0 };
const asScanner = { ...wire, usagePage: '008c', reportBytes: 64, reportId: 2 };

/** Reports that the kernel keeps for a slow reader are 64; what comes then is lost. */
const mostUnread = 32;
/** An emulated machine may pause in the middle of a scan. */
const quietMs = 2000;

const keyboard = (serialNumber = ids.serialNumber, productId = ids.productId) =>
  uhidDevice({ ...ids, serialNumber, productId, kind: bootKeyboard });
const scanner = () => uhidDevice({ ...ids, kind: barCodeScanner });

const channelAt = (connection: object) => hidChannel(hidConnection.parse(connection));

/** A keyboard that waits for whoever reads it: in an emulated machine that may take longer than any real one types. */
function patientKeyboard(reader: ByteChannel): ByteChannel {
  const device = keyboard();
  let unread = 0;
  reader.onData(() => (unread -= 1));
  return {
    open: () => device.open(),
    async write(report) {
      await until('its keys are read', () => unread < mostUnread);
      unread += 1;
      return device.write(report);
    },
    onData: (listener) => device.onData(listener),
    onClose: (listener) => device.onClose(listener),
    close: () => device.close(),
    get isOpen() {
      return device.isOpen;
    },
  };
}

async function drivenCodeScanner(later: Parameters<Check>[0]) {
  const profile = codeScannerProfile.parse({
    driver: 'code-scanner',
    connection: asScanner,
    framing: { kind: 'hid-pos', quietMs },
  });
  const simulator = codeScannerSimulator({ channel: scanner(), clock, framing: profile.framing });
  await simulator.start();
  later(() => simulator.stop());
  const device = codeScanner({ channel: channelAt(asScanner), clock, profile });
  await device.start();
  later(() => device.stop());
  await until('the scanner is online', () => device.status().device === 'online');
  return { device, simulator };
}

/** The input nodes of the keyboards with this product, as udev knows them. */
function keyboardNodes(productId: number): { isReady: boolean; isIgnored: boolean }[] {
  const product = productId.toString(16).padStart(4, '0');
  return readdirSync('/sys/class/input')
    .filter((name) => name.startsWith('event'))
    .filter((name) => readFileSync(`/sys/class/input/${name}/device/id/product`, 'utf8').trim() === product)
    .map((name) => {
      const said = spawnSync('udevadm', ['info', '--query=property', `--name=/dev/input/${name}`], {
        encoding: 'utf8',
      });
      const properties = said.stdout.split('\n');
      return {
        isReady: properties.includes('ID_INPUT_KEYBOARD=1'),
        isIgnored: properties.includes('LIBINPUT_IGNORE_DEVICE=1'),
      };
    });
}

export const scannerChecks: Checks = {
  async 'a passport scanner that types as a keyboard is read'(later) {
    const profile = passportReaderProfile.parse({
      driver: 'mrz-scanner',
      connection: asKeyboard,
      framing: { kind: 'keyboard-wedge', quietMs },
    });
    const channel = channelAt(asKeyboard);
    const simulator = passportReaderSimulator({ channel: patientKeyboard(channel), clock, framing: profile.framing });
    await simulator.start();
    later(() => simulator.stop());
    const reader = mrzScanner({ channel, clock, profile });
    await reader.start();
    later(() => reader.stop());
    await until('the scanner is online', () => reader.status().device === 'online');
    for (const name of ['chinesePassport', 'specimenTd1'] as const) {
      const reading = reader.readDocument(readOnce);
      simulator.placeDocument({ kind: 'zone', lines: syntheticDocuments[name] });
      same(name, await reading, { ok: true, value: expectedDocuments[name] });
    }
  },

  async 'its keys never reach the window, and those of any other keyboard do'(later) {
    const other = ids.productId + 1;
    for (const device of [keyboard(), keyboard('OTHER', other)]) {
      await device.open();
      later(() => device.close());
    }
    const ready = (product: number): boolean => keyboardNodes(product).some(({ isReady }) => isReady);
    await until('udev knows both', () => ready(ids.productId) && ready(other));
    same('the scanner', keyboardNodes(ids.productId), [{ isReady: true, isIgnored: true }]);
    same('the other keyboard', keyboardNodes(other), [{ isReady: true, isIgnored: false }]);
  },

  async 'a code scanner of the bar code page is read, a long code in two reports'(later) {
    const { device, simulator } = await drivenCodeScanner(later);
    for (const code of ['XJ-2026-000123', '挂号 0042', 'https://example.org/verify?code='.padEnd(90, '7')]) {
      const scanning = device.scanCode(readOnce);
      await simulator.showCode(code);
      same('the code', await scanning, { ok: true, value: code });
      // What comes in one burst with it would belong to the visitor before.
      await delay(clock, 2 * quietMs);
    }
  },

  async 'of a scanner that is a keyboard too the interface with the right usage page is opened'(later) {
    const beside = keyboard();
    await beside.open();
    later(() => beside.close());
    const channel = channelAt(asKeyboard);
    later(() => channel.close());
    await until('the keyboard opens', async () => (await channel.open()).ok);
    // The system lists the keyboard first now.
    const { device, simulator } = await drivenCodeScanner(later);
    const scanning = device.scanCode(readOnce);
    await simulator.showCode('XJ-2026-000123');
    same('the code', await scanning, { ok: true, value: 'XJ-2026-000123' });
    await channel.close();
    const typed: number[] = [];
    channel.onData((report) => typed.push(...report));
    await until('the keyboard opens beside the scanner', async () => (await channel.open()).ok);
    const key = [0, 0, 0x04, 0, 0, 0, 0, 0];
    await beside.write(Uint8Array.from(key));
    await until('its key arrives', () => typed.length > 0);
    same('the key', typed, key);
  },
};
