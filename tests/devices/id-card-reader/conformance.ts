import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  idCardReadErrors,
  type IdCardReader,
  type IdCardReadError,
} from '../../../devices/id-card-reader/id-card-reader.ts';
import { moduleAnswerCode, type ModuleAnswer } from '../../../devices/id-card-reader/protocol.ts';
import { syntheticCard, syntheticCards } from '../../../devices/id-card-reader/synthetic-cards.ts';
import type { Lane, LaneOptions, OpenLane } from './lane.ts';

const never = new AbortController().signal;
const says = (word: ModuleAnswer) => ({ kind: 'says', sw3: moduleAnswerCode(word) }) as const;

/** How a simulator brings about each way a reading can fail. A new error without a way does not compile. */
const waysToFail: Record<IdCardReadError, (lane: Lane, abort: AbortController) => void> = {
  notPlaced() {},
  cancelled: (_lane, abort) => abort.abort(),
  cardRemoved(lane) {
    lane.simulator.placeCard(syntheticCards.valid);
    lane.simulator.pullCardAtByte(0);
  },
  cardDamaged: (lane) => lane.simulator.placeCard(syntheticCards.valid, 'damaged'),
  cardNotGenuine: (lane) => lane.simulator.placeCard(syntheticCards.valid, 'notGenuine'),
  cardNotSupported: (lane) => lane.simulator.placeCard(syntheticCards.valid, 'otherDocument'),
  offline: (lane) => lane.simulator.fail({ kind: 'silent' }),
  readerFault: (lane) => lane.simulator.fail(says('selfTestFailed')),
};

/** What every ID card reader must do, whatever line it hangs on. */
export function idCardReaderConformance(name: string, open: OpenLane): void {
  describe(`an ID card reader ${name}`, () => {
    let lane: Lane;
    beforeEach(async () => {
      lane = await open();
    });
    afterEach(() => lane.stop());

    const read = (reader: IdCardReader = lane.reader, signal = never) => lane.run(reader.readCard({ signal }));
    async function reopen(options: LaneOptions): Promise<void> {
      await lane.stop();
      lane = await open(options);
    }

    it('is online after its start', () => {
      expect(lane.reader.status().device).toBe('online');
    });

    it('tells its module number to the technician', async () => {
      expect(await lane.run(lane.reader.selfTest())).toEqual({
        ok: true,
        value: { moduleId: '05.03-20260431-0000000001-0000000002', badFrames: 0 },
      });
    });

    it.each(Object.entries(syntheticCards))('reads the card: %s', async (_kind, card) => {
      lane.simulator.placeCard(card);
      expect(await read()).toEqual({ ok: true, value: card });
    });

    it.each(idCardReadErrors)('can fail with %s', async (error) => {
      const abort = new AbortController();
      waysToFail[error](lane, abort);
      expect(await read(lane.reader, abort.signal)).toEqual({ ok: false, error });
    });

    it('waits for a card that comes later, and tells when it reads', async () => {
      await reopen({ readerDelays: { placeTimeoutMs: 60_000 } });
      const phases: string[] = [];
      const reading = lane.reader.readCard({ signal: never, onPhase: (phase) => phases.push(phase) });
      await lane.until(() => lane.reader.status().media === 'notPresent');
      expect(phases).toEqual(['waiting']);
      lane.simulator.placeCard(syntheticCards.valid);
      expect((await lane.run(reading)).ok).toBe(true);
      expect(phases).toEqual(['waiting', 'reading']);
    });

    it('ends the wait at once when the visitor leaves', async () => {
      await reopen({ readerDelays: { placeTimeoutMs: 60_000 } });
      const abort = new AbortController();
      const reading = lane.reader.readCard({ signal: abort.signal });
      await lane.until(() => lane.reader.status().media === 'notPresent');
      abort.abort();
      expect(await lane.run(reading)).toEqual({ ok: false, error: 'cancelled' });
      lane.simulator.placeCard(syntheticCards.valid);
      expect((await read()).ok).toBe(true);
    });

    it('gives one reading per placement: a forgotten card is not read for the next visitor', async () => {
      lane.simulator.placeCard(syntheticCards.valid);
      expect((await read()).ok).toBe(true);
      expect(await read()).toEqual({ ok: false, error: 'notPlaced' });
      lane.simulator.pullCard();
      lane.simulator.placeCard(syntheticCards.valid);
      expect((await read()).ok).toBe(true);
    });

    it('knows of a card before and after it was read, and when it is gone', async () => {
      const isPresent = () => lane.run(lane.reader.isCardPresent());
      expect(await isPresent()).toEqual({ ok: true, value: false });
      lane.simulator.placeCard(syntheticCards.valid);
      expect(await isPresent()).toEqual({ ok: true, value: true });
      expect((await read()).ok).toBe(true);
      expect(await isPresent()).toEqual({ ok: true, value: true });
      expect(lane.reader.status().media).toBe('present');
      lane.simulator.pullCard();
      expect(await isPresent()).toEqual({ ok: true, value: false });
      expect(lane.reader.status().media).toBe('notPresent');
    });

    it('reads a card that moved once', async () => {
      lane.simulator.placeCard(syntheticCards.valid);
      lane.simulator.fail(says('readFailed'), { times: 1, command: '30 01' });
      expect((await read()).ok).toBe(true);
    });

    it.each(['20 01', '20 02', '30 01'] as const)(
      'asks again after a wrong checksum in answer to %s',
      async (command) => {
        lane.simulator.placeCard(syntheticCards.valid);
        lane.simulator.fail({ kind: 'wrongChecksum' }, { times: 1, command });
        expect(await read()).toEqual({ ok: true, value: syntheticCards.valid });
      },
    );

    it.each([0, 1, 4, 5, 6, 7, 9, 10, 600, 1294])(
      'recovers from an answer cut short after %i bytes',
      async (keptBytes) => {
        lane.simulator.placeCard(syntheticCards.valid);
        lane.simulator.fail({ kind: 'cutShort', keptBytes }, { times: 1, command: '30 01' });
        expect(await read()).toEqual({ ok: true, value: syntheticCards.valid });
      },
    );

    it('gives up on a line that garbles every answer, and says so', async () => {
      lane.simulator.placeCard(syntheticCards.valid);
      lane.simulator.fail({ kind: 'wrongChecksum' });
      expect(await read()).toEqual({ ok: false, error: 'readerFault' });
      expect(lane.reader.status().device).toBe('hardwareError');
      lane.simulator.heal();
      await lane.until(() => lane.reader.status().device === 'online');
    });

    it('takes an answer that comes byte by byte', async () => {
      await reopen({ pieceBytes: 1 });
      lane.simulator.placeCard(syntheticCards.longName);
      expect(await read()).toEqual({ ok: true, value: syntheticCards.longName });
    });

    it('finds the answer behind junk, also junk that looks like a beginning', async () => {
      for (const junk of [[0x00], [0xaa], [0xaa, 0xaa, 0xaa, 0x96], [0xff, 0xaa, 0xaa, 0xaa, 0xaa]]) {
        lane.simulator.placeCard(syntheticCards.valid);
        lane.simulator.fail({ kind: 'junkBefore', junk: Uint8Array.from(junk) });
        expect(await read()).toEqual({ ok: true, value: syntheticCards.valid });
        lane.simulator.heal();
      }
    });

    it('survives a reader that babbles, and reads again after it', async () => {
      lane.simulator.placeCard(syntheticCards.valid);
      lane.simulator.fail({ kind: 'babble', bytes: 300_000 });
      expect((await read()).ok).toBe(false);
      lane.simulator.heal();
      await lane.until(() => lane.reader.status().device === 'online');
      lane.simulator.placeCard(syntheticCards.valid);
      expect((await read()).ok).toBe(true);
    });

    it.each([0, 1, 7, 640, 1294])('says that the card was taken away when it goes at byte %i', async (sentBytes) => {
      lane.simulator.placeCard(syntheticCards.valid);
      lane.simulator.pullCardAtByte(sentBytes);
      expect(await read()).toEqual({ ok: false, error: 'cardRemoved' });
      lane.simulator.placeCard(syntheticCards.valid);
      expect((await read()).ok).toBe(true);
    });

    it.each([
      ['cardRefusesModule', 'cardNotGenuine'],
      ['moduleRefusesCard', 'cardNotGenuine'],
      ['verificationFailed', 'cardNotGenuine'],
      ['unknownCardType', 'cardNotSupported'],
      ['readFailed', 'cardDamaged'],
      ['selfTestFailed', 'readerFault'],
      ['notAuthorised', 'readerFault'],
      ['hostChecksum', 'readerFault'],
    ] as const)('explains %s in answer to the read as %s', async (word, error) => {
      lane.simulator.placeCard(syntheticCards.valid);
      lane.simulator.fail(says(word), { command: '30 01' });
      expect(await read()).toEqual({ ok: false, error });
    });

    it('is offline when it goes silent, and online when it answers again', async () => {
      lane.simulator.fail({ kind: 'silent' });
      await lane.until(() => lane.reader.status().device === 'offline');
      expect(await lane.run(lane.reader.isCardPresent())).toEqual({ ok: false, error: 'offline' });
      lane.simulator.heal();
      await lane.until(() => lane.reader.status().device === 'online');
      lane.simulator.placeCard(syntheticCards.valid);
      expect((await read()).ok).toBe(true);
    });

    it('unplugged while it reads: offline at once; plugged again: online, and it reads', async () => {
      await reopen({ delays: { readMs: 300 } });
      const states: string[] = [];
      lane.reader.onStatusChanged(({ device }) => states.push(device));
      lane.simulator.placeCard(syntheticCards.valid);
      let phase = '';
      const reading = lane.reader.readCard({ signal: never, onPhase: (now) => (phase = now) });
      await lane.until(() => phase === 'reading');
      await lane.unplug();
      expect(await lane.run(reading)).toEqual({ ok: false, error: 'offline' });
      expect(await read()).toEqual({ ok: false, error: 'offline' });
      await lane.plug();
      await lane.until(() => lane.reader.status().device === 'online');
      expect(states.filter((state, index) => state !== states[index - 1])).toEqual(['online', 'offline', 'online']);
      lane.simulator.placeCard(syntheticCard());
      expect((await read()).ok).toBe(true);
    });

    it('can be stopped twice, and started again', async () => {
      await lane.reader.stop();
      await lane.reader.stop();
      expect(await read()).toEqual({ ok: false, error: 'offline' });
      await lane.run(lane.reader.start());
      expect(lane.reader.status().device).toBe('online');
    });
  });
}
