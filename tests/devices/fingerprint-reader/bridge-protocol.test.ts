import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answerHeader,
  bridgeCalls,
  bridgeFrame,
  bridgeReader,
  LONGEST_HEADER,
  LONGEST_PAYLOAD,
} from '../../../devices/fingerprint-reader/bridge-protocol.ts';
import { damagedFrames, DAMAGED_FRAMES_MS, pieces } from '../../support/mutations.ts';

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
const header = fc.record(
  {
    id: fc.nat(),
    result: fc.integer({ min: -1000, max: 1000 }),
    values: fc.array(fc.integer(), { maxLength: 8 }),
    text: fc.string({ maxLength: 80 }),
  },
  { requiredKeys: ['id', 'result'] },
);
const frame = fc.tuple(header, fc.uint8Array({ maxLength: 300 }));

describe('frames of the live scanner’s bridge', () => {
  it('are as documented', () => {
    expect(text(bridgeFrame({ id: 7, call: 'LIVESCAN_GetFPRawData', args: [0] }))).toBe(
      '\n{"id":7,"call":"LIVESCAN_GetFPRawData","args":[0]}\n',
    );
    expect(text(bridgeFrame({ id: 7, result: 1 }, Buffer.from('abc')))).toBe(
      '\n{"id":7,"result":1,"bytes":3,"crc32":891568578}\nabc',
    );
  });

  it('have no call that compares or searches', () => {
    expect(bridgeCalls.filter((call) => /match|search|identify/i.test(call))).toEqual([]);
  });

  it('survive the round trip, cut anywhere and glued together', () => {
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 5 }), fc.array(fc.nat(), { maxLength: 30 }), (sent, cuts) => {
        const reader = bridgeReader(answerHeader);
        const stream = Uint8Array.from(Buffer.concat(sent.map(([head, payload]) => bridgeFrame(head, payload))));
        const events = pieces(stream, cuts).flatMap((piece) => reader.push(piece));
        expect(events).toHaveLength(sent.length);
        for (const [index, event] of events.entries()) {
          const [head, payload] = sent[index]!;
          if (event.event === 'broken') throw new Error('broken');
          expect(event.header).toMatchObject(head);
          expect(event.payload).toEqual(payload);
        }
        expect(reader.pendingBytes).toBe(0);
      }),
    );
  });

  it('are found behind noise, whatever it is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), frame, (noise, [head, payload]) => {
        const events = bridgeReader(answerHeader).push(Uint8Array.of(...noise, ...bridgeFrame(head, payload)));
        const last = events.at(-1);
        expect(last?.event === 'frame' && last.payload).toEqual(payload);
      }),
    );
  });

  it('give the same events however a noisy stream is cut', () => {
    const stream = fc
      .array(
        fc.oneof(
          fc.uint8Array({ maxLength: 80 }),
          frame.map(([head, payload]) => bridgeFrame(head, payload)),
        ),
        {
          maxLength: 8,
        },
      )
      .map((parts) => Uint8Array.from(Buffer.concat(parts)));
    fc.assert(
      fc.property(stream, fc.array(fc.nat(), { maxLength: 40 }), (whole, cuts) => {
        const [atOnce, cut] = [bridgeReader(answerHeader), bridgeReader(answerHeader)];
        expect(pieces(whole, cuts).flatMap((piece) => cut.push(piece))).toEqual(atOnce.push(whole));
      }),
    );
  });

  it(
    'never throw and never pile up, in 100 000 damaged frames',
    () => {
      const answers = bridgeReader(answerHeader);
      let sound = 0;
      for (const damaged of damagedFrames(40, (content) => bridgeFrame({ id: content[0] ?? 0, result: 1 }, content))) {
        sound += answers.push(damaged).filter(({ event }) => event === 'frame').length;
        if (answers.pendingBytes > LONGEST_HEADER + LONGEST_PAYLOAD) throw new Error('it piles up');
      }
      expect(sound).toBeGreaterThan(1000);
    },
    DAMAGED_FRAMES_MS,
  );

  it('keep the memory bounded in a megabyte without a line feed', () => {
    const reader = bridgeReader(answerHeader);
    expect(reader.push(new Uint8Array(1_048_576).fill(0x7b))).toEqual([]);
    expect(reader.pendingBytes).toBe(LONGEST_HEADER);
    expect(reader.push(Buffer.from('\n{"id":1,"result":1}\n'))).toHaveLength(2);
  });

  it('with more bytes than any image has are broken at once, not waited for', () => {
    const tooMuch = `\n{"id":1,"result":1,"bytes":${LONGEST_PAYLOAD + 1},"crc32":1}\n`;
    expect(bridgeReader(answerHeader).push(Buffer.from(tooMuch))).toEqual([{ event: 'broken' }]);
    expect(() => bridgeFrame({ id: 1, result: 1 }, new Uint8Array(LONGEST_PAYLOAD + 1))).toThrow(RangeError);
  });

  it('hand nothing over whose check sum is wrong', () => {
    const damaged = bridgeFrame({ id: 1, result: 1 }, Uint8Array.of(1, 2, 3));
    damaged[damaged.length - 1] = 9;
    expect(bridgeReader(answerHeader).push(damaged)).toEqual([{ event: 'broken' }]);
  });
});
