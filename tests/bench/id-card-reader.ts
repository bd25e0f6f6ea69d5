import { samVReader } from '../../devices/id-card-reader/driver.ts';
import { commandFrame, type CommandName } from '../../devices/id-card-reader/protocol.ts';
import { idCardReaderSimulator, type SimulatorDelays } from '../../devices/id-card-reader/simulator.ts';
import { syntheticCards } from '../../devices/id-card-reader/synthetic-cards.ts';
import { serialChannel } from '../../devices/transport/serial-channel.ts';
import { systemClock } from '../../main/clock/clock.ts';
import { ptyPair } from '../support/pty.ts';

/** 115200 baud, 8 data bits, one start and one stop bit. */
const BYTES_PER_SECOND = 11_520;
const READS = 31;
const TARGET_PERCENT = 10;

const commandBytes = (['find', 'select', 'read'] as CommandName[])
  .map((name) => commandFrame(name).length)
  .reduce((sum, length) => sum + length);
/** Answers to find (15), select (19) and read (1295). */
const WIRE_MS = ((commandBytes + 15 + 19 + 1295) / BYTES_PER_SECOND) * 1000;

/**
 * From a card on the reader to its data in hand, over a pseudo terminal paced like a real line. Simulator and driver
 * share one process, so the overhead counted against the driver includes the simulator's.
 */
export async function idCardReaderBench(): Promise<{ name: string; rows: Record<string, string | number>[] }> {
  const noRadio = await medianReadMs({ findMs: 0, selectMs: 0, readMs: 0 });
  const typical = await medianReadMs({ findMs: 40, selectMs: 40, readMs: 900 }, 5);
  const overheadPercent = ((noRadio - WIRE_MS) / WIRE_MS) * 100;
  return {
    name: 'ID card reader, 115200 8N1 over a pseudo terminal',
    rows: [
      { what: 'bytes on the wire, as time', ms: round(WIRE_MS), reads: '-' },
      { what: 'card on the reader → data, without radio time', ms: round(noRadio), reads: READS },
      {
        what: `driver overhead (target < ${TARGET_PERCENT} % of the wire time)`,
        ms: round(noRadio - WIRE_MS),
        percent: round(overheadPercent),
        met: overheadPercent < TARGET_PERCENT ? 'yes' : 'no',
        reads: READS,
      },
      { what: 'card on the reader → data, typical radio time of 980 ms', ms: round(typical), reads: 5 },
    ],
  };
}

async function medianReadMs(delays: SimulatorDelays, reads = READS): Promise<number> {
  const pty = await ptyPair();
  const simulator = idCardReaderSimulator({
    channel: serialChannel({ path: pty.b, baudRate: 115200 }),
    clock: systemClock,
    delays,
    bytesPerSecond: BYTES_PER_SECOND,
  });
  const reader = samVReader({ channel: serialChannel({ path: pty.a, baudRate: 115200 }), clock: systemClock });
  try {
    await simulator.start();
    await reader.start();
    const times: number[] = [];
    for (let read = 0; read < reads; read += 1) {
      simulator.placeCard(syntheticCards.valid);
      const startMs = performance.now();
      const card = await reader.readCard({ signal: new AbortController().signal });
      times.push(performance.now() - startMs);
      if (!card.ok) throw new Error(`a read failed: ${card.error}`);
    }
    return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
  } finally {
    await reader.stop();
    await simulator.stop();
    await pty.kill();
  }
}

const round = (value: number): number => Math.round(value * 10) / 10;
