import type { Device } from '../../../devices/device.ts';
import { serialChannel } from '../../../devices/transport/serial-channel.ts';
import { delay, systemClock } from '../../../main/clock/clock.ts';
import type { DeviceState } from '../../../main/contract/device-status.ts';
import { hasSocat, ptyPair } from '../../support/pty.ts';
import { median, rounded } from '../times.ts';
import type { BenchedLine } from './benched-line.ts';
import { lines } from './lines.ts';

/** What the hall is promised: nobody stands before a device for longer that is there again. */
const PROMISE_MS = 5000;
/** So many of each device, all at once, are pulled out and plugged in again so often. */
const LANES = 4;
const CYCLES = 5;

/**
 * From the plug to `online`, with the rests of a kiosk and everything that the driver asks of a device that came back.
 * The plugs come at moments spread over the driver's rest between two attempts.
 */
export async function reconnectBench(): Promise<{ name: string; rows: Record<string, string | number>[] }> {
  const name = `plugged in again → online: target < ${PROMISE_MS} ms`;
  if (!hasSocat()) return { name, rows: [{ device: 'needs: apt-get install socat' }] };
  const rows = lines.map(async (line) => {
    const times = await Promise.all(Array.from({ length: LANES }, (_, lane) => timesOf(line, lane / LANES)));
    return row(line, times.flat());
  });
  return { name, rows: await Promise.all(rows) };
}

function row({ name, delays: { reopenAfterMs } }: BenchedLine, times: readonly number[]) {
  const worstMs = Math.max(...times);
  return {
    device: name,
    n: times.length,
    'median ms': rounded(median(times)),
    'worst ms': rounded(worstMs),
    'looked for every ms': reopenAfterMs,
    'worst × that': rounded(worstMs / reopenAfterMs),
    met: worstMs < PROMISE_MS ? 'yes' : 'no',
  };
}

/** `offset`: by which part of a cycle this one is behind the first. */
async function timesOf(line: BenchedLine, offset: number): Promise<number[]> {
  const pty = await ptyPair();
  const [near, far] = [pty.a, pty.b].map((path) => serialChannel({ path, baudRate: 115_200 }));
  const { device, simulator } = line.open({
    near: near!,
    hear: () => Promise.resolve(),
    hasPauses: true,
    clock: systemClock,
    far: { channel: far! },
  });
  try {
    await simulator.start();
    await device.start();
    const times: number[] = [];
    for (let cycle = 0; cycle < CYCLES; cycle += 1) {
      await pty.unplug();
      await becomes(device, (state) => state !== 'online');
      await delay(systemClock, (line.delays.reopenAfterMs * (cycle + offset)) / CYCLES);
      await pty.plug();
      const startMs = performance.now();
      await becomes(device, (state) => state === 'online');
      times.push(performance.now() - startMs);
    }
    return times;
  } finally {
    await device.stop();
    await simulator.stop();
    await pty.kill();
  }
}

function becomes(device: Device, isWanted: (state: DeviceState) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!isWanted(device.status().device)) return;
      stop();
      resolve();
    };
    const stop = device.onStatusChanged(look);
    look();
  });
}
