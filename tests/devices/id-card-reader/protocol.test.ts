import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeAddress, decodeChip, encodeText } from '../../../devices/id-card-reader/chip-data.ts';
import {
  answerFrame,
  commandFrame,
  commandNames,
  formatModuleId,
  FRAME_BUFFER_BYTES,
  frame,
  frameReader,
  LONGEST_LENGTH,
  moduleAnswerCode,
  moduleAnswers,
  parseAnswer,
  type FrameEvent,
} from '../../../devices/id-card-reader/protocol.ts';
import { joinReadData, splitReadData } from '../../../devices/id-card-reader/read-data.ts';
import { syntheticCard, syntheticFingers } from '../../../devices/id-card-reader/synthetic-cards.ts';
import { addressBlock } from '../../../devices/id-card-reader/text-layout.ts';
import { DAMAGED_FRAMES, DAMAGED_FRAMES_MS, mutations, pieces } from '../../support/mutations.ts';

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const bodies = (events: FrameEvent[]): string[] =>
  events.flatMap((event) => (event.kind === 'frame' ? [Buffer.from(event.body).toString('hex')] : []));
const bytes = (maxLength: number) => fc.uint8Array({ maxLength });
const body = fc.uint8Array({ minLength: 2, maxLength: 1400 });
/** Longer than any frame, and no preamble can begin in it: whatever was pending is over after it. */
const pause = new Uint8Array(LONGEST_LENGTH + 16);

describe('frames of a SAM_V module', () => {
  it('are those of the published tables', () => {
    expect(commandFrame('reset')).toEqual(hex('AA AA AA 96 69 00 03 10 FF EC'));
    expect(commandFrame('status')).toEqual(hex('AA AA AA 96 69 00 03 11 FF ED'));
    expect(commandFrame('id')).toEqual(hex('AA AA AA 96 69 00 03 12 FF EE'));
    expect(commandFrame('find')).toEqual(hex('AA AA AA 96 69 00 03 20 01 22'));
    expect(commandFrame('select')).toEqual(hex('AA AA AA 96 69 00 03 20 02 21'));
    expect(commandFrame('read')).toEqual(hex('AA AA AA 96 69 00 03 30 01 32'));
    expect(commandFrame('readWithFingerprints')).toEqual(hex('AA AA AA 96 69 00 03 30 10 23'));
    expect(commandFrame('newAddress')).toEqual(hex('AA AA AA 96 69 00 03 30 03 30'));
    expect(commandFrame('management')).toEqual(hex('AA AA AA 96 69 00 03 30 05 36'));
    expect(answerFrame(0x90)).toEqual(hex('AA AA AA 96 69 00 04 00 00 90 94'));
    expect(answerFrame(0x9f, new Uint8Array(4))).toEqual(hex('AA AA AA 96 69 00 08 00 00 9F 00 00 00 00 97'));
    expect(answerFrame(0x90, new Uint8Array(8)).at(-1)).toBe(0x9c);
    expect(answerFrame(0x80).at(-1)).toBe(0x84);
    expect(answerFrame(0x81).at(-1)).toBe(0x85);
    expect(answerFrame(0x41).at(-1)).toBe(0x45);
    expect(answerFrame(0x91).at(-1)).toBe(0x95);
    expect(answerFrame(0x90, new Uint8Array(4 + 256 + 1024))).toHaveLength(1295);
  });

  it('keep every status word through a round trip', () => {
    for (const [code, word] of Object.entries(moduleAnswers)) {
      expect(moduleAnswerCode(word)).toBe(Number(code));
      const data = new Uint8Array(300);
      const answer = parseAnswer(word === 'cardFound' ? 'find' : 'select', hex(`0000${Number(code).toString(16)}`));
      if (word !== 'done' && word !== 'cardFound') expect(answer?.status).toBe(word);
      else expect(answer, 'too short for a good answer').toBeNull();
      expect(parseAnswer('find', Uint8Array.of(0, 0, Number(code), ...data)) === null).toBe(word === 'done');
    }
    expect(parseAnswer('find', hex('000077'))?.status).toBe('unknown');
    expect(parseAnswer('find', hex('0000'))).toBeNull();
  });

  it('survive the round trip, cut anywhere and glued together', () => {
    fc.assert(
      fc.property(fc.array(body, { maxLength: 5 }), fc.array(fc.nat(), { maxLength: 30 }), (sent, cuts) => {
        const reader = frameReader();
        const stream = Uint8Array.from(sent.flatMap((one) => [...frame(one)]));
        const events = pieces(stream, cuts).flatMap((piece) => reader.push(piece));
        expect(bodies(events)).toEqual(sent.map((one) => Buffer.from(one).toString('hex')));
        expect(reader.pendingBytes).toBe(0);
      }),
    );
  });

  it('are found again behind junk', () => {
    fc.assert(
      fc.property(bytes(400), body, (junk, sent) => {
        const reader = frameReader();
        const events = [...reader.push(junk), ...reader.push(pause), ...reader.push(frame(sent))];
        expect(bodies(events).at(-1)).toBe(Buffer.from(sent).toString('hex'));
      }),
    );
  });

  it('are found behind a frame that was cut short', () => {
    fc.assert(
      fc.property(body, body, fc.nat(), (cut, sent, at) => {
        const reader = frameReader();
        const half = frame(cut).subarray(0, at % (cut.length + 7));
        const events = [half, frame(sent), pause].flatMap((piece) => reader.push(piece));
        const wanted = Buffer.from(sent).toString('hex');
        // What the cut frame swallows passes an XOR once in 256 times; no reader can know.
        fc.pre(bodies(events).every((found) => found === wanted));
        expect(bodies(events)).toEqual([wanted]);
      }),
    );
  });

  it('give the same events however the stream is cut', () => {
    const stream = fc
      .array(fc.oneof(bytes(60), fc.constant(hex('AA AA AA 96 69')), body.map(frame)), { maxLength: 8 })
      .map((parts) => Uint8Array.from(parts.flatMap((part) => [...part])));
    fc.assert(
      fc.property(stream, fc.array(fc.nat(), { maxLength: 40 }), (whole, cuts) => {
        const [atOnce, cut] = [frameReader(), frameReader()];
        expect(pieces(whole, cuts).flatMap((piece) => cut.push(piece))).toEqual(atOnce.push(whole));
        expect(cut.pendingBytes).toBe(atOnce.pendingBytes);
      }),
    );
  });

  it(
    'never throw and never pile up, in 100 000 damaged answers',
    () => {
      const damage = mutations(17);
      const card = syntheticCard({ fingerprints: syntheticFingers });
      const blocks = { text: encodeText(card), photo: card.photo, fingerprints: syntheticFingers };
      const short = [
        answerFrame(0x90),
        answerFrame(0x9f, new Uint8Array(4)),
        answerFrame(0x90, new Uint8Array(16)),
        answerFrame(0x90, addressBlock('示例路1号')),
      ];
      const long = [answerFrame(0x90, joinReadData(blocks)), answerFrame(0x90, joinReadData(blocks, true))];
      const reader = frameReader();
      for (let sent = 0; sent < DAMAGED_FRAMES; sent += 1) {
        const answer = sent % 25 === 0 ? long[(sent / 25) % 2]! : short[sent % short.length]!;
        for (const event of reader.push(damage.mutate(answer))) {
          if (event.kind === 'bad') continue;
          for (const command of commandNames) {
            const data = parseAnswer(command, event.body)?.data ?? new Uint8Array();
            const read = splitReadData(data, command === 'readWithFingerprints');
            if (read) decodeChip(read);
            if (data.length >= 16) formatModuleId(data);
            decodeAddress(data);
          }
        }
        if (reader.pendingBytes > LONGEST_LENGTH + 7) throw new Error('piled up');
      }
    },
    DAMAGED_FRAMES_MS,
  );

  it('keep the memory bounded in a megabyte of beginnings', () => {
    const reader = frameReader();
    const beginnings = new Uint8Array(1_048_576);
    for (let at = 0; at + 7 < beginnings.length; at += 7) beginnings.set(hex('AA AA AA 96 69 00 FF'), at);
    const events = reader.push(beginnings);
    expect(events.every((event) => event.kind === 'bad')).toBe(true);
    expect(reader.pendingBytes).toBeLessThan(FRAME_BUFFER_BYTES);
  });

  it('with a length that none can have are bad at once, not waited for', () => {
    for (const length of ['00 00', '00 02', '0A 01', 'FF FF']) {
      expect(frameReader().push(hex(`AA AA AA 96 69 ${length}`))).toEqual([{ kind: 'bad', fault: 'length' }]);
    }
  });
});
