import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PushParser } from '../../../devices/transport/push-line.ts';
import { DAMAGED_FRAMES, DAMAGED_FRAMES_MS, mutations, pieces } from '../../support/mutations.ts';

/** The same cases at every run; a failure prints the path to its own. */
const SEED = 20_261_121;

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

    it(
      `never throws and never piles up, in ${DAMAGED_FRAMES} mutated frames`,
      () => {
        const parser = fresh();
        let most = 0;
        let seen = 0;
        // Not fast-check here: it takes longer for its bookkeeping than the parsers for their work.
        const { mutate } = mutations(SEED);
        for (let frame = 0; frame < DAMAGED_FRAMES; frame += 1) {
          seen += parser.push(mutate(shortScan)).length;
          most = Math.max(most, parser.pendingBytes);
          if (frame % 50 === 0) seen += parser.quiet().length;
        }
        expect(most).toBeLessThanOrEqual(mostPendingBytes);
        expect(seen).toBeGreaterThan(0);
      },
      DAMAGED_FRAMES_MS,
    );

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
