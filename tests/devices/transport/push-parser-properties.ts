import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PushParser } from '../../../devices/transport/push-line.ts';

/** The same cases at every run; a failure prints the path to its own. */
const SEED = 20_261_121;
const MUTATED_FRAMES = 100_000;

/** Cuts bytes at arbitrary places. */
export function pieces(whole: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const at = [0, ...cuts.map((cut) => cut % (whole.length + 1)).toSorted((a, b) => a - b), whole.length];
  return at.slice(1).map((end, index) => whole.subarray(at[index], end));
}

const check = (property: fc.IRawProperty<unknown>): unknown => fc.assert(property, { seed: SEED, numRuns: 300 });

/** What every parser of pushed scans must keep, whatever it is thrown. */
export function pushParserProperties<Event extends { readonly kind: string }>(options: {
  readonly name: string;
  readonly parser: () => PushParser<Event>;
  /** Scans as a scanner sends them, each with the events that it gives, the pause behind it included. */
  readonly scans: readonly { readonly bytes: Uint8Array; readonly events: readonly Event[] }[];
  /** A short scan, to be damaged in many ways. */
  readonly shortScan: Uint8Array;
  /** More is never kept. */
  readonly mostPendingBytes: number;
  /** The kinds that would be a scan. */
  readonly scanKinds: readonly Event['kind'][];
}): void {
  const { parser: fresh, scans, shortScan, mostPendingBytes, scanKinds } = options;
  const scan = fc.constantFrom(...scans);
  const noise = fc.uint8Array({ maxLength: 200 });
  const cuts = fc.array(fc.nat(), { maxLength: 20 });

  describe(`the parser of ${options.name}`, () => {
    it('reads what a scanner sends', () => {
      for (const { bytes, events } of scans) {
        const parser = fresh();
        expect([...parser.push(bytes), ...parser.quiet()]).toEqual(events);
        expect(parser.pendingBytes).toBe(0);
      }
    });

    it('gives the same events however the bytes are cut', () => {
      const stream = fc.array(
        fc.oneof(
          noise,
          scan.map(({ bytes }) => bytes),
        ),
        { maxLength: 4 },
      );
      check(
        fc.property(stream, cuts, (parts, at) => {
          const whole = Uint8Array.from(parts.flatMap((part) => [...part]));
          const [atOnce, cut] = [fresh(), fresh()];
          const wanted = atOnce.push(whole);
          expect(pieces(whole, at).flatMap((piece) => cut.push(piece))).toEqual(wanted);
          expect(cut.pendingBytes).toBe(atOnce.pendingBytes);
          expect(cut.quiet()).toEqual(atOnce.quiet());
        }),
      );
    });

    it('is itself again after any junk and a pause', () => {
      check(
        fc.property(noise, scan, (junk, { bytes, events }) => {
          const parser = fresh();
          parser.push(junk);
          parser.quiet();
          expect(parser.pendingBytes).toBe(0);
          expect([...parser.push(bytes), ...parser.quiet()]).toEqual(events);
        }),
      );
    });

    it('is itself again after a scan that was cut anywhere, and a pause', () => {
      check(
        fc.property(scan, fc.nat(), scan, (cut, at, { bytes, events }) => {
          const parser = fresh();
          parser.push(cut.bytes.subarray(0, at % cut.bytes.length));
          parser.quiet();
          expect([...parser.push(bytes), ...parser.quiet()]).toEqual(events);
        }),
      );
    });

    it('tells what is not of its framing', () => {
      const junk = Uint8Array.from({ length: 64 }, (_, at) => 0x80 + at);
      const parser = fresh();
      expect([...parser.push(junk), ...parser.quiet()].map(({ kind }) => kind)).toContain('misfit');
    });

    it(`never throws and never piles up, in ${MUTATED_FRAMES} mutated frames`, () => {
      const parser = fresh();
      let most = 0;
      let seen = 0;
      // Not fast-check here: it takes longer for its bookkeeping than the parsers for their work.
      for (let frame = 0, state = SEED; frame < MUTATED_FRAMES; frame += 1) {
        const mutated = Uint8Array.from(shortScan);
        for (let flip = 0; flip < 1 + (frame % 4); flip += 1) {
          state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
          mutated[(state >>> 8) % mutated.length]! ^= 1 + ((state >>> 24) % 255);
        }
        const events = parser.push(mutated.subarray(0, frame % 5 === 0 ? state % mutated.length : mutated.length));
        seen += events.length;
        most = Math.max(most, parser.pendingBytes);
        if (frame % 50 === 0) seen += parser.quiet().length;
      }
      expect(most).toBeLessThanOrEqual(mostPendingBytes);
      expect(seen).toBeGreaterThan(0);
    });

    it('keeps its memory bounded in a megabyte of beginnings and in one of text', () => {
      const [first] = scans;
      const beginning = first!.bytes.subarray(0, Math.ceil(first!.bytes.length / 2));
      const text = new TextEncoder().encode('A1<');
      for (const part of [beginning, text]) {
        const parser = fresh();
        const piece = Uint8Array.from({ length: 4096 }, (_, at) => part[at % part.length]!);
        for (let sent = 0; sent < 1_048_576; sent += piece.length) {
          for (const event of parser.push(piece)) if (part === text) expect(scanKinds).not.toContain(event.kind);
          expect(parser.pendingBytes).toBeLessThanOrEqual(mostPendingBytes);
        }
      }
    });
  });
}
