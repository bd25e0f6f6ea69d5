import type { Hint } from './quality.ts';

/** What the capture screen knows between two checks of the picture. */
export interface CaptureState {
  /** Null until the first check. */
  readonly hint: Hint | null;
  readonly goodChecks: number;
  /** While the countdown runs. */
  readonly secondsLeft: number | null;
  /** The photo has been asked for and is not there yet. */
  readonly taking: boolean;
}

export type CaptureEvent =
  | { readonly type: 'checked'; readonly hint: Hint }
  | { readonly type: 'secondPassed' }
  | { readonly type: 'shutter' }
  | { readonly type: 'missed' }
  /** The photo is made, and there may be another one to take: the countdown begins anew. */
  | { readonly type: 'taken' }
  /** The camera has a fault, or shows a picture again: what was known of the picture is over. */
  | { readonly type: 'interrupted' };

/** So many good checks in a row start the countdown: one alone may be somebody walking past. */
export const STEADY_CHECKS = 3;
/** Time to compose oneself, shown as 3-2-1. */
export const COUNTDOWN_SECONDS = 3;

export const beforeCapture: CaptureState = { hint: null, goodChecks: 0, secondsLeft: null, taking: false };

/** The next state. A countdown ends at once when the picture is no longer good; a photo is only taken of a good one. */
export function nextCapture(state: CaptureState, event: CaptureEvent): CaptureState {
  switch (event.type) {
    case 'checked': {
      if (state.taking) return { ...state, hint: event.hint };
      if (event.hint !== 'good') return { ...beforeCapture, hint: event.hint };
      const goodChecks = state.goodChecks + 1;
      const starts = goodChecks === STEADY_CHECKS;
      return { ...state, hint: 'good', goodChecks, secondsLeft: starts ? COUNTDOWN_SECONDS : state.secondsLeft };
    }
    case 'secondPassed': {
      if (state.secondsLeft === null) return state;
      return state.secondsLeft > 1
        ? { ...state, secondsLeft: state.secondsLeft - 1 }
        : { ...state, secondsLeft: null, taking: true };
    }
    case 'shutter':
      return state.hint === 'good' && !state.taking ? { ...state, secondsLeft: null, taking: true } : state;
    case 'missed':
    case 'taken':
      return { ...beforeCapture, hint: state.hint };
    case 'interrupted':
      return beforeCapture;
    default:
      return event satisfies never;
  }
}
