import { openSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import { it, TestRunner, vi } from 'vitest';
import type { Device } from '../../devices/device.ts';
import { entryFor, type DeviceEntry } from '../../devices/technician-cli.ts';
import type { ByteChannel } from '../../devices/transport/byte-channel.ts';
import { channelTo, type StreamConnection } from '../../devices/transport/connection.ts';
import { delay, systemClock, within } from '../../main/clock/clock.ts';
import type { HandLane } from './device-lane.ts';

/** For somebody who has to fetch a card first, or to reach behind the cabinet. */
export const BY_HAND_MS = 120_000;
/** For what only an eye can see, where there is no terminal to say so. */
const LOOK_MS = 15_000;
const LOOK_AGAIN_MS = 100;
/** A test asks for some six things. */
const TEST_MS = 8 * BY_HAND_MS;

const nobodyIsThere = process.env['KIOSK_TEST_SKIP_HANDS'] === '1';

/** Tells somebody before the machine what to do now. Where nobody is there, the test ends here and counts as skipped. */
export function tell(text: string): void {
  if (nobodyIsThere) TestRunner.getCurrentTest()?.context.skip(`nobody is there to ${text}`);
  console.warn(`▶ ${text}`);
}

/** Waits until the device itself shows that it was done; without `isDone`, for Enter on the terminal, or a while. */
export async function ask(text: string, isDone?: () => boolean | Promise<boolean>): Promise<void> {
  tell(isDone ? text : `${text}, then press Enter`);
  await (isDone ? happens(isDone, () => `nobody did this in time: ${text}`) : enterPressed());
}

async function happens(isSo: () => boolean | Promise<boolean>, otherwise: () => string): Promise<void> {
  const untilMs = systemClock.monotonicMs() + BY_HAND_MS;
  while (!(await isSo())) {
    if (systemClock.monotonicMs() > untilMs) throw new Error(otherwise());
    await delay(systemClock, LOOK_AGAIN_MS);
  }
}

async function enterPressed(): Promise<void> {
  const terminal = openTerminal();
  const pressed = new Promise<void>((resolve) => terminal?.once('data', () => resolve()));
  await within(systemClock, terminal ? BY_HAND_MS : LOOK_MS, pressed, () => undefined);
  terminal?.destroy();
}

/** The terminal that the tests were started at: a test's own input is not connected to it. */
function openTerminal(): ReadStream | null {
  try {
    return new ReadStream(openSync('/dev/tty', 'r'));
  } catch {
    return null;
  }
}

/**
 * Runs a suite on the device that a variable names: by its address (as `--path` of its tool), or in a hardware profile
 * (*.json). Without one it is pending, and shows the command.
 */
export function onHardware<Entry>(
  tool: DeviceEntry<Entry>,
  given: string | undefined,
  example: string,
  suite: (name: string, entry: Entry) => void,
): void {
  const variable = `KIOSK_TEST_${tool.device.replaceAll('-', '_').toUpperCase()}`;
  if (!given) {
    it.todo(`on hardware: ${variable}=${example} npx vitest run tests/devices/${tool.device}`);
    return;
  }
  vi.setConfig({ testTimeout: TEST_MS, hookTimeout: TEST_MS });
  suite(`on hardware, ${given}`, entryFor(tool, given.endsWith('.json') ? { profile: given } : { path: given }));
}

/** The line to a real device. */
export function realChannel(connection: StreamConnection): ByteChannel {
  if (connection.kind === 'simulated') throw new Error('this profile simulates the device');
  return channelTo(connection, systemClock);
}

/** The driver on a real device, and somebody before it, who also pulls its cable. */
export async function hardwareLane<D extends Device, Hands>(device: D, hands: Hands): Promise<HandLane<D, Hands>> {
  const isOnline = (): boolean => device.status().device === 'online';
  const until = (isSo: () => boolean): Promise<void> =>
    happens(isSo, () => `did not happen: ${JSON.stringify(device.status())}`);
  await device.start();
  await until(() => device.status().device !== 'starting');
  return {
    device,
    hands,
    run: (outcome) => outcome,
    until,
    pass: (ms) => delay(systemClock, ms),
    unplug: () => ask('pull the cable of the device', () => !isOnline()),
    plug: () => ask('put the cable back', isOnline),
    stop: () => device.stop(),
  };
}
