import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { syntheticDocuments } from '../../../devices/passport-reader/synthetic-documents.ts';
import {
  fileBytes,
  HEAD_BYTES,
  readBinary,
  replyData,
  selectApplication,
  selectFile,
  zoneFile,
  zoneLines,
} from '../../../devices/permit-slot/chip-protocol.ts';
import { nextMark, textOf, writerState, writerText } from '../../../devices/permit-slot/writer-protocol.ts';
import { crtModelOf, rewriterEntry } from '../../../devices/permit-slot/profile.ts';
import { DAMAGED_FRAMES_MS, damagedFrames } from '../../support/mutations.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const { specimenPassport, specimenTd2, hkMacaoPermit } = syntheticDocuments;

describe('what is said to a chip', () => {
  it('is as ICAO 9303 part 10 and ISO 7816-4 have it', () => {
    expect(hex(selectApplication('a0000002471001'))).toBe('00a4040c07a0000002471001');
    expect(hex(selectFile('0101'))).toBe('00a4020c020101');
    expect(hex(readBinary(0x0104, 0x80))).toBe('00b0010480');
  });

  it('is answered with a status behind the data', () => {
    expect(replyData(bytes('61 5d 90 00'))).toEqual(Uint8Array.of(0x61, 0x5d));
    expect(replyData(bytes('90 00'))).toEqual(new Uint8Array());
    for (const other of ['', '90', '00 90', '6a 82', '61 5d 62 82']) expect(replyData(bytes(other))).toBeNull();
  });
});

describe('the file with the zone', () => {
  it.each([
    ['a permit', hkMacaoPermit, '615d5f1f5a', 95],
    ['a passport', specimenPassport, '615b5f1f58', 93],
    ['a card of two lines', specimenTd2, '614b5f1f48', 77],
  ])('of %s begins as it should and says what was written', (_, lines, head, length) => {
    const file = zoneFile(lines);
    expect([hex(file.subarray(0, 5)), file.length]).toEqual([head, length]);
    expect(fileBytes(file.subarray(0, HEAD_BYTES))).toBe(length);
    expect(zoneLines(file)).toEqual(lines);
  });

  it('may tell its length in two bytes', () => {
    const [, , ...object] = zoneFile(hkMacaoPermit);
    const file = Uint8Array.of(0x61, 0x81, object.length, ...object);
    expect(fileBytes(file.subarray(0, HEAD_BYTES))).toBe(file.length);
    expect(zoneLines(file)).toEqual(hkMacaoPermit);
  });

  it.each(['', '61', '6181', '77 5d', '61 80', '61 82 01 00', '61 02 5f 1f', '61 03 5f 1f 5a', '61 05 5f 1f 02 41 42'])(
    'is none: %s',
    (text) => {
      expect(zoneLines(bytes(text))).toBeNull();
    },
  );

  it(
    'damaged is never read as more than it holds, in 100 000 files',
    () => {
      for (const damaged of damagedFrames(8, (content) =>
        zoneFile([...hkMacaoPermit.slice(1), hex(content).padEnd(30, '<')]),
      )) {
        const length = fileBytes(damaged);
        if (length !== null) expect(length).toBeLessThanOrEqual(258);
        const lines = zoneLines(damaged);
        if (lines) expect([72, 88, 90]).toContain(lines.join('').length);
      }
    },
    DAMAGED_FRAMES_MS,
  );
});

describe('what is said to the writer', () => {
  const { writerWords } = crtModelOf({ driver: 'crt-571' });
  const room = rewriterEntry.parse({});

  it('is a mark and lines of GB 18030', () => {
    expect(hex(writerText('7', ['签注', 'G'], room) ?? new Uint8Array())).toBe('37c7a9d7a20a47');
  });

  it('is never longer than a frame, and says again what was written', () => {
    const line = fc.string({ unit: 'grapheme', maxLength: 40 });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
        const text = writerText('3', lines, room);
        if (!text) return;
        expect(text.length).toBeLessThanOrEqual(250);
        expect(textOf(text)).toEqual({ mark: '3', lines });
      }),
      { seed: 18_030, numRuns: 2000 },
    );
  });

  it('is answered with a word and the mark', () => {
    expect(writerState('27', writerWords)).toEqual({ word: 'written', mark: '7' });
    for (const other of ['', '2', '97', '2x']) expect(writerState(other, writerWords)).toBeNull();
  });

  it('has a mark that differs from the last', () => {
    expect(['0', '8', '9'].map(nextMark)).toEqual(['1', '9', '0']);
  });
});
