import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { samVReader, type SamVDelays } from '../../devices/id-card-reader/driver.ts';
import { idCardReaderSimulator } from '../../devices/id-card-reader/simulator.ts';
import { syntheticCard, syntheticCards, syntheticFingers } from '../../devices/id-card-reader/synthetic-cards.ts';
import type { ByteChannel } from '../../devices/transport/byte-channel.ts';
import { hidChannel } from '../../devices/transport/hid-channel.ts';
import { systemClock as clock } from '../../main/clock/clock.ts';
import { readOnce, same, until, type Check, type Checks } from './check.ts';
import { uhidDevice } from './uhid-device.ts';

const ids = { vendorId: 0x2b8b, productId: 0x2721 };
const framing = { vendorId: '2b8b', productId: '2721', reportBytes: 64, reportId: 0 };
const cycles = 20;
const nobody = 65_534;

const openFiles = (): number => readdirSync('/proc/self/fd').length;
const threads = (): number => readdirSync('/proc/self/task').length;
const hidNode = (): string | undefined => readdirSync('/dev').find((name) => name.startsWith('hidraw'));

/** The reader at the kiosk's end, and the module inside a HID device of the kernel. */
async function hidReader(
  later: Parameters<Check>[0],
  { channel = hidChannel(framing), delays = {} }: { channel?: ByteChannel; delays?: Partial<SamVDelays> } = {},
) {
  const device = uhidDevice({ ...ids, serialNumber: 'LEFT' });
  const simulator = idCardReaderSimulator({ channel: device, clock });
  await simulator.start();
  later(() => simulator.stop());
  const reader = samVReader({ channel, clock, delays });
  await reader.start();
  later(() => reader.stop());
  const isOnline = (): boolean => reader.status().device === 'online';
  await until('the reader is online', isOnline);
  return { device, simulator, reader, isOnline };
}

/** What the channel says in a process of another user. */
function opensAs(uid: number, gid: number): string {
  const open = `
    const { hidChannel } = await import(${JSON.stringify(new URL('../../devices/transport/hid-channel.ts', import.meta.url).href)});
    const settings = ${JSON.stringify(framing)};
    // The library is loaded at the first call: its file may lie where that user may not look.
    await hidChannel({ ...settings, serialNumber: 'none' }).open();
    process.setgroups([]);
    process.setgid(${gid});
    process.setuid(${uid});
    const opened = await hidChannel(settings).open();
    console.log(opened.ok ? 'ok' : opened.error);
    process.exit(0);`;
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', open], { encoding: 'utf8' });
  return run.stdout.trim() || run.stderr;
}

/** How many listen to this line now. */
function countingListeners(channel: ByteChannel): { channel: ByteChannel; count(): number } {
  let count = 0;
  const counted =
    <Listener>(add: (listener: Listener) => () => void) =>
    (listener: Listener): (() => void) => {
      count += 1;
      const stop = add(listener);
      return () => {
        count -= 1;
        stop();
      };
    };
  return {
    count: () => count,
    channel: {
      open: () => channel.open(),
      write: (bytes) => channel.write(bytes),
      close: () => channel.close(),
      onData: counted((listener) => channel.onData(listener)),
      onClose: counted((listener) => channel.onClose(listener)),
      get isOpen() {
        return channel.isOpen;
      },
    },
  };
}

export const idCardReaderChecks: Checks = {
  async 'node-hid reads a card from a HID reader, also after it was unplugged and plugged in again'(later) {
    const { device, simulator, reader, isOnline } = await hidReader(later);
    simulator.placeCard(syntheticCards.valid);
    const card = await reader.readCard(readOnce);
    same('the card', card, { ok: true, value: syntheticCards.valid });
    await device.close();
    await until('the reader is gone', () => !isOnline());
    await device.open();
    await until('the reader is back', isOnline);
    simulator.placeCard(syntheticCards.forLife);
    const again = await reader.readCard(readOnce);
    same('the card after it was plugged in again', again, { ok: true, value: syntheticCards.forLife });
  },

  async 'a card’s fingerprints arrive in 37 HID reports'(later) {
    const channel = hidChannel(framing);
    /** How many reports each answer took. */
    const answers: number[] = [];
    channel.onData((report) => {
      const isFirst = report[0] === 0xaa && report[3] === 0x96;
      if (isFirst) answers.push(1);
      else answers[answers.length - 1]! += 1;
    });
    const { simulator, reader } = await hidReader(later, { channel });
    const card = syntheticCard({ fingerprints: syntheticFingers });
    simulator.placeCard(card);
    const read = await reader.readCard({ ...readOnce, withFingerprints: true });
    same('the card with its fingerprints', read, { ok: true, value: card });
    same('the reports of the longest answer', Math.max(...answers), 37);
  },

  async [`${cycles} times unplugged, the HID reader is back each time, and nothing is left open`](later) {
    const line = countingListeners(hidChannel(framing));
    const { device, simulator, reader, isOnline } = await hidReader(later, {
      channel: line.channel,
      delays: { reopenAfterMs: 100 },
    });
    const before = { files: openFiles(), threads: threads(), listeners: line.count() };
    for (let cycle = 1; cycle <= cycles; cycle += 1) {
      await device.close();
      await until(`the reader is gone (${cycle})`, () => !isOnline());
      await device.open();
      await until(`the reader is back (${cycle})`, isOnline);
    }
    simulator.placeCard(syntheticCards.valid);
    const card = await reader.readCard(readOnce);
    same('the card after all that', card, { ok: true, value: syntheticCards.valid });
    await until(`as many open files as before (${before.files})`, () => openFiles() <= before.files);
    await until(`as many threads as before (${before.threads})`, () => threads() <= before.threads);
    same('the listeners of its line', line.count(), before.listeners);
  },

  async 'of two HID readers of one model the one with the right serial number is opened'(later) {
    const heard: string[] = [];
    for (const serialNumber of ['LEFT', 'RIGHT']) {
      const device = uhidDevice({ ...ids, serialNumber });
      device.onData(() => heard.push(serialNumber));
      await device.open();
      later(() => device.close());
    }
    for (const serialNumber of ['RIGHT', 'LEFT']) {
      const channel = hidChannel({ ...framing, serialNumber });
      later(() => channel.close());
      await until('it opens', async () => (await channel.open()).ok);
      heard.length = 0;
      await channel.write(Uint8Array.of(1, 2, 3));
      await until('one of them hears it', () => heard.length > 0);
      same('who heard it', heard, [serialNumber]);
    }
  },

  async 'the udev rules give a HID reader to the group dialout, and to nobody else'(later) {
    const device = uhidDevice({ ...ids, serialNumber: 'LEFT' });
    await device.open();
    later(() => device.close());
    await until('its node is there', () => hidNode() !== undefined);
    const group = Number(/^dialout:[^:]*:(\d+):/m.exec(readFileSync('/etc/group', 'utf8'))?.[1]);
    await until('its node belongs to dialout', () => statSync(`/dev/${hidNode()}`).gid === group);
    same('its mode', (statSync(`/dev/${hidNode()}`).mode & 0o777).toString(8), '660');
    same('opened by a stranger', opensAs(nobody, nobody), 'noPermission');
    same('opened by a member of the group', opensAs(nobody, group), 'ok');
  },
};
