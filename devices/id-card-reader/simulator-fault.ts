import { answerFrame } from './protocol.ts';

/** What goes wrong between a module and its host. */
export type SimulatorFault =
  | { readonly kind: 'wrongChecksum' }
  | { readonly kind: 'cutShort'; readonly keptBytes: number }
  | { readonly kind: 'silent' }
  | { readonly kind: 'junkBefore'; readonly junk: Uint8Array }
  /** Noise without end in place of an answer. */
  | { readonly kind: 'babble'; readonly bytes: number }
  /** The module says this SW3; see `moduleAnswers` in protocol.ts. */
  | { readonly kind: 'says'; readonly sw3: number };

/** The bytes that arrive when this fault meets this frame. */
export function faultyFrame(frame: Uint8Array, fault: SimulatorFault): Uint8Array {
  switch (fault.kind) {
    case 'wrongChecksum':
      return Uint8Array.of(...frame.subarray(0, -1), (frame.at(-1) ?? 0) ^ 0xff);
    case 'cutShort':
      return frame.slice(0, fault.keptBytes);
    case 'silent':
      return new Uint8Array();
    case 'junkBefore':
      return Uint8Array.of(...fault.junk, ...frame);
    case 'babble':
      return noise(fault.bytes);
    case 'says':
      return answerFrame(fault.sw3);
  }
}

/** Noise with many preambles in it, the hardest kind for a reader of frames. */
function noise(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0, state = 7; at < length; at += 1) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    bytes[at] = at % 64 < 5 ? [0xaa, 0xaa, 0xaa, 0x96, 0x69][at % 64]! : state >>> 16;
  }
  return bytes;
}
