import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  idCardReadErrors,
  type IdCardReader,
  type IdCardReadError,
} from '../../../devices/id-card-reader/id-card-reader.ts';
import type { ModuleAnswer } from '../../../devices/id-card-reader/protocol.ts';
import {
  syntheticCard,
  syntheticCards,
  syntheticFingers,
  syntheticPermits,
} from '../../../devices/id-card-reader/synthetic-cards.ts';
import { worksByHand } from './by-hand.ts';
import { byHand, type Lane, type LaneOptions, type OpenLane } from './lane.ts';

const never = new AbortController().signal;
/** How a simulator brings about each way a reading can fail. A new error without a way does not compile. */
const waysToFail: Record<IdCardReadError, (lane: Lane, abort: AbortController) => void> = {
  notPlaced() {},
  cancelled: (_lane, abort) => abort.abort(),
  cardRemoved(lane) {
    lane.simulator.placeCard(syntheticCards.valid);
    lane.simulator.play({ at: 'read', fault: 'cardRemoved' });
  },
  cardDamaged(lane) {
    lane.simulator.placeCard(syntheticCards.valid);
    lane.simulator.play({ at: 'read', fault: 'readFailed' });
  },
  cardNotGenuine: (lane) => lane.simulator.placeCard(syntheticCards.valid, 'notGenuine'),
  cardNotSupported: (lane) => lane.simulator.placeCard(syntheticCards.valid, 'otherDocument'),
  offline: (lane) => lane.simulator.play({ at: 'any', fault: 'silent' }),
  readerFault: (lane) => lane.simulator.play({ at: 'now', fault: 'selfTestFailed' }),
};

/** What a reading fails with when the module says this in answer to the read, for ever. */
const meanings: Record<ModuleAnswer, IdCardReadError | null> = {
  done: null,
  cardFound: null,
  noContent: 'cardDamaged',
  hostChecksum: 'readerFault',
  hostLength: 'readerFault',
  commandError: 'readerFault',
  notPermitted: 'readerFault',
  unrecognised: 'readerFault',
  cardRefusesModule: 'cardNotGenuine',
  moduleRefusesCard: 'cardNotGenuine',
  verificationFailed: 'cardNotGenuine',
  unknownCardType: 'cardNotSupported',
  readFailed: 'cardDamaged',
  randomFailed: 'cardDamaged',
  selfTestFailed: 'readerFault',
  notAuthorised: 'readerFault',
  findFailed: 'cardDamaged',
  selectFailed: 'cardDamaged',
};

/** What every ID card reader must do, whatever line it hangs on. */
export function idCardReaderConformance(
  name: string,
  open: OpenLane,
  { isStream = true }: { isStream?: boolean } = {},
): void {
  worksByHand(name, byHand(open));
  describe(`an ID card reader ${name}, at fault`, () => {
    let lane: Lane;
    beforeEach(async () => {
      lane = await open();
    });
    afterEach(() => lane.stop());

    const read = (reader: IdCardReader = lane.device, signal = never) => lane.run(reader.readCard({ signal }));
    async function reopen(options: LaneOptions): Promise<void> {
      await lane.stop();
      lane = await open(options);
    }

    it.each(Object.entries({ ...syntheticCards, ...syntheticPermits }))('reads the card: %s', async (_kind, card) => {
      lane.simulator.placeCard(card);
      expect(await read()).toEqual({ ok: true, value: card });
    });

    it('reads fingerprints when it is asked to, and no others', async () => {
      const card = { ...syntheticCards.moved, fingerprints: syntheticFingers };
      lane.simulator.placeCard(card);
      expect(await read()).toEqual({ ok: true, value: syntheticCards.moved });
      lane.simulator.placeCard(card);
      const readAll = (): ReturnType<IdCardReader['readCard']> =>
        lane.run(lane.device.readCard({ signal: never, withFingerprints: true }));
      expect(await readAll()).toEqual({ ok: true, value: card });
      lane.simulator.placeCard(syntheticPermits.taiwan);
      expect(await readAll()).toEqual({ ok: true, value: syntheticPermits.taiwan });
    });

    it('tells the management number of a card to the technician, also of one that was read', async () => {
      const number = (): ReturnType<typeof lane.device.readManagementNumber> =>
        lane.run(lane.device.readManagementNumber());
      expect(await number()).toEqual({ ok: false, error: 'notPlaced' });
      lane.simulator.placeCard(syntheticCards.valid);
      expect((await read()).ok).toBe(true);
      expect(await number()).toEqual({
        ok: true,
        value: { iin: '00010203', sn: '0405060708090A0B', dn: '0C0D0E0F101112131415161718191A1B' },
      });
      lane.simulator.play({ at: 'select', fault: 'moduleRefusesCard' });
      expect(await number()).toEqual({ ok: false, error: 'cardNotGenuine' });
    });

    it.each(idCardReadErrors)('can fail with %s', async (error) => {
      const abort = new AbortController();
      waysToFail[error](lane, abort);
      expect(await read(lane.device, abort.signal)).toEqual({ ok: false, error });
    });

    it('reads a card that moved once', async () => {
      lane.simulator.placeCard(syntheticCards.valid);
      lane.simulator.play({ at: 'read', fault: 'readFailed', times: 1 });
      expect((await read()).ok).toBe(true);
    });

    it.each(['find', 'select', 'read', 'newAddress'])(
      'asks again after a wrong checksum in answer to %s',
      async (command) => {
        lane.simulator.placeCard(syntheticCards.valid);
        lane.simulator.play({ at: command, fault: 'wrongChecksum', times: 1 });
        expect(await read()).toEqual({ ok: true, value: syntheticCards.valid });
      },
    );

    it.each([0, 1, 4, 5, 6, 7, 9, 10, 600, 1294])(
      'recovers from an answer cut short after %i bytes',
      async (keptBytes) => {
        lane.simulator.placeCard(syntheticCards.valid);
        lane.simulator.play({ at: `read:byte:${keptBytes}`, fault: 'cutShort', times: 1 });
        expect(await read()).toEqual({ ok: true, value: syntheticCards.valid });
      },
    );

    it('gives up on a line that garbles every answer, and says so', async () => {
      lane.simulator.placeCard(syntheticCards.valid);
      lane.simulator.play({ at: 'any', fault: 'wrongChecksum' });
      expect(await read()).toEqual({ ok: false, error: 'readerFault' });
      expect(lane.device.status().device).toBe('hardwareError');
      lane.simulator.heal();
      await lane.until(() => lane.device.status().device === 'online');
    });

    it.runIf(isStream)('takes an answer that comes byte by byte', async () => {
      lane.simulator.play({ at: 'any', fault: 'oneByteChunks' });
      lane.simulator.placeCard(syntheticCards.longName);
      expect(await read()).toEqual({ ok: true, value: syntheticCards.longName });
    });

    it('finds the answer behind junk', async () => {
      lane.simulator.play({ at: 'any', fault: 'junkBefore' });
      lane.simulator.placeCard(syntheticCards.valid);
      expect(await read()).toEqual({ ok: true, value: syntheticCards.valid });
    });

    it('survives a reader that babbles, and reads again after it', async () => {
      lane.simulator.placeCard(syntheticCards.valid);
      lane.simulator.play({ at: 'any', fault: 'babble' });
      expect((await read()).ok).toBe(false);
      lane.simulator.heal();
      await lane.until(() => lane.device.status().device === 'online');
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

    it.each(Object.entries(meanings).filter(([, error]) => error !== null))(
      'explains %s in answer to the read as %s',
      async (word, error) => {
        lane.simulator.placeCard(syntheticCards.valid);
        lane.simulator.play({ at: 'read', fault: word });
        expect(await read()).toEqual({ ok: false, error });
      },
    );

    it('explains a word that no list has as a fault of the reader', async () => {
      lane.simulator.placeCard(syntheticCards.valid);
      lane.simulator.play({ at: 'read', fault: 'unknownAnswer' });
      expect(await read()).toEqual({ ok: false, error: 'readerFault' });
    });

    it('says that the module itself says it is broken, and when it is well again', async () => {
      lane.simulator.play({ at: 'now', fault: 'selfTestFailed' });
      await lane.until(() => lane.device.status().device === 'hardwareError');
      expect(lane.device.status()).toEqual({ device: 'hardwareError', reason: 'selfTestFailed', media: 'unknown' });
      lane.simulator.placeCard(syntheticCards.valid);
      lane.simulator.heal();
      await lane.until(() => lane.device.status().media === 'present');
      expect(lane.device.status()).toEqual({ device: 'online', media: 'present' });
    });

    it('is out of service with the module of another family, until it is the right one', async () => {
      await reopen({ profile: { moduleFamily: ['05.01', '05.03'] } });
      expect(lane.device.status().device).toBe('online');
      await lane.unplug();
      lane.simulator.play({ at: 'id', fault: 'wrongFirmware' });
      await lane.plug();
      await lane.until(() => lane.device.status().device === 'hardwareError');
      expect(lane.device.status()).toEqual({ device: 'hardwareError', reason: 'wrongFirmware', media: 'unknown' });
      lane.simulator.placeCard(syntheticCards.valid);
      expect(await read()).toEqual({ ok: false, error: 'readerFault' });
      expect(await lane.run(lane.device.isCardPresent())).toEqual({ ok: false, error: 'readerFault' });
      expect(await lane.run(lane.device.selfTest())).toMatchObject({
        ok: true,
        value: { moduleId: expect.stringMatching(/^09\.01-/) },
      });
      expect(lane.device.status().reason).toBe('wrongFirmware');
      lane.simulator.heal();
      await lane.until(() => lane.device.status().device === 'online');
      expect((await read()).ok).toBe(true);
    });

    it('reads the same card again after a visitor left in the middle of the reading', async () => {
      await reopen({ delays: { readMs: 100 } });
      lane.simulator.placeCard(syntheticCards.valid);
      const abort = new AbortController();
      const left = lane.device.readCard({
        signal: abort.signal,
        onPhase: (phase) => phase === 'reading' && abort.abort(),
      });
      expect(await lane.run(left)).toEqual({ ok: false, error: 'cancelled' });
      expect(await read()).toEqual({ ok: true, value: syntheticCards.valid });
    });

    it('asks for the card to be lifted where the module remembers it through a reset', async () => {
      lane.simulator.placeCard(syntheticCards.valid);
      lane.simulator.play({ at: 'read', fault: 'wrongChecksum', times: 1 });
      lane.simulator.play({ at: 'reset', fault: 'remembersCard' });
      expect(await read()).toEqual({ ok: false, error: 'cardRemoved' });
      lane.simulator.placeCard(syntheticCards.valid);
      expect((await read()).ok).toBe(true);
    });

    it('gives no card without the address that it was asked for', async () => {
      lane.simulator.placeCard(syntheticCards.moved);
      lane.simulator.play({ at: 'newAddress', fault: 'cardRemoved', times: 1 });
      expect(await read()).toEqual({ ok: false, error: 'cardRemoved' });
      lane.simulator.placeCard(syntheticCards.moved);
      lane.simulator.play({ at: 'newAddress', fault: 'unrecognised', times: 1 });
      expect(await read()).toEqual({ ok: true, value: { ...syntheticCards.moved, newestAddress: null } });
    });

    it('knows at once after it was plugged in again that the card was taken meanwhile', async () => {
      lane.simulator.placeCard(syntheticCards.valid);
      expect((await read()).ok).toBe(true);
      await lane.unplug();
      await lane.until(() => lane.device.status().device !== 'online');
      lane.simulator.pullCard();
      await lane.plug();
      await lane.until(() => lane.device.status().device === 'online');
      expect(await lane.run(lane.device.isCardPresent())).toEqual({ ok: true, value: false });
      expect(lane.device.status().media).toBe('notPresent');
    });

    it.each([0, 17, 1000])('unplugged after byte %i of the chip: no card, and the next reading works', async (byte) => {
      lane.simulator.placeCard(syntheticCards.valid);
      lane.simulator.play({ at: `read:byte:${byte}`, fault: 'unplug', times: 1 });
      expect(await read()).toEqual({ ok: false, error: 'offline' });
      lane.simulator.heal();
      await lane.until(() => lane.device.status().device === 'online');
      expect(await read()).toEqual({ ok: true, value: syntheticCards.valid });
    });

    it('is offline when it goes silent, and online when it answers again', async () => {
      lane.simulator.play({ at: 'any', fault: 'silent' });
      await lane.until(() => lane.device.status().device === 'offline');
      expect(await lane.run(lane.device.isCardPresent())).toEqual({ ok: false, error: 'offline' });
      lane.simulator.heal();
      await lane.until(() => lane.device.status().device === 'online');
      lane.simulator.placeCard(syntheticCards.valid);
      expect((await read()).ok).toBe(true);
    });

    it('unplugged while it reads: offline at once; plugged again: online, and it reads', async () => {
      await reopen({ delays: { readMs: 300 } });
      const states: string[] = [];
      lane.device.onStatusChanged(({ device }) => states.push(device));
      lane.simulator.placeCard(syntheticCards.valid);
      let phase = '';
      const reading = lane.device.readCard({ signal: never, onPhase: (now) => (phase = now) });
      await lane.until(() => phase === 'reading');
      await lane.unplug();
      expect(await lane.run(reading)).toEqual({ ok: false, error: 'offline' });
      expect(await read()).toEqual({ ok: false, error: 'offline' });
      await lane.plug();
      await lane.until(() => lane.device.status().device === 'online');
      expect(states.filter((state) => !['online', 'offline', 'noDevice'].includes(state))).toEqual([]);
      expect(states).toContain('offline');
      expect(states.at(-1)).toBe('online');
      lane.simulator.placeCard(syntheticCard());
      expect((await read()).ok).toBe(true);
    });
  });
}
