import { setTimeout as pause } from 'node:timers/promises';
import { samVDelays } from '../../devices/id-card-reader/driver.ts';
import { idCardReaderSimulator, type SimulatorDelays } from '../../devices/id-card-reader/simulator.ts';
import { serialChannel } from '../../devices/transport/serial-channel.ts';
import { systemClock } from '../../main/clock/clock.ts';
import { contractVisitor, goToIdentity } from '../support/contract-visitor.ts';
import { knownCard, openHall } from '../support/hall.ts';
import { hasSocat } from '../support/pty.ts';
import { spread } from './times.ts';

/** 115200 baud, 8 data bits, one start and one stop bit. */
const BYTES_PER_SECOND = 11_520;
/** What the radio takes, and how many cards are placed. */
const radios: readonly { readonly what: string; readonly delays: SimulatorDelays; readonly reads: number }[] = [
  { what: 'without radio time', delays: { findMs: 0, selectMs: 0, readMs: 0 }, reads: 31 },
  { what: 'typical radio time of 980 ms', delays: { findMs: 40, selectMs: 40, readMs: 900 }, reads: 5 },
];

/** Through the whole kiosk; what the driver alone adds to the line is in devices/read-overhead.ts. */
export async function cardShownBench(): Promise<{ name: string; rows: Record<string, string | number>[] }> {
  const name = `ID card placed → shown by the kiosk, which looks for one every ${samVDelays.pollMs} ms; 115200 8N1`;
  if (!hasSocat()) return { name, rows: [{ what: 'needs: apt-get install socat' }] };
  const rows: Record<string, string | number>[] = [];
  for (const { what, delays, reads } of radios) {
    rows.push({ what, ...spread(await cardShownTimes({ delays, reads })), reads });
  }
  return { name, rows };
}

/**
 * From a card placed to the snapshot that shows its holder, through the kiosk's process: polling for a card, line,
 * driver, session and WebSocket. The cards come at moments spread evenly over the driver's pause between two looks.
 */
async function cardShownTimes({
  delays,
  reads,
}: {
  readonly delays: SimulatorDelays;
  readonly reads: number;
}): Promise<number[]> {
  const hall = await openHall({ documentPrinter: 'simulator' });
  // In the place of the hall's own reader, whose line is not paced.
  await hall.reader.stop();
  const channel = serialChannel({ path: hall.readerLine.b, baudRate: 115_200 });
  const reader = idCardReaderSimulator({ channel, clock: systemClock, delays, bytesPerSecond: BYTES_PER_SECOND });
  await reader.start();
  const visitor = await contractVisitor(hall.kiosk.url());
  const times: number[] = [];
  try {
    await goToIdentity(visitor);
    for (let read = 0; read < reads; read += 1) {
      await visitor.send({ type: 'chooseMethod', method: 'card' });
      await visitor.untilStep('placeCard');
      await pause(samVDelays.pollMs * (1 + read / reads));
      const startMs = performance.now();
      reader.placeCard(knownCard(hall.gateway));
      await visitor.untilStep('cardShown');
      times.push(performance.now() - startMs);
      reader.pullCard();
      await visitor.send({ type: 'back' });
      await visitor.untilStep('identityMethod');
    }
    return times;
  } finally {
    visitor.close();
    await reader.stop();
    await hall.close();
  }
}
