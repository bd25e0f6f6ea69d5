import { codeOf, LONGEST_CODE_BYTES, type CodeEvent, type CodeParser } from './code-text.ts';

const CR = 0x0d;
const LF = 0x0a;
const isEnd = (byte: number): boolean => byte === CR || byte === LF;

/** Codes ended by CR, LF or both. */
export function lineCodes(): CodeParser {
  let line: number[] = [];
  let isDiscarding = false;
  let isEnded = true;

  function take(byte: number): CodeEvent[] {
    isEnded = isEnd(byte);
    if (isDiscarding) return [];
    if (!isEnded) line.push(byte);
    const isOver = isEnded ? line.length > 0 : byte < 0x20 || line.length > LONGEST_CODE_BYTES;
    if (!isOver) return [];
    const event: CodeEvent = isEnded ? codeOf(line) : { kind: 'unusable' };
    isDiscarding = event.kind === 'unusable';
    line = [];
    return [event];
  }

  return {
    push: (bytes) => Array.from(bytes).flatMap(take),
    quiet() {
      // A scanner that ends no code as the profile says is another one, or set up otherwise.
      const isMisfit = !isEnded;
      line = [];
      isDiscarding = false;
      isEnded = true;
      return isMisfit ? [{ kind: 'misfit' }] : [];
    },
    get pendingBytes() {
      return line.length;
    },
  };
}
