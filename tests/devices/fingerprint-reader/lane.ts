import { createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import {
  fingerprintReader,
  type FingerprintReaderDelays,
  type FingerprintReaderDriver,
} from '../../../devices/fingerprint-reader/driver.ts';
import { liveScannerSimulator } from '../../../devices/fingerprint-reader/live-scanner-simulator.ts';
import {
  fingerprintReaderProfile,
  type FingerprintReaderProfile,
} from '../../../devices/fingerprint-reader/profile.ts';
import {
  fingerprintReaderSimulator,
  type FingerprintSimulator,
} from '../../../devices/fingerprint-reader/simulator.ts';
import type { ByteChannel } from '../../../devices/transport/byte-channel.ts';
import { listeners } from '../../../devices/transport/listeners.ts';
import { memoryChannelPair } from '../../../devices/transport/memory-channel.ts';
import { serialChannel } from '../../../devices/transport/serial-channel.ts';
import { tcpChannel } from '../../../devices/transport/tcp-channel.ts';
import { systemClock, type Clock } from '../../../main/clock/clock.ts';
import type { FingerGuidance } from '../../../main/contract/finger.ts';
import { err, ok, type Result } from '../../../main/contract/result.ts';
import type { FingerFeatures, FingerCaptureError } from '../../../devices/fingerprint-reader/fingerprint-reader.ts';
import type { SyntheticFinger } from '../../../devices/fingerprint-reader/synthetic-finger.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { ptyPair } from '../../support/pty.ts';

/** A driver and a simulator on one line, started. */
export interface Lane {
  readonly reader: FingerprintReaderDriver;
  readonly simulator: FingerprintSimulator;
  /** Every byte that the driver has written. */
  readonly written: Uint8Array[];
  run<T>(outcome: Promise<T>): Promise<T>;
  until(isSo: () => boolean): Promise<void>;
  unplug(): Promise<void>;
  plug(): Promise<void>;
  stop(): Promise<void>;
}

export interface LaneOptions {
  readonly profile?: FingerprintReaderProfile;
  readonly delays?: Partial<FingerprintReaderDelays>;
  readonly pieceBytes?: number;
}
export type OpenLane = (options?: LaneOptions) => Promise<Lane>;

export const profiles = {
  r30x: fingerprintReaderProfile.parse({ driver: 'r30x', connection: { kind: 'simulated' }, tries: 3 }),
  liveScanner: fingerprintReaderProfile.parse({
    driver: 'live-scanner-bridge',
    connection: { kind: 'simulated' },
    width: 128,
    height: 180,
    tries: 3,
  }),
} as const;

const MOST_STEPS = 3000;
const STEP_MS = 50;

interface Ends {
  readonly host: ByteChannel;
  readonly device: ByteChannel;
  readonly cable: { unplug(): void; plug(): void };
}

function simulatorFor(
  profile: FingerprintReaderProfile,
  ends: Ends,
  clock: Clock,
  options: LaneOptions,
): FingerprintSimulator {
  const shared = {
    channel: ends.device,
    cable: ends.cable,
    clock,
    ...(options.pieceBytes && { pieceBytes: options.pieceBytes }),
  };
  return profile.driver === 'r30x'
    ? fingerprintReaderSimulator({ ...shared, profile, workMs: clock === systemClock ? 1 : 250 })
    : liveScannerSimulator({ ...shared, profile });
}

/** Remembers what the driver says. */
function tapped(channel: ByteChannel, written: Uint8Array[]): ByteChannel {
  return {
    open: () => channel.open(),
    write(bytes) {
      written.push(Uint8Array.from(bytes));
      return channel.write(bytes);
    },
    onData: (listener) => channel.onData(listener),
    onClose: (listener) => channel.onClose(listener),
    close: () => channel.close(),
    get isOpen() {
      return channel.isOpen;
    },
  };
}

/** Real delays on a clock that the test moves. */
export async function memoryLane(options: LaneOptions = {}): Promise<Lane & { clock: FakeClock }> {
  const clock = new FakeClock();
  const profile = options.profile ?? profiles.r30x;
  const [host, device, cable] = memoryChannelPair();
  const written: Uint8Array[] = [];
  const simulator = simulatorFor(profile, { host, device, cable }, clock, options);
  const reader = fingerprintReader({
    channel: tapped(host, written),
    clock,
    profile,
    ...(options.delays && { delays: options.delays }),
  });
  await simulator.start();
  async function until(isSo: () => boolean): Promise<void> {
    for (let step = 0; step < MOST_STEPS && !isSo(); step += 1) await clock.advance(STEP_MS);
    if (!isSo()) throw new Error('did not happen');
  }
  async function run<T>(outcome: Promise<T>): Promise<T> {
    let isSettled = false;
    const settled = outcome.finally(() => (isSettled = true));
    await clock.advance(0);
    await until(() => isSettled);
    return settled;
  }
  await run(reader.start());
  return {
    clock,
    reader,
    simulator,
    written,
    run,
    until,
    unplug: () => Promise.resolve(cable.unplug()),
    plug: () => Promise.resolve(cable.plug()),
    async stop() {
      await reader.stop();
      await simulator.stop();
    },
  };
}

const shortDelays: Partial<FingerprintReaderDelays> = {
  answerTimeoutMs: 300,
  uploadTimeoutMs: 500,
  callTimeoutMs: 500,
  quietMs: 20,
  placeTimeoutMs: 300,
  liftTimeoutMs: 200,
  pollMs: 5,
  hintMs: 10,
  heartbeatMs: 100,
  reopenAfterMs: 20,
};

/** A real line and the real clock, with short delays. */
async function realLane(
  options: LaneOptions,
  profile: FingerprintReaderProfile,
  ends: Ends,
  line: Pick<Lane, 'unplug' | 'plug'> & { close(): Promise<void> },
): Promise<Lane> {
  const written: Uint8Array[] = [];
  const simulator = simulatorFor(profile, ends, systemClock, options);
  const reader = fingerprintReader({
    channel: tapped(ends.host, written),
    clock: systemClock,
    profile,
    delays: { ...shortDelays, ...options.delays },
  });
  await simulator.start();
  await reader.start();
  return {
    reader,
    simulator,
    written,
    run: (outcome) => outcome,
    async until(isSo) {
      while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
    },
    unplug: () => line.unplug(),
    plug: () => line.plug(),
    async stop() {
      await reader.stop();
      await simulator.stop();
      await line.close();
    },
  };
}

export async function ptyLane(options: LaneOptions = {}): Promise<Lane> {
  const pty = await ptyPair();
  const ends: Ends = {
    host: serialChannel({ path: pty.a, baudRate: 57_600 }),
    device: serialChannel({ path: pty.b, baudRate: 57_600 }),
    // `heal` plugs the cable in where it is, and a pty that is plugged in anew is another one; the test pulls it itself.
    cable: { unplug: () => void pty.unplug(), plug: () => {} },
  };
  return realLane(options, options.profile ?? profiles.r30x, ends, {
    unplug: () => pty.unplug(),
    plug: () => pty.plug(),
    close: () => pty.kill(),
  });
}

export async function tcpLane(options: LaneOptions = {}): Promise<Lane> {
  const bridge = await listeningChannel();
  const ends: Ends = {
    host: tcpChannel({ host: '127.0.0.1', port: bridge.port, clock: systemClock }),
    device: bridge.channel,
    cable: bridge,
  };
  return realLane(options, options.profile ?? profiles.liveScanner, ends, {
    unplug: () => Promise.resolve(bridge.unplug()),
    plug: () => Promise.resolve(bridge.plug()),
    close: () => bridge.close(),
  });
}

/** The vendor's end: a server on loopback that keeps one kiosk's connection. */
async function listeningChannel() {
  const data = listeners<Uint8Array>();
  let socket: Socket | null = null;
  let isPlugged = true;
  const server = createServer((fresh) => {
    if (!isPlugged) return void fresh.destroy();
    socket?.destroy();
    socket = fresh;
    fresh.setNoDelay(true);
    fresh.on('data', (bytes) => data.tell(bytes));
    fresh.on('error', () => fresh.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const channel: ByteChannel = {
    open: () => Promise.resolve(ok(undefined)),
    write(bytes): Promise<Result<void, 'disconnected'>> {
      const open = socket;
      if (!open) return Promise.resolve(err('disconnected'));
      return new Promise((resolve) => {
        open.write(bytes, (error) => resolve(error ? err('disconnected') : ok(undefined)));
      });
    },
    onData: data.add,
    onClose: () => () => {},
    close: () => Promise.resolve(),
    isOpen: true,
  };
  return {
    port: address.port,
    channel,
    unplug() {
      isPlugged = false;
      socket?.destroy();
      socket = null;
    },
    plug() {
      isPlugged = true;
    },
    async close() {
      socket?.destroy();
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}

/** A visitor who does what the screen says, with this finger. */
export function visitor(
  lane: Lane,
  finger: Partial<SyntheticFinger> | ((placement: number) => Partial<SyntheticFinger>) = {},
  signal: AbortSignal = new AbortController().signal,
): { guidances: FingerGuidance[]; outcome: Promise<Result<FingerFeatures, FingerCaptureError>> } {
  const guidances: FingerGuidance[] = [];
  let placements = 0;
  const outcome = lane.reader.captureFinger({
    signal,
    onGuidance(guidance) {
      guidances.push(guidance);
      if (guidance === 'place') {
        placements += 1;
        lane.simulator.placeFinger(typeof finger === 'function' ? finger(placements) : finger);
      } else if (guidance !== 'hold') lane.simulator.liftFinger();
    },
  });
  return { guidances, outcome };
}
