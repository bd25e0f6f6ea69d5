import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cancelJob,
  getJobs,
  getPrinterAttributes,
  jobsIn,
  printJob,
} from '../../../devices/document-printer/operations.ts';
import { mutations } from '../../support/mutations.ts';
import { membersOf } from '../../../devices/document-printer/collection.ts';
import { plainTrays } from '../../../devices/document-printer/profile.ts';
import { decodeIpp, encodeIpp, numberOf, textsOf } from '../../../devices/document-printer/protocol.ts';
import type { IppAttribute, IppMessage, IppValue } from '../../../devices/document-printer/protocol.ts';

const target = { printerUri: 'ipp://127.0.0.1/ipp/print', user: 'kiosk@hall', requestId: 7 };

const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const value: fc.Arbitrary<IppValue> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('integer' as const, 'enum' as const),
    value: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  }),
  fc.record({ kind: fc.constant('boolean' as const), value: fc.boolean() }),
  fc.record({
    kind: fc.constantFrom('text' as const, 'name' as const, 'keyword' as const, 'uri' as const),
    value: text,
  }),
  // rangeOfInteger, collections and whatever else the kiosk does not read
  fc.record({
    kind: fc.constant('raw' as const),
    tag: fc.constantFrom(0x10, 0x13, 0x33, 0x34, 0x37, 0x4a, 0x30),
    bytes: fc.uint8Array({ maxLength: 40 }),
  }),
);
const attribute: fc.Arbitrary<IppAttribute> = fc.record({
  name: fc.string({ minLength: 1, maxLength: 30 }),
  values: fc.array(value, { minLength: 1, maxLength: 4 }),
});
const message: fc.Arbitrary<IppMessage> = fc.record({
  version: fc.record({ major: fc.nat(255), minor: fc.nat(255) }),
  code: fc.nat(0xffff),
  requestId: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  groups: fc.array(
    fc.record({
      tag: fc.constantFrom('operation' as const, 'job' as const, 'printer' as const, 'unsupported' as const),
      attributes: fc.array(attribute, { maxLength: 5 }),
    }),
    { maxLength: 4 },
  ),
  data: fc.uint8Array({ maxLength: 100 }),
});

/** Node's Buffer and Uint8Array are alike to us. */
const plain = (decoded: IppMessage): unknown =>
  JSON.parse(JSON.stringify(decoded, (_, item: unknown) => (item instanceof Uint8Array ? [...item] : asArray(item))));
const asArray = (item: unknown): unknown =>
  typeof item === 'object' && item !== null && 'type' in item && item.type === 'Buffer' && 'data' in item
    ? item.data
    : item;

describe('an IPP message', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(message, (original) => {
        const decoded = decodeIpp(encodeIpp(original));
        expect(decoded.ok && plain(decoded.value)).toEqual(plain(original));
      }),
    );
  });

  it('cut off anywhere in its attributes is an error', () => {
    const bytes = encodeIpp(getPrinterAttributes(target));
    for (let length = 0; length < bytes.length; length += 1) {
      expect(decodeIpp(bytes.subarray(0, length))).toEqual({ ok: false, error: 'truncated' });
    }
  });

  it('of random bytes never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, asGroup) => {
        const start = asGroup ? [1, 1, 0, 0, 0, 0, 0, 1, 0x01] : [];
        const decoded = decodeIpp(Uint8Array.of(...start, ...bytes));
        expect(typeof decoded.ok).toBe('boolean');
      }),
    );
  });

  it('of 100 000 mutated answers never throws, and keeps no more than it was given', () => {
    const random = mutations(4);
    const samples = [
      encodeIpp(
        printJob(target, {
          name: 'job',
          pdf: Uint8Array.of(1, 2),
          tray: { media: 'iso_a4_210x297mm', source: 'tray-1' },
        }),
      ),
      encodeIpp({ ...getJobs(target, 'completed'), groups: [jobGroup(1), jobGroup(2)] }),
    ];
    let understood = 0;
    for (let frame = 0; frame < 100_000; frame += 1) {
      const mutated = random.mutate(samples[frame % samples.length]!);
      const decoded = decodeIpp(mutated);
      if (!decoded.ok) continue;
      understood += 1;
      const { groups, data } = decoded.value;
      const values = groups.flatMap(({ attributes }) => attributes.flatMap((each) => each.values));
      if (values.length * 5 + data.length > mutated.length)
        throw new Error(`made up: ${Buffer.from(mutated).toString('hex')}`);
      jobsIn(decoded.value);
      membersOf(values);
    }
    expect(understood).toBeGreaterThan(100);
    expect(understood).toBeLessThan(100_000);
  }, 60_000);

  it.each([
    ['a value before any group', [0x21, 0, 1, 0x61, 0, 4, 0, 0, 0, 1]],
    ['a further value of nothing', [0x01, 0x21, 0, 0, 0, 4, 0, 0, 0, 1]],
    ['an integer of two bytes', [0x01, 0x21, 0, 1, 0x61, 0, 2, 0, 1]],
    ['a boolean of no bytes', [0x01, 0x22, 0, 1, 0x61, 0, 0]],
  ])('with %s is malformed', (_, body) => {
    expect(decodeIpp(Uint8Array.of(1, 1, 0, 0, 0, 0, 0, 1, ...body, 0x03))).toEqual({ ok: false, error: 'malformed' });
  });

  it('with endless attributes is refused', () => {
    const many = Array.from({ length: 5000 }, (): IppValue => ({ kind: 'boolean', value: true }));
    const endless = {
      ...getPrinterAttributes(target),
      groups: [{ tag: 'printer' as const, attributes: [{ name: 'a', values: many }] }],
    };
    expect(decodeIpp(encodeIpp(endless))).toEqual({ ok: false, error: 'tooLong' });
  });

  it('has the bytes of RFC 8010', () => {
    const bytes = Buffer.from(encodeIpp(cancelJob(target, 0x1234)));
    expect(bytes.subarray(0, 9).toString('hex')).toBe('010100080000000701');
    expect(bytes.toString('latin1')).toContain('\x47\x00\x12attributes-charset\x00\x05utf-8');
    expect(bytes.toString('latin1')).toContain('\x21\x00\x06job-id\x00\x04\x00\x00\x12\x34');
    expect(bytes.at(-1)).toBe(0x03);
  });
});

const jobGroup = (id: number): IppMessage['groups'][number] => ({
  tag: 'job',
  attributes: [
    { name: 'job-id', values: [{ kind: 'integer', value: id }] },
    { name: 'job-name', values: [{ kind: 'name', value: `job ${id}` }] },
  ],
});

describe('a request', () => {
  it('to print asks for A4, one-sided, and carries the document', () => {
    const request = printJob(target, { name: 'document 1', pdf: Uint8Array.of(1, 2, 3), tray: plainTrays.certificate });
    expect(textsOf(request, 'job', 'media')).toEqual(['iso_a4_210x297mm']);
    expect(textsOf(request, 'job', 'sides')).toEqual(['one-sided']);
    expect(textsOf(request, 'operation', 'document-format')).toEqual(['application/pdf']);
    const decoded = decodeIpp(encodeIpp(request));
    expect(decoded.ok && [...decoded.value.data]).toEqual([1, 2, 3]);
  });

  it('on a job names it right behind the printer', () => {
    const names = cancelJob(target, 5).groups[0]?.attributes.map(({ name }) => name);
    expect(names?.slice(0, 4)).toEqual(['attributes-charset', 'attributes-natural-language', 'printer-uri', 'job-id']);
    expect(numberOf(cancelJob(target, 5), 'operation', 'job-id')).toBe(5);
  });

  it('for the jobs gets one group for each', () => {
    const answer = { ...getJobs(target, 'completed'), groups: [jobGroup(1), jobGroup(2)] };
    expect(jobsIn(answer).map(({ id, name }) => `${id} ${name}`)).toEqual(['1 job 1', '2 job 2']);
  });
});
