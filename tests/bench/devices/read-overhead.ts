import type { Device } from '../../../devices/device.ts';
import type { Simulator } from '../../../devices/simulator.ts';
import { serialChannel } from '../../../devices/transport/serial-channel.ts';
import { simulatedLine } from '../../../devices/transport/simulated-line.ts';
import { ok } from '../../../main/contract/result.ts';
import { hasSocat, ptyPair } from '../../support/pty.ts';
import { median, rounded } from '../times.ts';
import type { BenchedLine, DeviceOnLine, Wire } from './benched-line.ts';
import { lines } from './lines.ts';
import { exactClock, meteredLine, PIECE_BYTES, serialBytesPerSecond, type MeteredLine } from './metered-line.ts';

/** Of the time that the bytes take on the wire. */
const TARGET_PERCENT = 5;
/** On a short wire nobody feels a percent. */
const SHORT_WIRE_MS = 20;
const SHORT_WIRE_TARGET_MS = 1;

/** As many acts as fit into this, so that the whole table takes half a minute. */
const RUNS_MS = 1200;
interface Runs {
  /** Not measured: the compiler's, and the tables that are built at the first use. */
  readonly warmUp: number;
  readonly least: number;
  readonly most: number;
}
const manyRuns: Runs = { warmUp: 2, least: 5, most: 31 };
const fewRuns: Runs = { warmUp: 0, least: 3, most: 3 };

interface Act {
  readonly ms: number;
  readonly wireMs: number;
  readonly bytes: number;
  readonly turns: number;
}

/**
 * What each driver adds to its line, over a pseudo terminal that is paced like the real one, with mechanisms that take no
 * time and without the driver's own rests. A pseudo terminal and whoever paces it need time for each turn, too: as much
 * as a line without any driver, in the same run. Driver and simulator share one process, so the simulator's work counts.
 */
export async function readOverheadBench(): Promise<{ name: string; rows: Record<string, string | number>[] }> {
  const name = `drivers over their lines: target ≤ ${TARGET_PERCENT} % of the wire time (ID card ≤ 1 %), or ≤ ${SHORT_WIRE_TARGET_MS} ms where it is < ${SHORT_WIRE_MS} ms`;
  if (!hasSocat()) return { name, rows: [{ device: 'needs: apt-get install socat' }] };
  const bare = await actsOn({ baudRate: 115_200, open: bareLine });
  const bareTurnMs = median(bare.map(addedMs));
  const rows: Record<string, string | number>[] = [];
  for (const line of lines) {
    const acts = await actsOn(line);
    const resting = line.isPausing ? await actsOn(line, { hasPauses: true, runs: fewRuns }) : acts;
    rows.push(row(line, { acts, bareTurnMs, restsMs: median(resting.map(({ ms }) => ms)) - medianOf(acts, 'ms') }));
  }
  return { name, rows };
}

function row(
  { name, act, targetPercent = TARGET_PERCENT }: BenchedLine,
  { acts, bareTurnMs, restsMs }: { acts: readonly Act[]; bareTurnMs: number; restsMs: number },
): Record<string, string | number> {
  const wireMs = medianOf(acts, 'wireMs');
  const lineMs = bareTurnMs * Math.max(1, medianOf(acts, 'turns'));
  const driverMs = median(acts.map(addedMs)) - lineMs;
  const targetMs = wireMs < SHORT_WIRE_MS ? SHORT_WIRE_TARGET_MS : (wireMs * targetPercent) / 100;
  return {
    device: `${name}: ${act}`,
    n: acts.length,
    bytes: medianOf(acts, 'bytes'),
    'wire ms': rounded(wireMs),
    'median ms': rounded(medianOf(acts, 'ms')),
    'bare line ms': rounded(wireMs + lineMs),
    'driver ms': rounded(driverMs),
    '% of wire': rounded((driverMs / wireMs) * 100),
    'worst ms': rounded(Math.max(...acts.map(({ ms }) => ms))),
    'rests ms': rounded(Math.max(0, restsMs)),
    met: driverMs <= targetMs ? 'yes' : 'no',
  };
}

const addedMs = ({ ms, wireMs }: Act): number => ms - wireMs;
const medianOf = (acts: readonly Act[], name: keyof Act): number => median(acts.map((act) => act[name]));

type Ends = Pick<DeviceOnLine, 'prepare' | 'act'> & {
  readonly device: Pick<Device, 'start' | 'stop'>;
  readonly simulator: Pick<Simulator, 'start' | 'stop'>;
};
type Openable = Pick<BenchedLine, 'baudRate' | 'bitsPerByte'> & { readonly open: (wire: Wire) => Ends };

async function actsOn(line: Openable, { hasPauses = false, runs = manyRuns } = {}): Promise<Act[]> {
  const pty = await ptyPair();
  const bytesPerSecond = serialBytesPerSecond(line.baudRate, line.bitsPerByte);
  // A pty takes any speed at once; both ends are paced instead.
  const [a, b] = [pty.a, pty.b].map((path) => serialChannel({ path, baudRate: 115_200 }));
  const meter = meteredLine(a!, bytesPerSecond);
  const far = { channel: b!, bytesPerSecond, pieceBytes: PIECE_BYTES };
  const ends = line.open({ near: meter.channel, hear: meter.hear, hasPauses, clock: exactClock, far });
  try {
    await ends.simulator.start();
    await ends.device.start();
    for (let left = runs.warmUp; left > 0; left -= 1) await measured(ends, meter);
    const acts: Act[] = [];
    const endMs = performance.now() + RUNS_MS;
    while (acts.length < runs.least || (acts.length < runs.most && performance.now() < endMs)) {
      acts.push(await measured(ends, meter));
    }
    return acts;
  } finally {
    await ends.device.stop();
    await ends.simulator.stop();
    await pty.kill();
  }
}

async function measured({ prepare, act }: Ends, meter: MeteredLine): Promise<Act> {
  await prepare?.();
  const { wireMs, bytes, turns } = meter;
  const startMs = performance.now();
  const outcome = await act();
  const ms = performance.now() - startMs;
  if (!outcome.ok) throw new Error(`failed: ${JSON.stringify(outcome.error)}`);
  return { ms, wireMs: meter.wireMs - wireMs, bytes: meter.bytes - bytes, turns: meter.turns - turns };
}

/** A question of 16 bytes and an answer of as many, looked at by nobody. */
function bareLine({ near, far, clock, hear }: Wire): Ends {
  const message = new Uint8Array(16).fill(0x55);
  let asked = 0;
  const line = simulatedLine({
    ...far,
    clock,
    commands: ['answer'],
    faults: [],
    onBytes(bytes) {
      asked += bytes.length;
      if (asked < message.length) return;
      asked = 0;
      void line.send('answer', message);
    },
  });
  return {
    device: { start: async () => void (await near.open()), stop: () => near.close() },
    simulator: line,
    async act() {
      const heard = hear(message.length);
      await near.write(message);
      await heard;
      return ok(undefined);
    },
  };
}
