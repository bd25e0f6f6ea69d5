import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bitsOf, machineState } from '../../../devices/card-dispenser/machine-state.ts';
import { k720Models, statusBits, type K720Model } from '../../../devices/card-dispenser/profile.ts';
import {
  formatStatus,
  k720Control,
  k720Frame,
  k720Reader,
  LONGEST_DATA_BYTES,
  parseStatus,
  type K720Event,
} from '../../../devices/card-dispenser/protocol.ts';
import { damagedFrames, DAMAGED_FRAMES_MS, pieces } from '../../support/mutations.ts';

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const datas = (events: readonly K720Event[]): string[] =>
  events.flatMap((event) => (event.kind === 'data' ? [event.data] : []));
const anyData = fc
  .uint8Array({ minLength: 1, maxLength: LONGEST_DATA_BYTES })
  .map((bytes) => Buffer.from(bytes).toString('latin1'));
const cutsOf = fc.array(fc.nat(), { maxLength: 30 });
const longestFrame = LONGEST_DATA_BYTES + 7;

describe('frames of a K720', () => {
  it('are those of the public drivers', () => {
    expect(k720Frame(15, 'AP')).toEqual(hex('02 31 35 00 02 41 50 03 16'));
    expect(k720Frame(0, 'FC4')).toEqual(hex('02 30 30 00 03 46 43 34 03 33'));
    expect(k720Control('enquire', 15)).toEqual(hex('05 31 35'));
    expect(k720Control('acknowledge', 3)).toEqual(hex('06 30 33'));
  });

  it.each([255, 256, 257, 300, LONGEST_DATA_BYTES])('have the right length with %i bytes of data', (length) => {
    const data = 'x'.repeat(length);
    const frame = k720Frame(15, data);
    expect([frame[3], frame[4]]).toEqual([length >> 8, length & 0xff]);
    expect(datas(k720Reader(15).push(frame))).toEqual([data]);
  });

  it('of another address are not ours', () => {
    const reader = k720Reader(15);
    expect(reader.push(k720Frame(14, 'AP'))).toEqual([]);
    expect(reader.push(k720Control('acknowledge', 25))).toEqual([]);
    expect(reader.push(k720Control('acknowledge', 15))).toEqual([{ kind: 'acknowledge' }]);
  });

  it('survive the round trip, cut anywhere and glued together', () => {
    fc.assert(
      fc.property(fc.array(anyData, { maxLength: 5 }), cutsOf, (sent, cuts) => {
        const reader = k720Reader(15);
        const stream = Uint8Array.from(sent.flatMap((data) => [...k720Frame(15, data)]));
        expect(datas(pieces(stream, cuts).flatMap((piece) => reader.push(piece)))).toEqual(sent);
        expect(reader.pendingBytes).toBe(0);
      }),
    );
  });

  it('are found again behind junk', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 700 }), anyData, (junk, sent) => {
        const reader = k720Reader(15);
        const pause = new Uint8Array(longestFrame);
        const events = [junk, pause, k720Frame(15, sent)].flatMap((piece) => reader.push(piece));
        expect(datas(events).at(-1)).toBe(sent);
      }),
    );
  });

  it('give the same events however the stream is cut', () => {
    const part = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.constantFrom(hex('02 31 35 00 05'), hex('06 31 35'), hex('15 31'), hex('02 31')),
      anyData.map((data) => k720Frame(15, data)),
    );
    const stream = fc.array(part, { maxLength: 8 }).map((all) => Uint8Array.from(all.flatMap((one) => [...one])));
    fc.assert(
      fc.property(stream, cutsOf, (whole, cuts) => {
        const [atOnce, cut] = [k720Reader(15), k720Reader(15)];
        expect(pieces(whole, cuts).flatMap((piece) => cut.push(piece))).toEqual(atOnce.push(whole));
        expect(cut.pendingBytes).toBe(atOnce.pendingBytes);
      }),
    );
  });

  it(
    'never throw and never pile up, in 100 000 damaged frames',
    () => {
      const reader = k720Reader(15);
      let most = 0;
      for (const damaged of damagedFrames(24, (content) => k720Frame(15, Buffer.from(content).toString('latin1')))) {
        for (const event of reader.push(damaged)) if (event.kind === 'data') parseStatus(event.data);
        most = Math.max(most, reader.pendingBytes);
      }
      expect(most).toBeLessThan(longestFrame);
    },
    DAMAGED_FRAMES_MS,
  );

  it('keep the memory bounded in a megabyte of beginnings', () => {
    const reader = k720Reader(15);
    const beginnings = new Uint8Array(1_048_576);
    for (let at = 0; at + 5 < beginnings.length; at += 5) beginnings.set(hex('02 31 35 02 00'), at);
    reader.push(beginnings);
    expect(reader.pendingBytes).toBeLessThan(longestFrame);
  });
});

const cardAt = (bits: number) => machineState(bits, k720Models.k720).card;

describe('the status', () => {
  it('survives the round trip, all 65 536 of it', () => {
    for (let bits = 0; bits < 0x1_0000; bits += 1) expect(parseStatus(formatStatus(bits))).toBe(bits);
  });

  it('is also read from the older models, without its first four bits', () => {
    expect(parseStatus('SF018')).toBe(0x018);
    for (const data of ['', 'SF', 'SF00', 'SF00000', 'SG0000', 'SF00/0', 'SF00@0'])
      expect(parseStatus(data)).toBeNull();
  });

  it.each(Object.entries<K720Model>(k720Models))('has every word on its own bit: %s', (_name, model) => {
    for (const bit of statusBits) {
      const only = { card: 'staged', is: new Set([bit]) } as const;
      expect(machineState(bitsOf(only, model), model)).toEqual(only);
    }
    expect(new Set(Object.values(model.bits)).size).toBe(statusBits.length);
  });

  it('tells where a card lies', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7].map(cardAt)).toEqual([
      'none',
      'atFront',
      'inPath',
      'inPath',
      'staged',
      'atFront',
      'inPath',
      'inPath',
    ]);
  });
});
