import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answerReader,
  bitsAnswer,
  crc16,
  exceptionAnswer,
  functionNames,
  LONGEST_FRAME,
  parseRequest,
  registersAnswer,
  requestReader,
  rtuFrame,
  writeAnswer,
} from '../../../devices/io-board/protocol.ts';
import { damagedFrames, DAMAGED_FRAMES_MS, pieces } from '../../support/mutations.ts';

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const readInputs = rtuFrame(hex('03 02 0000 000B'));
const writeCoil = rtuFrame(hex('03 05 0004 FF00'));
const bits = fc.array(fc.boolean(), { minLength: 11, maxLength: 11 });

describe('frames of Modbus RTU', () => {
  it('are those of the standard and of the published examples', () => {
    expect(crc16(Buffer.from('123456789'))).toBe(0x4b37);
    expect(rtuFrame(hex('01 03 0000 000A'))).toEqual(hex('01 03 0000 000A C5 CD'));
    expect(rtuFrame(hex('01 05 0000 FF00'))).toEqual(hex('01 05 0000 FF00 8C 3A'));
    expect(rtuFrame(hex('01 05 0000 0000'))).toEqual(hex('01 05 0000 0000 CD CA'));
    expect(rtuFrame(hex('01 02 0000 0008'))).toEqual(hex('01 02 0000 0008 79 CC'));
    expect(exceptionAnswer(1, 'readRegisters', 'illegalAddress')).toEqual(hex('01 83 02 C0 F1'));
  });

  it('of requests are understood', () => {
    expect(parseRequest(readInputs)).toEqual({ name: 'readInputs', address: 0, count: 11, values: [] });
    expect(parseRequest(writeCoil)).toEqual({ name: 'writeCoil', address: 4, count: 1, values: [1] });
    expect(parseRequest(rtuFrame(hex('03 0F 0008 000A 02 CD 01')))).toEqual({
      name: 'writeCoils',
      address: 8,
      count: 10,
      values: [1, 0, 1, 1, 0, 0, 1, 1, 1, 0],
    });
    expect(parseRequest(rtuFrame(hex('03 06 0010 1234')))).toMatchObject({ name: 'writeRegister', values: [0x1234] });
    expect(parseRequest(rtuFrame(hex('03 02 0000 0000'))), 'nothing to read').toBeNull();
    expect(parseRequest(rtuFrame(hex('03 0F 0008 000A 01 CD'))), 'a byte short').toBeNull();
    expect(parseRequest(rtuFrame(hex('03 2B 0008 000A')))).toBeNull();
  });

  it('answer the request that was made, cut anywhere and behind noise', () => {
    fc.assert(
      fc.property(
        bits,
        fc.uint8Array({ maxLength: 300 }),
        fc.array(fc.nat(), { maxLength: 30 }),
        (values, noise, cuts) => {
          const answer = bitsAnswer(3, 'readInputs', values);
          const reader = answerReader(readInputs);
          const found = pieces(Uint8Array.of(...noise, ...answer), cuts).flatMap((piece) => reader.push(piece) ?? []);
          expect(Buffer.concat(found).toString('hex')).toBe(Buffer.from(answer).toString('hex'));
        },
      ),
    );
  });

  it('of another unit, function, address or length answer nothing', () => {
    const reader = answerReader(readInputs);
    for (const other of [
      bitsAnswer(4, 'readInputs', Array<boolean>(11).fill(true)),
      bitsAnswer(3, 'readCoils', Array<boolean>(11).fill(true)),
      bitsAnswer(3, 'readInputs', Array<boolean>(17).fill(true)),
      registersAnswer(3, [1, 2]),
      exceptionAnswer(3, 'readCoils', 'busy'),
    ]) {
      expect(reader.push(other)).toBeNull();
    }
    expect(answerReader(writeCoil).push(writeAnswer(rtuFrame(hex('03 05 0005 FF00'))))).toBeNull();
    expect(answerReader(writeCoil).push(writeAnswer(writeCoil))).toEqual(writeCoil);
    expect(reader.push(exceptionAnswer(3, 'readInputs', 'busy'))).toHaveLength(5);
  });

  it('of requests are found again behind noise and behind half a request', () => {
    const address = fc.integer({ min: 0, max: 0xffff });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(7), address, (noise, half, wire) => {
        const request = rtuFrame(Uint8Array.of(3, 2, wire >> 8, wire & 0xff, 0, 1));
        const reader = requestReader(3);
        const found = [noise, request.subarray(0, half), request].flatMap((piece) => {
          const frames: Uint8Array[] = [];
          for (let frame = reader.push(piece); frame; frame = reader.push(new Uint8Array())) frames.push(frame);
          return frames;
        });
        expect(found.map((frame) => Buffer.from(frame).toString('hex'))).toContain(
          Buffer.from(request).toString('hex'),
        );
      }),
    );
  });

  it(
    'never throw and never pile up, in 100 000 damaged answers and as many requests',
    () => {
      const answers = answerReader(readInputs);
      let sound = 0;
      for (const damaged of damagedFrames(8, ([low = 0, high = 0]) => rtuFrame(Uint8Array.of(3, 2, 2, low, high)))) {
        if (answers.push(damaged)) sound += 1;
        if (answers.pendingBytes > LONGEST_FRAME) throw new Error('it piles up');
      }
      expect(sound).toBeGreaterThan(1000);
      const requests = requestReader(3);
      const codes = [1, 2, 3, 5, 6, 15];
      for (const damaged of damagedFrames(12, (content) =>
        rtuFrame(Uint8Array.of(3, codes[(content[0] ?? 0) % 6] ?? 1, ...content)),
      )) {
        for (let frame = requests.push(damaged); frame; frame = requests.push(new Uint8Array())) parseRequest(frame);
        if (requests.pendingBytes > LONGEST_FRAME) throw new Error('it piles up');
      }
    },
    DAMAGED_FRAMES_MS,
  );

  it('keep the memory bounded in a megabyte of beginnings', () => {
    const reader = answerReader(readInputs);
    const beginnings = Uint8Array.from({ length: 1_048_576 }, (_, at) => [3, 2, 2][at % 3] ?? 0);
    expect(reader.push(beginnings)).toBeNull();
    expect(reader.pendingBytes).toBe(LONGEST_FRAME);
  });

  it('have a name for every function that the driver uses', () => {
    expect(functionNames).toHaveLength(new Set(functionNames).size);
  });
});
