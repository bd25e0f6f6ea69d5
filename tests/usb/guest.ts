import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { samVReader } from '../../devices/id-card-reader/driver.ts';
import { idCardReaderSimulator } from '../../devices/id-card-reader/simulator.ts';
import { syntheticCards } from '../../devices/id-card-reader/synthetic-cards.ts';
import { hidChannel } from '../../devices/transport/hid-channel.ts';
import { locateSerialPort, serialChannel } from '../../devices/transport/serial-channel.ts';
import { systemClock as clock } from '../../main/clock/clock.ts';
import { serialGadget, type SerialGadget } from './gadget.ts';
import { uhidDevice } from './uhid-device.ts';

/** What runs inside the virtual machine: the drivers that ship, against devices that the kernel plays. */

const say = (line: string): void => console.log(`usb-lane: ${line}`);

async function until(what: string, holds: () => boolean | Promise<boolean>, withinMs = 20_000): Promise<void> {
  const deadlineMs = clock.monotonicMs() + withinMs;
  while (!(await holds())) {
    if (clock.monotonicMs() > deadlineMs) throw new Error(`not within ${withinMs} ms: ${what}`);
    await pause(20);
  }
}

function same(what: string, seen: unknown, wanted: unknown): void {
  if (JSON.stringify(seen) !== JSON.stringify(wanted)) {
    throw new Error(`${what}: ${JSON.stringify(seen)} instead of ${JSON.stringify(wanted)}`);
  }
}

const hidIds = { vendorId: 0x2b8b, productId: 0x2721 };
const serialIds = { vendorId: '0400', productId: 'c35a' };
/** The promise to the hall, with reserve for an emulated machine whose clock is that of a loaded host. */
const backWithinMs = 10_000;
const nobody = 65_534;

const hidNode = (): string | undefined => readdirSync('/dev').find((name) => name.startsWith('hidraw'));

/** What the channel says in a process of another user. */
function opensAs(uid: number, gid: number): string {
  const open = `
    const { hidChannel } = await import(${JSON.stringify(new URL('../../devices/transport/hid-channel.ts', import.meta.url).href)});
    const opened = await hidChannel(${JSON.stringify(hidReader)}).open();
    console.log(opened.ok ? 'ok' : opened.error);
    process.exit(0);`;
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', open], { uid, gid, encoding: 'utf8' });
  return run.stdout.trim() || run.stderr;
}

const hidReader = { vendorId: '2b8b', productId: '2721', reportBytes: 64, reportId: 0 };
const readOnce = { signal: new AbortController().signal };

/** The reader at the kiosk's end of a USB serial cable, and the module at the other. */
async function serialReader(gadget: SerialGadget, serialNumber: string) {
  const simulator = idCardReaderSimulator({
    channel: serialChannel({ path: gadget.devicePath, baudRate: 115_200 }),
    clock,
  });
  await simulator.start();
  const path = { vendorId: serialIds.vendorId, productId: serialIds.productId, serialNumber };
  const reader = samVReader({ channel: serialChannel({ path, baudRate: 115_200 }), clock });
  await reader.start();
  return {
    reader,
    simulator,
    isOnline: () => reader.status().device === 'online',
    async reads(card: (typeof syntheticCards)[keyof typeof syntheticCards]) {
      simulator.pullCard();
      simulator.placeCard(card);
      const read = await reader.readCard(readOnce);
      same('the card', read.ok ? read.value.number : read.error, card.number);
    },
    async stop() {
      await reader.stop();
      await simulator.stop();
    },
  };
}

const left = serialGadget({ ...serialIds, serialNumber: 'LEFT', socket: 0 });
const right = serialGadget({ ...serialIds, serialNumber: 'RIGHT', socket: 1 });

const checks: Readonly<Record<string, () => Promise<void>>> = {
  async 'node-hid reads a card from a HID reader, also after it was unplugged and plugged in again'() {
    const device = uhidDevice({ ...hidIds, serialNumber: 'LEFT' });
    const simulator = idCardReaderSimulator({ channel: device, clock });
    await simulator.start();
    simulator.placeCard(syntheticCards.valid);
    const reader = samVReader({ channel: hidChannel(hidReader), clock });
    await reader.start();
    await until('the reader is online', () => reader.status().device === 'online');
    const card = await reader.readCard(readOnce);
    same('the card', card.ok && card.value.number, syntheticCards.valid.number);
    await device.close();
    await until('the reader is gone', () => reader.status().device !== 'online');
    await device.open();
    await until('the reader is back', () => reader.status().device === 'online', backWithinMs);
    simulator.placeCard(syntheticCards.forLife);
    const again = await reader.readCard(readOnce);
    same('the card after it was plugged in again', again.ok && again.value.number, syntheticCards.forLife.number);
    await reader.stop();
    await simulator.stop();
  },

  async 'of two HID readers of one model the one with the right serial number is opened'() {
    const devices = ['LEFT', 'RIGHT'].map((serialNumber) => uhidDevice({ ...hidIds, serialNumber }));
    for (const device of devices) await device.open();
    const heard: number[] = [];
    devices.forEach((device, index) => device.onData(() => heard.push(index)));
    const channel = hidChannel({ ...hidReader, serialNumber: 'RIGHT' });
    await until('it opens', async () => (await channel.open()).ok);
    await channel.write(Uint8Array.of(1, 2, 3));
    await until('one of them hears it', () => heard.length > 0);
    same('who heard it', heard, [1]);
    await channel.close();
    for (const device of devices) await device.close();
  },

  async 'the udev rules give a HID reader to the group dialout, and to nobody else'() {
    const device = uhidDevice({ ...hidIds, serialNumber: 'LEFT' });
    await device.open();
    await until('its node is there', () => hidNode() !== undefined);
    const group = Number(/^dialout:[^:]*:(\d+):/m.exec(readFileSync('/etc/group', 'utf8'))?.[1]);
    await until('its node belongs to dialout', () => statSync(`/dev/${hidNode()}`).gid === group);
    same('its mode', (statSync(`/dev/${hidNode()}`).mode & 0o777).toString(8), '660');
    same('opened by a stranger', opensAs(nobody, nobody), 'noPermission');
    same('opened by a member of the group', opensAs(nobody, group), 'ok');
    await device.close();
  },

  async 'a USB serial reader is found by its ids, unplugged and plugged in again'() {
    left.plug();
    const kiosk = await serialReader(left, 'LEFT');
    await until('the reader is online', kiosk.isOnline);
    await kiosk.reads(syntheticCards.valid);
    left.unplug();
    await until('the reader is gone', () => !kiosk.isOnline());
    left.plug();
    await until('the reader is back', kiosk.isOnline, backWithinMs);
    await kiosk.reads(syntheticCards.expired);
    await kiosk.stop();
    left.unplug();
  },

  async 'a reader that came back under another name is found by its serial number'() {
    left.plug();
    const kiosk = await serialReader(left, 'LEFT');
    await until('the reader is online', kiosk.isOnline);
    const before = await locateSerialPort({ ...serialIds, serialNumber: 'LEFT' });
    left.unplug();
    await until('the reader is gone', () => !kiosk.isOnline());
    right.plug();
    await until('the other device took its name', async () => {
      const other = await locateSerialPort({ ...serialIds, serialNumber: 'RIGHT' });
      return other.ok && before.ok && other.value === before.value;
    });
    left.plug();
    await until('the reader is back', kiosk.isOnline, backWithinMs);
    const after = await locateSerialPort({ ...serialIds, serialNumber: 'LEFT' });
    if (after.ok && before.ok && after.value === before.value) throw new Error(`still ${after.value}`);
    await kiosk.reads(syntheticCards.valid);
    await kiosk.stop();
    left.unplug();
    right.unplug();
  },
};

for (const [name, check] of Object.entries(checks)) {
  try {
    await check();
    say(`ok ${name}`);
  } catch (error) {
    say(`FAILED ${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
say('end');
process.exit(0);
