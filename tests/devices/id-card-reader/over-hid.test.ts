import { describe, expect, it } from 'vitest';
import { samVReader } from '../../../devices/id-card-reader/driver.ts';
import { answerFrame, commandIn } from '../../../devices/id-card-reader/protocol.ts';
import { joinReadData } from '../../../devices/id-card-reader/read-data.ts';
import { encodeText } from '../../../devices/id-card-reader/chip-data.ts';
import { syntheticCard, syntheticCards, syntheticFingers } from '../../../devices/id-card-reader/synthetic-cards.ts';
import type { ByteChannel } from '../../../devices/transport/byte-channel.ts';
import { hidReports } from '../../../devices/transport/hid-reports.ts';
import { memoryChannelPair } from '../../../devices/transport/memory-channel.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { idCardReaderConformance } from './conformance.ts';
import { memoryLane } from './lane.ts';

const framing = { reportBytes: 64, reportId: 0 };
const never = new AbortController().signal;

/** An end of a line whose bytes travel in reports filled up with zeros. The report id 0 never reaches the wire. */
function inReports(end: ByteChannel, count: (reports: number) => void = () => {}): ByteChannel {
  return {
    ...end,
    async write(bytes) {
      const reports = hidReports(bytes, framing);
      count(reports.length);
      for (const report of reports) await end.write(report.subarray(1));
      return { ok: true, value: undefined };
    },
    get isOpen() {
      return end.isOpen;
    },
  };
}

idCardReaderConformance('over HID reports', (options) => memoryLane({ framed: (end) => inReports(end), ...options }), {
  isStream: false,
});

describe('a reading over HID', () => {
  it.each([
    [false, 21],
    [true, 37],
  ])('with fingerprints: %s, comes in %i reports', async (withFingerprints, reports) => {
    const counts: number[] = [];
    const lane = await memoryLane({ framed: (end) => inReports(end, (count) => counts.push(count)) });
    const card = syntheticCard({ fingerprints: syntheticFingers });
    lane.simulator.placeCard(card);
    const read = await lane.run(lane.device.readCard({ signal: never, withFingerprints }));
    expect(read).toEqual({ ok: true, value: withFingerprints ? card : syntheticCards.valid });
    expect(Math.max(...counts)).toBe(reports);
    await lane.stop();
  });

  /** A module whose line holds a report of an earlier host when the read is answered. */
  it.each([
    ['the last report of a reading', new Uint8Array(64).fill(0x5a, 0, 15)],
    ['the first report of a reading', answerFrame(0x90, new Uint8Array(1284)).subarray(0, 64)],
    ['a whole answer', Uint8Array.of(...answerFrame(0x90), ...new Uint8Array(53))],
    ['a report of zeros', new Uint8Array(64)],
  ])('finds its answer behind a stale report: %s', async (_what, stale) => {
    const clock = new FakeClock();
    const [host, module] = memoryChannelPair();
    const card = syntheticCards.valid;
    const data = joinReadData({ text: encodeText(card), photo: card.photo, fingerprints: [] });
    let reads = 0;
    module.onData((report) => {
      const command = commandIn(report.subarray(7));
      const reports = (frame: Uint8Array): Promise<unknown> => inReports(module).write(frame);
      if (command === 'find') return void reports(answerFrame(0x9f, new Uint8Array(4)));
      if (command === 'select') return void reports(answerFrame(0x90, new Uint8Array(8)));
      if (command === 'newAddress') return void reports(answerFrame(0x91));
      if (command !== 'read') return void reports(answerFrame(0x90));
      reads += 1;
      void module.write(stale);
      void reports(answerFrame(0x90, data));
    });
    await module.open();
    const reader = samVReader({ channel: inReports(host), clock });
    await reader.start();
    const reading = reader.readCard({ signal: never });
    await clock.advance(10_000);
    expect(await reading).toEqual({ ok: true, value: card });
    expect(reads).toBe(1);
    await reader.stop();
  });
});
