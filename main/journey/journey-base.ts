import { setup } from 'xstate';
import type { ProblemCode } from '../contract/problem.ts';
import type { PaperView } from '../contract/result-view.ts';
import type { EffectName, JourneyContext, JourneyEvent, JourneyRules } from './journey-state.ts';

type Of<T extends JourneyEvent['type']> = Extract<JourneyEvent, { type: T }>;

export const isOf = <T extends JourneyEvent['type']>(event: JourneyEvent, type: T): event is Of<T> =>
  event.type === type;

/** The event, known to be of one type: a chart that calls an action for another type is wrong. */
export function expect<T extends JourneyEvent['type']>(event: JourneyEvent, type: T): Of<T> {
  if (!isOf(event, type)) throw new Error(`${type} expected, ${event.type} received`);
  return event;
}

const problemOf: Partial<Record<JourneyEvent['type'], (event: JourneyEvent) => ProblemCode>> = {
  faceNotMatched: () => 'face-not-matched',
  fingerNotMatched: () => 'finger-not-matched',
  paperMissing: () => 'paper-not-seen',
  officerRefused: () => 'officer-refused',
  officerNoAnswer: () => 'officer-no-answer',
  issueDelayed: () => 'issue-delayed',
  issueRefused: () => 'issue-refused',
  cameraFault: (event) => (isOf(event, 'cameraFault') ? `camera-${event.fault}` : 'camera-lost'),
};

/** What the event says went wrong, in the visitor's terms. */
export function problemIn(event: JourneyEvent): ProblemCode | null {
  if ('problem' in event) return event.problem;
  return problemOf[event.type]?.(event) ?? null;
}

export const paper = (state: PaperView['state'], problem: ProblemCode | null = null): PaperView => ({ state, problem });

// XState reads only the type of this.
const journeyTypes: { context: JourneyContext; events: JourneyEvent; input: { rules: JourneyRules } } =
  Object.create(null);

const typed = setup({ types: journeyTypes });
export const { assign } = typed;

/** What every part of the chart may do. */
export const journeyBase = typed.extend({
  actions: {
    /** Asks the session for work; `begin` names it, `cease` ends what still runs. */
    begin: (_: unknown, _params: { effect: EffectName }) => {},
    cease: () => {},
    calm: assign({
      problem: null,
      wrongFields: [],
      numberFault: null,
      nameFault: null,
      fieldFault: null,
      fieldWarning: null,
    }),
    note: assign({ problem: ({ event }) => problemIn(event) }),
  },
});
