import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../main/submission/canonical-json.ts';

describe('canonical JSON', () => {
  it('says the same as JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('does not depend on the order in which the keys were written', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).toReversed());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
      }),
    );
  });

  it('orders keys by code units and leaves out what is undefined', () => {
    expect(canonicalJson({ b: 1, '\u{20ac}': 2, a: undefined, B: [null, true], 1: 'x' })).toBe(
      '{"1":"x","B":[null,true],"b":1,"€":2}',
    );
  });

  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], [1n], [() => 1], [[undefined]]])('throws for %s', (value) => {
    expect(() => canonicalJson({ value })).toThrow(TypeError);
  });
});
