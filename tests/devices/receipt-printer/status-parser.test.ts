import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PrinterCondition } from '../../../devices/receipt-printer/printer-condition.ts';
import {
  decodeAutomatic,
  decodeFullStatus,
  decodeRealTime,
  encodeAutomatic,
  encodeFullStatus,
  encodePaperStatus,
  encodeRealTime,
  realTimeQuestions,
} from '../../../devices/receipt-printer/status-bytes.ts';
import { mutations } from '../../support/mutations.ts';
import {
  createStatusParser,
  type StatusForm,
  type StatusReport,
} from '../../../devices/receipt-printer/status-parser.ts';

const states = {
  coverOpen: fc.boolean(),
  feedButton: fc.boolean(),
  mechanicalError: fc.boolean(),
  cutterError: fc.boolean(),
  unrecoverableError: fc.boolean(),
  autoRecoverableError: fc.boolean(),
};
const paper = fc.constantFrom('full' as const, 'low' as const, 'out' as const);
const condition: fc.Arbitrary<PrinterCondition> = fc.record({
  ...states,
  offline: fc.boolean(),
  paper,
  ticket: fc.constant('unknown' as const),
});
/** FULL STATUS has no word for offline: it follows from the rest. */
const fullCondition: fc.Arbitrary<PrinterCondition> = fc
  .record({ ...states, paper, ticket: fc.constantFrom('present' as const, 'notPresent' as const) })
  .map((each) => ({ ...each, offline: each.paper === 'out' || Object.values(each).includes(true) }));

/** A report with the bytes that carry it. */
type Said = readonly [StatusReport, readonly number[]];
const realTime: fc.Arbitrary<Said> = fc
  .tuple(condition, fc.constantFrom(...realTimeQuestions))
  .map(([each, n]) => encodeRealTime(n, each))
  .map((byte) => [{ kind: 'realTime', byte }, [byte]]);
const paperStatus: fc.Arbitrary<Said> = condition
  .map(encodePaperStatus)
  .map((byte) => [{ kind: 'paperStatus', byte }, [byte]]);
const said: Record<StatusForm, fc.Arbitrary<Said>> = {
  dleEot: fc.oneof(
    realTime,
    paperStatus,
    condition.map((each): Said => [{ kind: 'automatic', condition: each }, [...encodeAutomatic(each)]]),
    fc
      .integer({ min: 1, max: 9999 })
      .map((job) => String(job).padStart(4, '0'))
      .map((id): Said => [{ kind: 'processed', id }, [0x37, 0x22, ...Buffer.from(id), 0x00]]),
    fc.constant<Said>([{ kind: 'cleared' }, [0x37, 0x25, 0x00]]),
    fc.constantFrom(0x5d, 0x80, 0xff).map((byte): Said => [{ kind: 'foreign', byte }, [byte]]),
  ),
  fullStatus: fc.oneof(
    realTime,
    paperStatus,
    fullCondition.map((each): Said => [{ kind: 'automatic', condition: each }, [...encodeFullStatus(each)]]),
  ),
};
const forms = ['dleEot', 'fullStatus'] as const;

const sampleAnswers = [
  [0x16],
  [0x10, 0, 0, 0x0f],
  [0x10, 0x0f, 0x20, 0, 0, 0],
  [0x37, 0x22, 0x30, 0x30, 0x34, 0x32, 0],
].map((each) => Uint8Array.from(each));

const parseIn = (pieces: readonly (readonly number[])[], form: StatusForm = 'dleEot'): readonly StatusReport[] => {
  const parse = createStatusParser(form);
  return pieces.flatMap((piece) => [...parse(Uint8Array.from(piece))]);
};

describe('what the printer says', () => {
  test.each(forms)('a mixture of all kinds is told apart, with flow control anywhere and in any pieces: %s', (form) => {
    const flow = fc.array(fc.constantFrom(null, null, null, 0x11, 0x13), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(
        fc.array(said[form], { maxLength: 12 }),
        flow,
        fc.integer({ min: 1, max: 7 }),
        (reports, noise, size) => {
          const bytes = reports
            .flatMap(([, carried]) => [...carried])
            .flatMap((byte, index) => [noise[index % noise.length] ?? [], byte].flat());
          const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
            bytes.slice(index * size, (index + 1) * size),
          );
          expect(parseIn(pieces, form)).toEqual(reports.map(([report]) => report));
        },
      ),
      { numRuns: 1000 },
    );
  });

  test.each(forms)('any bytes: the same in any pieces, and the next answer after them is understood: %s', (form) => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 10 }), { maxLength: 10 }), (pieces) => {
        const whole = parseIn([pieces.flatMap((piece) => [...piece])], form);
        expect(
          parseIn(
            pieces.map((piece) => [...piece]),
            form,
          ),
        ).toEqual(whole);
        const after = parseIn([pieces.flatMap((piece) => [...piece]), [0x80], [0x12]], form);
        expect(after.at(-1)).toEqual({ kind: 'realTime', byte: 0x12 });
      }),
      { numRuns: 2000 },
    );
  });

  test.each(forms)('100 000 mutated answers: no throw, and no more reports than bytes: %s', (form) => {
    const random = mutations(form === 'dleEot' ? 1 : 2);
    const parse = createStatusParser(form);
    let bytes = 0;
    let reports = 0;
    for (let frame = 0; frame < 100_000; frame += 1) {
      const mutated = random.mutate(sampleAnswers[frame % sampleAnswers.length]!);
      bytes += mutated.length;
      reports += parse(mutated).length;
    }
    expect(reports).toBeGreaterThan(10_000);
    expect(reports).toBeLessThanOrEqual(bytes);
  });

  test('a pushed status that breaks off is dropped and the answer behind it is read', () => {
    expect(parseIn([[0x10, 0x00, 0x12]])).toEqual([{ kind: 'realTime', byte: 0x12 }]);
    expect(parseIn([[0x37, 0x22, 0x30, 0x00, 0x12]]).at(-1)).toEqual({ kind: 'realTime', byte: 0x12 });
    expect(parseIn([[0x10, 0x0f, 0x20, 0x12]], 'fullStatus')).toEqual([{ kind: 'realTime', byte: 0x12 }]);
  });
});

describe('status bits', () => {
  test('round trip of both forms', () => {
    fc.assert(
      fc.property(condition, (each) => {
        expect(decodeAutomatic([...encodeAutomatic(each)])).toEqual(each);
        const answers = realTimeQuestions.map((n) => decodeRealTime(n, encodeRealTime(n, each)));
        expect({ ...Object.assign({}, ...answers), ticket: 'unknown' }).toEqual(each);
      }),
    );
  });

  test.each([
    [1, 0x16, { offline: false }],
    [1, 0x1a, { offline: true }],
    [2, 0x16, { coverOpen: true }],
    [2, 0x1a, { feedButton: true, coverOpen: false }],
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

  test('round trip of FULL STATUS', () => {
    fc.assert(
      fc.property(fullCondition, (each) => {
        expect(decodeFullStatus([...encodeFullStatus(each)])).toEqual(each);
      }),
    );
  });

  test.each([
    [[0x20, 0x00, 0x00, 0x00], { ticket: 'present', offline: false }],
    [[0x04, 0x00, 0x00, 0x00], { ticket: 'notPresent', paper: 'low' }],
    [[0x40, 0x00, 0x00, 0x00], { paper: 'low' }],
    [[0x05, 0x00, 0x00, 0x00], { paper: 'out', offline: true }],
    [[0x00, 0x01, 0x00, 0x00], { coverOpen: true, offline: true }],
    [[0x00, 0x02, 0x00, 0x00], { coverOpen: true }],
    [[0x00, 0x40, 0x00, 0x00], { feedButton: true }],
    [[0x00, 0x00, 0x01, 0x00], { autoRecoverableError: true }],
    [[0x00, 0x00, 0x08, 0x00], { unrecoverableError: true }],
    [[0x00, 0x00, 0x40, 0x00], { mechanicalError: true }],
    [[0x00, 0x00, 0x00, 0x01], { cutterError: true, unrecoverableError: false }],
    [[0x00, 0x00, 0x00, 0x08], { unrecoverableError: true }],
  ] as const)('FULL STATUS 10 0F %j', (bytes, wanted) => {
    expect(decodeFullStatus([0x10, 0x0f, ...bytes])).toMatchObject(wanted);
  });
});
