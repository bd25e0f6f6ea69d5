import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { samVReader } from '../../../devices/id-card-reader/driver.ts';
import { idCardReaderSimulator } from '../../../devices/id-card-reader/simulator.ts';
import { syntheticCards } from '../../../devices/id-card-reader/synthetic-cards.ts';
import type { ByteChannel } from '../../../devices/transport/byte-channel.ts';
import { serialChannel } from '../../../devices/transport/serial-channel.ts';
import { systemClock, type Clock } from '../../../main/clock/clock.ts';
import { hasSocat, ptyPair } from '../../support/pty.ts';
import { hurriedDelays } from './lane.ts';

const CYCLES = 1000;
const READERS = 4;
/** What a visitor is asked to wait at most, from the plug to the next reading. */
const BACK_WITHIN_MS = 5000;
const never = new AbortController().signal;

/** Waits of the simulator are not what is tried here. */
const hurried: Clock = { ...systemClock, after: (delayMs, callback) => systemClock.after(delayMs / 50, callback) };

/** Descriptors that this process holds open. */
const openDescriptors = (): number => readdirSync('/proc/self/fd').length;

/** The same line, and how many listen to it. */
function counted(channel: ByteChannel): { channel: ByteChannel; listening: () => number } {
  let listening = 0;
  const count = (stop: () => void): (() => void) => {
    listening += 1;
    return () => {
      listening -= 1;
      stop();
    };
  };
  return {
    listening: () => listening,
    channel: {
      ...channel,
      onData: (listener) => count(channel.onData(listener)),
      onClose: (listener) => count(channel.onClose(listener)),
      get isOpen() {
        return channel.isOpen;
      },
    },
  };
}

/** One reader, unplugged so often, every other time in the middle of a reading. */
async function unplugged(times: number): Promise<{ slowestMs: number; outcomes: string[]; leftListening: number }> {
  const pty = await ptyPair();
  const simulator = idCardReaderSimulator({
    channel: serialChannel({ path: pty.b, baudRate: 115_200 }),
    clock: hurried,
  });
  const { channel, listening } = counted(serialChannel({ path: pty.a, baudRate: 115_200 }));
  const reader = samVReader({ channel, clock: systemClock, delays: { ...hurriedDelays, reopenAfterMs: 5 } });
  const listeningBefore = listening();
  await simulator.start();
  await reader.start();
  const until = (isSo: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!isSo()) return;
        stop();
        resolve();
      };
      const stop = reader.onStatusChanged(look);
      look();
    });
  const outcomes: string[] = [];
  let slowestMs = 0;
  for (let done = 0; done < times; done += 1) {
    simulator.placeCard(syntheticCards.valid);
    const begun = Promise.withResolvers<void>();
    const read = reader.readCard({ signal: never, onPhase: (phase) => phase === 'reading' && begun.resolve() });
    void read.then((outcome) => outcomes.push(outcome.ok ? 'ok' : outcome.error)).finally(() => begun.resolve());
    if (done % 2 === 0) await begun.promise;
    await pty.unplug();
    await until(() => reader.status().device !== 'online');
    await pty.plug();
    const pluggedMs = performance.now();
    await until(() => reader.status().device === 'online');
    slowestMs = Math.max(slowestMs, performance.now() - pluggedMs);
    await read;
  }
  simulator.placeCard(syntheticCards.valid);
  const last = await reader.readCard({ signal: never });
  if (!last.ok) throw new Error(`the reading after all this failed: ${last.error}`);
  await reader.stop();
  await simulator.stop();
  await pty.kill();
  return { slowestMs, outcomes, leftListening: listening() - listeningBefore };
}

describe.skipIf(!hasSocat())('readers on real pseudo terminals', () => {
  it(`are unplugged ${CYCLES} times, are back within ${BACK_WITHIN_MS / 1000} s each time, and leak nothing`, async () => {
    // Once before counting: what a first use loads stays.
    await unplugged(2);
    const before = openDescriptors();
    // Side by side, because a pseudo terminal takes its time to come and go.
    const readers = await Promise.all(Array.from({ length: READERS }, () => unplugged(CYCLES / READERS)));
    expect(openDescriptors()).toBe(before);
    for (const { slowestMs, outcomes, leftListening } of readers) {
      expect(slowestMs).toBeLessThan(BACK_WITHIN_MS);
      expect(leftListening).toBe(0);
      expect(outcomes).toHaveLength(CYCLES / READERS);
      expect(outcomes.filter((outcome) => outcome !== 'ok' && outcome !== 'offline')).toEqual([]);
      expect(outcomes).toContain('offline');
    }
  }, 180_000);
});
