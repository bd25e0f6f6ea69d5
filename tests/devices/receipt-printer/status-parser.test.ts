import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodeAutomatic,
  decodeRealTime,
  encodeAutomatic,
  encodeRealTime,
  type PrinterCondition,
  realTimeQuestions,
} from '../../../devices/receipt-printer/protocol.ts';
import { createStatusParser, type StatusReport } from '../../../devices/receipt-printer/status-parser.ts';

const condition: fc.Arbitrary<PrinterCondition> = fc.record({
  offline: fc.boolean(),
  coverOpen: fc.boolean(),
  mechanicalError: fc.boolean(),
  cutterError: fc.boolean(),
  unrecoverableError: fc.boolean(),
  autoRecoverableError: fc.boolean(),
  paper: fc.constantFrom('full' as const, 'low' as const, 'out' as const),
});

/** A report with the bytes that carry it. */
const said: fc.Arbitrary<readonly [StatusReport, readonly number[]]> = fc.oneof(
  condition.map((each) => [{ kind: 'automatic', condition: each }, [...encodeAutomatic(each)]] as const),
  fc
    .tuple(condition, fc.constantFrom(...realTimeQuestions))
    .map(([each, n]) => encodeRealTime(n, each))
    .map((byte) => [{ kind: 'realTime', byte }, [byte]] as const),
  fc.constantFrom(0x00, 0x03, 0x0f).map((byte) => [{ kind: 'paperStatus' }, [byte]] as const),
  fc
    .integer({ min: 1, max: 9999 })
    .map((job) => String(job).padStart(4, '0'))
    .map((id) => [{ kind: 'processed', id }, [0x37, 0x22, ...Buffer.from(id), 0x00]] as const),
  fc.constant([{ kind: 'cleared' }, [0x37, 0x25, 0x00]] as const),
);

const parseIn = (pieces: readonly (readonly number[])[]): readonly StatusReport[] => {
  const parse = createStatusParser();
  return pieces.flatMap((piece) => [...parse(Uint8Array.from(piece))]);
};

describe('what the printer says', () => {
  test('a mixture of all kinds is told apart, with flow control anywhere and in any pieces', () => {
    const flow = fc.array(fc.constantFrom(null, null, null, 0x11, 0x13), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.array(said, { maxLength: 12 }), flow, fc.integer({ min: 1, max: 7 }), (reports, noise, size) => {
        const bytes = reports
          .flatMap(([, carried]) => [...carried])
          .flatMap((byte, index) => [noise[index % noise.length] ?? [], byte].flat());
        const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
          bytes.slice(index * size, (index + 1) * size),
        );
        expect(parseIn(pieces)).toEqual(reports.map(([report]) => report));
      }),
      { numRuns: 1000 },
    );
  });

  test('any bytes: no throw, the same in any pieces, and the next answer after them is understood', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 10 }), { maxLength: 10 }), (pieces) => {
        const whole = parseIn([pieces.flatMap((piece) => [...piece])]);
        expect(parseIn(pieces.map((piece) => [...piece]))).toEqual(whole);
        const after = parseIn([pieces.flatMap((piece) => [...piece]), [0x80], [0x12]]);
        expect(after.at(-1)).toEqual({ kind: 'realTime', byte: 0x12 });
      }),
      { numRuns: 2000 },
    );
  });

  test('a pushed status that breaks off is dropped and the answer behind it is read', () => {
    expect(parseIn([[0x10, 0x00, 0x12]])).toEqual([{ kind: 'realTime', byte: 0x12 }]);
    expect(parseIn([[0x37, 0x22, 0x30, 0x00, 0x12]]).at(-1)).toEqual({ kind: 'realTime', byte: 0x12 });
  });
});

describe('status bits', () => {
  test('round trip of both forms', () => {
    fc.assert(
      fc.property(condition, (each) => {
        expect(decodeAutomatic([...encodeAutomatic(each)])).toEqual(each);
        const answers = realTimeQuestions.map((n) => decodeRealTime(n, encodeRealTime(n, each)));
        expect(Object.assign({}, ...answers)).toEqual(each);
      }),
    );
  });

  test.each([
    [1, 0x16, { offline: false }],
    [1, 0x1a, { offline: true }],
    [2, 0x16, { coverOpen: true }],
    [3, 0x1a, { cutterError: true, mechanicalError: false }],
    [3, 0x52, { autoRecoverableError: true, unrecoverableError: false }],
    [3, 0x32, { unrecoverableError: true }],
    [4, 0x1e, { paper: 'low' }],
    [4, 0x7e, { paper: 'out' }],
    [4, 0x12, { paper: 'full' }],
  ] as const)('DLE EOT %i, answer %i', (question, byte, wanted) => {
    expect(decodeRealTime(question, byte)).toMatchObject(wanted);
  });

  test('the four bytes of a printer with an open cover and no paper', () => {
    expect(decodeAutomatic([0x38, 0x00, 0x0f, 0x0f])).toMatchObject({ offline: true, coverOpen: true, paper: 'out' });
  });
});
