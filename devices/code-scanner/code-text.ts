import type { Misfit, PushParser } from '../transport/push-line.ts';
import { longestCode } from './code-scanner.ts';

export type CodeEvent =
  | { readonly kind: 'code'; readonly text: string }
  /** Told once; what follows until the next pause is thrown away. */
  | { readonly kind: 'unusable' }
  | Misfit;

export type CodeParser = PushParser<CodeEvent>;

/** What `longestCode` characters take in UTF-8 at most. */
export const LONGEST_CODE_BYTES = longestCode * 4;

/** Controls, and what stands for a character that could not be read. */
const unusable = /[\p{Cc}\uFFFD]/u;

/** The text of a code, or that no kiosk can use it. */
export function codeOf(bytes: readonly number[]): CodeEvent {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
    return text.length > longestCode || unusable.test(text) ? { kind: 'unusable' } : { kind: 'code', text };
  } catch {
    return { kind: 'unusable' };
  }
}
