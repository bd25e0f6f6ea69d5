import { seededRandom } from '../../../main/contract/seeded-random.ts';
import { median, rounded } from '../times.ts';
import { parsers, type BenchedParser } from './parsers.ts';

/** Of the time that the same bytes take on their line: what is left is the driver's, the screen's and everybody else's. */
const TARGET_PERCENT = 1;
/** Noise is looked through byte by byte, and comes when a cable breaks. */
const NOISE_TARGET_PERCENT = 5;
/** Of each parser in each round. */
const ROUND_BYTES = 128 * 1024;
const ROUNDS = 7;

/** How fast every parser reads, beside a loop that touches each byte once, in turns with it. One processor, in memory. */
export async function frameParseBench(): Promise<{ name: string; rows: Record<string, string | number>[] }> {
  return {
    name: `parsers: targets ≤ ${TARGET_PERCENT} % of the line's time for answers, ≤ ${NOISE_TARGET_PERCENT} % for noise`,
    rows: parsers.map(row),
  };
}

function row(parser: BenchedParser): Record<string, string | number> {
  const messages = Array.from({ length: Math.ceil(ROUND_BYTES / parser.message.length) }, () =>
    inPieces(parser.message, parser.pieceBytes),
  );
  const noise = [inPieces(noiseOf(ROUND_BYTES), parser.pieceBytes)];
  const times = { floor: [0], parse: [0], noise: [0] };
  for (let round = 0; round <= ROUNDS; round += 1) {
    const measured = {
      floor: timeOf(() => touch(messages)),
      parse: timeOf(() => read(parser, messages, parser.events * messages.length)),
      noise: timeOf(() => read(parser, noise, null)),
    };
    // The first round is for the compiler.
    if (round === 0) for (const name of kinds) times[name] = [];
    else for (const name of kinds) times[name].push(measured[name]);
  }
  const bytes = messages.length * parser.message.length;
  const percentOfLine = (ms: number, ofBytes: number): number => (ms / 10 / ofBytes) * parser.bytesPerSecond;
  const [share, noiseShare] = [
    percentOfLine(median(times.parse), bytes),
    percentOfLine(median(times.noise), ROUND_BYTES),
  ];
  return {
    parser: parser.name,
    bytes: parser.message.length,
    'MB/s': rounded(bytes / 1000 / median(times.parse)),
    '× touching each byte': rounded(median(times.parse) / median(times.floor)),
    '% of the line': toThousandth(share),
    'noise, % of the line': toThousandth(noiseShare),
    met: share <= TARGET_PERCENT && noiseShare <= NOISE_TARGET_PERCENT ? 'yes' : 'no',
  };
}

const kinds = ['floor', 'parse', 'noise'] as const;
const toThousandth = (percent: number): number => Math.round(percent * 1000) / 1000;

const inPieces = (bytes: Uint8Array, size: number): Uint8Array[] =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );

function noiseOf(length: number): Uint8Array {
  const random = seededRandom(7);
  return Uint8Array.from({ length }, () => Math.floor(random() * 256));
}

function timeOf(work: () => unknown): number {
  const startMs = performance.now();
  work();
  return performance.now() - startMs;
}

/** The floor: whoever reads a message has to look at it. */
function touch(messages: readonly Uint8Array[][]): number {
  let sum = 0;
  for (const pieces of messages) {
    for (const piece of pieces) for (let at = 0; at < piece.length; at += 1) sum = (sum + (piece[at] ?? 0)) | 0;
  }
  return sum;
}

/** Throws when it does not find what is there: a parser that reads nothing is fast. */
function read({ name, open }: BenchedParser, messages: readonly Uint8Array[][], expected: number | null): void {
  const parser = open();
  let events = 0;
  for (const pieces of messages) {
    for (const piece of pieces) events += parser.push(piece).length;
    events += parser.quiet?.().length ?? 0;
  }
  if (expected !== null && events !== expected) throw new Error(`${name}: ${events} events instead of ${expected}`);
}
