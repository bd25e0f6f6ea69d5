/** What can go wrong with one answer of a simulated printer on its way, in the words of every line. */
export const answerFaults = [
  /** The cable is pulled after so many bytes of the answer. */
  'unplug',
  'silent',
  'cutShort',
  /** The last byte of the answer is wrong. */
  'wrongChecksum',
  'junkBefore',
  /** More bytes than any printer has to say. */
  'babble',
  'oneByteChunks',
] as const;
export type AnswerFault = (typeof answerFaults)[number];

export const isAnswerFault = (name: string): name is AnswerFault => answerFaults.some((fault) => fault === name);

export interface SpoiltAnswer {
  readonly pieces: readonly Uint8Array[];
  /** `complete`, or the connection breaks, or nothing more comes. */
  readonly end: 'complete' | 'broken' | 'never';
}

const BABBLE_BYTES = 1024 * 1024;

/** `byte`: how many bytes of the answer still leave. */
export function spoilt(fault: AnswerFault | null, byte: number | null, bytes: Uint8Array): SpoiltAnswer {
  switch (fault) {
    case null:
      return { pieces: [bytes], end: 'complete' };
    case 'silent':
      return { pieces: [], end: 'never' };
    case 'unplug':
      return { pieces: [bytes.subarray(0, byte ?? 0)], end: 'broken' };
    case 'cutShort':
      return { pieces: [bytes.subarray(0, byte ?? bytes.length >> 1)], end: 'broken' };
    case 'wrongChecksum':
      return { pieces: [Uint8Array.of(...bytes.subarray(0, -1), (bytes.at(-1) ?? 0) ^ 0xff)], end: 'complete' };
    case 'junkBefore':
      return { pieces: [Uint8Array.of(0x00, 0xff, 0x41), bytes], end: 'complete' };
    case 'babble':
      return { pieces: [new Uint8Array(BABBLE_BYTES).fill(0x41)], end: 'complete' };
    case 'oneByteChunks':
      return { pieces: Array.from(bytes, (each) => Uint8Array.of(each)), end: 'complete' };
  }
}
