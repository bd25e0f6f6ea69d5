import { samVDelays, samVReader, type SamVReader } from '../../devices/id-card-reader/driver.ts';
import { encodeText } from '../../devices/id-card-reader/chip-data.ts';
import { answerFrame, commandFrame, frameReader, type CommandName } from '../../devices/id-card-reader/protocol.ts';
import { joinReadData } from '../../devices/id-card-reader/read-data.ts';
import { idCardReaderSimulator, type SimulatorDelays } from '../../devices/id-card-reader/simulator.ts';
import { syntheticCards } from '../../devices/id-card-reader/synthetic-cards.ts';
import { serialChannel } from '../../devices/transport/serial-channel.ts';
import { delay, systemClock } from '../../main/clock/clock.ts';
import type { DeviceState } from '../../main/contract/device-status.ts';
import { hasSocat, ptyPair } from '../support/pty.ts';
import { cardShownTimes } from './card-shown.ts';
import { median, rounded } from './times.ts';

/** 115200 baud, 8 data bits, one start and one stop bit. */
const BYTES_PER_SECOND = 11_520;
const READS = 31;
const TARGET_PERCENT = 10;
const TYPICAL_READS = 5;
const NO_RADIO: SimulatorDelays = { findMs: 0, selectMs: 0, readMs: 0 };
/** What the radio of modules in the field takes. */
const TYPICAL_RADIO: SimulatorDelays = { findMs: 40, selectMs: 40, readMs: 900 };

const commandBytes = (['find', 'select', 'read', 'newAddress'] as CommandName[])
  .map((name) => commandFrame(name).length)
  .reduce((sum, length) => sum + length);
/** Answers to find (15), select (19), read (1295) and "no appended address" (11). */
const WIRE_MS = ((commandBytes + 15 + 19 + 1295 + 11) / BYTES_PER_SECOND) * 1000;
const PARSED_FRAMES = 4000;
const RECONNECTS = 11;

/**
 * From a card on the reader to its data in hand, over a pseudo terminal paced like a real line. Simulator and driver
 * share one process, so the overhead counted against the driver includes the simulator's.
 */
export async function idCardReaderBench(): Promise<{ name: string; rows: Record<string, string | number>[] }> {
  const name = 'ID card reader, 115200 8N1 over a pseudo terminal';
  if (!hasSocat()) return { name, rows: [{ what: 'needs: apt-get install socat' }] };
  const noRadio = await medianReadMs(NO_RADIO);
  const typical = await medianReadMs(TYPICAL_RADIO, TYPICAL_READS);
  const paced = { bytesPerSecond: BYTES_PER_SECOND };
  const shown = await cardShownTimes({ ...paced, delays: NO_RADIO, reads: READS });
  const shownTypical = await cardShownTimes({ ...paced, delays: TYPICAL_RADIO, reads: TYPICAL_READS });
  const reconnects = await reconnectTimes();
  const perSecond = framesPerSecond();
  const overheadPercent = ((noRadio - WIRE_MS) / WIRE_MS) * 100;
  return {
    name,
    rows: [
      { what: 'bytes on the wire, as time', ms: rounded(WIRE_MS), reads: '-' },
      { what: 'card on the reader → data, without radio time', ms: rounded(noRadio), reads: READS },
      {
        what: `driver overhead (target < ${TARGET_PERCENT} % of the wire time)`,
        ms: rounded(noRadio - WIRE_MS),
        percent: rounded(overheadPercent),
        met: overheadPercent < TARGET_PERCENT ? 'yes' : 'no',
        reads: READS,
      },
      { what: 'card on the reader → data, typical radio time of 980 ms', ms: rounded(typical), reads: TYPICAL_READS },
      {
        what: `card placed → shown by the kiosk, which looks for one every ${samVDelays.pollMs} ms; without radio time`,
        ms: rounded(median(shown)),
        'max ms': rounded(Math.max(...shown)),
        reads: READS,
      },
      {
        what: 'card placed → shown by the kiosk, typical radio time of 980 ms',
        ms: rounded(median(shownTypical)),
        'max ms': rounded(Math.max(...shownTypical)),
        reads: TYPICAL_READS,
      },
      {
        what: `plugged in again → online, looked for every ${samVDelays.reopenAfterMs} ms (target < 5000 ms)`,
        ms: rounded(median(reconnects)),
        'max ms': rounded(Math.max(...reconnects)),
        met: Math.max(...reconnects) < 5000 ? 'yes' : 'no',
        reads: RECONNECTS,
      },
      {
        what: 'read answers parsed, in pieces of 64 bytes, as a multiple of the line at 115200',
        ratio: Math.round((perSecond * 1295) / BYTES_PER_SECOND),
        'frames/s': Math.round(perSecond),
        reads: PARSED_FRAMES,
      },
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
    return median(times);
  } finally {
    await reader.stop();
    await simulator.stop();
    await pty.kill();
  }
}

/** How many whole read answers the frame reader finds in a second, of one processor. */
function framesPerSecond(): number {
  const { photo } = syntheticCards.valid;
  const data = joinReadData({ text: encodeText(syntheticCards.valid), photo, fingerprints: [] });
  const frame = answerFrame(0x90, data);
  const times = Array.from({ length: 5 }, () => {
    const reader = frameReader();
    const startMs = performance.now();
    for (let sent = 0; sent < PARSED_FRAMES / 5; sent += 1) {
      for (let at = 0; at < frame.length; at += 64) reader.push(frame.subarray(at, at + 64));
    }
    return performance.now() - startMs;
  });
  return (PARSED_FRAMES / 5 / median(times)) * 1000;
}

/** From the plug to the driver's status, with the waits of a kiosk. The plug comes back at moments spread over the wait. */
async function reconnectTimes(): Promise<number[]> {
  const pty = await ptyPair();
  const simulator = idCardReaderSimulator({
    channel: serialChannel({ path: pty.b, baudRate: 115200 }),
    clock: systemClock,
  });
  const reader = samVReader({ channel: serialChannel({ path: pty.a, baudRate: 115200 }), clock: systemClock });
  try {
    await simulator.start();
    await reader.start();
    const times: number[] = [];
    for (let cycle = 0; cycle < RECONNECTS; cycle += 1) {
      await pty.unplug();
      await statusOf(reader, (device) => device !== 'online');
      await delay(systemClock, (samVDelays.reopenAfterMs * cycle) / RECONNECTS);
      await pty.plug();
      const startMs = performance.now();
      await statusOf(reader, (device) => device === 'online');
      times.push(performance.now() - startMs);
    }
    return times;
  } finally {
    await reader.stop();
    await simulator.stop();
    await pty.kill();
  }
}

function statusOf(reader: SamVReader, isWanted: (device: DeviceState) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!isWanted(reader.status().device)) return;
      stop();
      resolve();
    };
    const stop = reader.onStatusChanged(look);
    look();
  });
}
