import type { Language } from '../../main/contract/language.ts';
import type { Candidate } from './candidate.ts';
import { LONGEST_TYPED } from './pinyin.ts';

/** What the keyboard holds between two keys. It forgets everything with the screen. */
export interface KeyboardState {
  readonly mode: 'pinyin' | 'latin' | 'digits';
  /** Letters typed and not yet made into characters. */
  readonly typed: string;
  /** From 0. */
  readonly page: number;
  readonly shift: boolean;
}

export type KeyboardEvent =
  | { readonly type: 'letter'; readonly letter: string }
  | { readonly type: 'delete' }
  | { readonly type: 'chosen'; readonly candidate: Candidate }
  | { readonly type: 'language'; readonly language: Language }
  | { readonly type: 'mode'; readonly mode: KeyboardState['mode'] }
  | { readonly type: 'shift' }
  | { readonly type: 'page'; readonly by: 1 | -1 }
  | { readonly type: 'cleared' };

/** Keys of one row of candidates: large ones, and few enough to take in at a glance. */
export const PAGE_SIZE = 8;

export const startOf = (language: Language): KeyboardState => ({
  mode: language === 'en' ? 'latin' : 'pinyin',
  typed: '',
  page: 0,
  shift: language === 'en',
});

/** The next state; what an event adds to the field is the keyboard's own business. */
export function nextKeyboard(state: KeyboardState, event: KeyboardEvent): KeyboardState {
  switch (event.type) {
    case 'letter':
      // A middle dot or a digit is written as it is, and never part of a syllable.
      if (state.mode !== 'pinyin' || !/^[a-z']$/.test(event.letter)) return { ...state, shift: false };
      return { ...state, page: 0, typed: (state.typed + event.letter).slice(0, LONGEST_TYPED) };
    case 'delete':
      return { ...state, page: 0, typed: state.typed.slice(0, -1) };
    case 'chosen':
      return { ...state, page: 0, typed: state.typed.slice(event.candidate.typedLength).replace(/^'+/, '') };
    case 'language':
      return startOf(event.language);
    case 'mode':
      return { ...state, mode: event.mode, typed: '', page: 0, shift: false };
    case 'shift':
      return { ...state, shift: !state.shift };
    case 'page':
      return { ...state, page: Math.max(0, state.page + event.by) };
    case 'cleared':
      return { ...state, typed: '', page: 0 };
    default:
      return event satisfies never;
  }
}
