import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answerText,
  commandText,
  crc16,
  crtFrame,
  crtReader,
  LONGEST_TEXT_BYTES,
  parseAnswer,
  type CrtEvent,
  type CrtFormat,
} from '../../../devices/permit-slot/protocol.ts';
import { crtModels } from '../../../devices/permit-slot/profile.ts';
import { damagedFrames, DAMAGED_FRAMES_MS, pieces } from '../../support/mutations.ts';

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const texts = (events: readonly CrtEvent[]): string[] =>
  events.flatMap((event) => (event.kind === 'text' ? [Buffer.from(event.text).toString('hex')] : []));
const anyText = fc.uint8Array({ minLength: 3, maxLength: LONGEST_TEXT_BYTES });
const cutsOf = fc.array(fc.nat(), { maxLength: 30 });
const longestFrame = LONGEST_TEXT_BYTES + 6;

describe('frames of a CRT-571', () => {
  it('are those of the public drivers', () => {
    const serial: CrtFormat = { framing: 'crt-571', address: 0 };
    expect(crtFrame(serial, commandText('3033'))).toEqual(hex('F2 00 00 03 43 30 33 03 B2'));
    expect(crtFrame(serial, commandText('3130'))).toEqual(hex('F2 00 00 03 43 31 30 03 B0'));
    expect(crtFrame(serial, commandText('3239'))).toEqual(hex('F2 00 00 03 43 32 39 03 BA'));
  });

  it('acknowledge and refuse with one byte, and cancel with two', () => {
    const reader = crtReader({ framing: 'crt-571', address: 0 });
    expect(reader.push(hex('06 15 10 04 10 FF 06')).map(({ kind }) => kind)).toEqual(['ack', 'nak', 'cancel', 'ack']);
    expect(crtReader({ framing: 'crt-hid', address: 0 }).push(hex('06 15 10 04'))).toEqual([]);
  });

  it('of another address are not ours', () => {
    const other = crtFrame({ framing: 'crt-571', address: 3 }, hex('433130'));
    expect(texts(crtReader({ framing: 'crt-571', address: 0 }).push(other))).toEqual([]);
  });
});

describe('the CRC of the USB machines', () => {
  it('is the XMODEM one', () => {
    expect(crc16(Buffer.from('123456789'))).toBe(0x31c3);
  });
});

describe.each([
  { framing: 'crt-571', address: 0 },
  { framing: 'crt-571', address: 0xf2 },
  { framing: 'crt-hid', address: 0 },
] as const)('frames %o', (format) => {
  it('survive the round trip, cut anywhere and glued together', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 5 }), cutsOf, (sent, cuts) => {
        const reader = crtReader(format);
        const stream = Uint8Array.from(sent.flatMap((text) => [...crtFrame(format, text)]));
        const events = pieces(stream, cuts).flatMap((piece) => reader.push(piece));
        expect(texts(events)).toEqual(sent.map((text) => Buffer.from(text).toString('hex')));
        expect(reader.pendingBytes).toBe(0);
      }),
    );
  });

  it('are found again behind junk', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), anyText, (junk, sent) => {
        const reader = crtReader(format);
        const pause = new Uint8Array(longestFrame);
        const events = [junk, pause, crtFrame(format, sent)].flatMap((piece) => reader.push(piece));
        expect(texts(events).at(-1)).toBe(Buffer.from(sent).toString('hex'));
      }),
    );
  });

  it('give the same events however the stream is cut', () => {
    const part = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.constant(hex('F2 00 00')),
      anyText.map((text) => crtFrame(format, text)),
    );
    const stream = fc.array(part, { maxLength: 8 }).map((all) => Uint8Array.from(all.flatMap((one) => [...one])));
    fc.assert(
      fc.property(stream, cutsOf, (whole, cuts) => {
        const [atOnce, cut] = [crtReader(format), crtReader(format)];
        expect(pieces(whole, cuts).flatMap((piece) => cut.push(piece))).toEqual(atOnce.push(whole));
        expect(cut.pendingBytes).toBe(atOnce.pendingBytes);
      }),
    );
  });

  it(
    'never throw and never pile up, in 100 000 damaged frames',
    () => {
      const reader = crtReader(format);
      let most = 0;
      for (const damaged of damagedFrames(22, (content) => crtFrame(format, Uint8Array.of(0x50, 0x31, ...content)))) {
        for (const event of reader.push(damaged)) if (event.kind === 'text') parseAnswer('3130', event.text);
        most = Math.max(most, reader.pendingBytes);
      }
      expect(most).toBeLessThan(longestFrame);
    },
    DAMAGED_FRAMES_MS,
  );

  it('keep the memory bounded in a megabyte of beginnings', () => {
    const reader = crtReader(format);
    const beginning = crtFrame(format, new Uint8Array(LONGEST_TEXT_BYTES)).subarray(0, 5);
    const beginnings = new Uint8Array(1_048_576);
    for (let at = 0; at + 5 < beginnings.length; at += 5) beginnings.set(beginning, at);
    reader.push(beginnings);
    expect(reader.pendingBytes).toBeLessThan(longestFrame);
  });
});

const latin = (length: number) => fc.string({ unit: 'grapheme-ascii', minLength: length, maxLength: length });

describe('answers', () => {
  it('survive the round trip', () => {
    const code = fc.constantFrom(...Object.values(crtModels['crt-571'].commands));
    const answer = fc.oneof(
      fc.record({ kind: fc.constant('done' as const), state: latin(3), data: latin(5) }),
      fc.record({ kind: fc.constant('failed' as const), code: latin(2) }),
    );
    fc.assert(
      fc.property(code, answer, (asked, told) => {
        expect(parseAnswer(asked, answerText(asked, told))).toEqual(told);
      }),
    );
  });

  it('to another command are none', () => {
    const late = answerText('3239', { kind: 'done', state: '000', data: '' });
    expect(parseAnswer('3130', late)).toBeNull();
  });

  it('name an error with N or with E', () => {
    const failed = { kind: 'failed', code: '10' };
    expect(parseAnswer('3239', Buffer.from('N2910'))).toEqual(failed);
    expect(parseAnswer('3239', Buffer.from('E2910'))).toEqual(failed);
    for (const text of ['', 'P', 'P29', 'P290', 'N29', 'X29000']) {
      expect(parseAnswer('3239', Buffer.from(text))).toBeNull();
    }
  });
});
