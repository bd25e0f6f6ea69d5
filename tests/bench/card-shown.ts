import { setTimeout as pause } from 'node:timers/promises';
import { samVDelays } from '../../devices/id-card-reader/driver.ts';
import { idCardReaderSimulator, type SimulatorDelays } from '../../devices/id-card-reader/simulator.ts';
import { serialChannel } from '../../devices/transport/serial-channel.ts';
import { systemClock } from '../../main/clock/clock.ts';
import { contractVisitor, goToIdentity } from '../support/contract-visitor.ts';
import { knownCard, openHall } from '../support/hall.ts';

/**
 * From a card placed to the snapshot that shows its holder, through the kiosk's process: polling for a card, line,
 * driver, session and WebSocket. The cards come at moments spread evenly over the driver's pause between two looks.
 */
export async function cardShownTimes(options: {
  readonly delays: SimulatorDelays;
  readonly bytesPerSecond: number;
  readonly reads: number;
}): Promise<number[]> {
  const hall = await openHall({ documentPrinter: 'simulator' });
  // In the place of the hall's own reader, whose line is not paced.
  await hall.reader.stop();
  const channel = serialChannel({ path: hall.readerLine.b, baudRate: 115_200 });
  const reader = idCardReaderSimulator({ channel, clock: systemClock, ...options });
  await reader.start();
  const visitor = await contractVisitor(hall.kiosk.url());
  const times: number[] = [];
  try {
    await goToIdentity(visitor);
    for (let read = 0; read < options.reads; read += 1) {
      await visitor.send({ type: 'chooseMethod', method: 'card' });
      await visitor.untilStep('placeCard');
      await pause(samVDelays.pollMs * (1 + read / options.reads));
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
