import { initialTransition, transition, type SnapshotFrom } from 'xstate';
import type { ServiceDefinition } from '../catalogue/service-definition.ts';
import { effectNames, initialContext, type EffectName, type JourneyEvent, type JourneyRules } from './journey-state.ts';
import { entrances, partStates } from './journey-states.ts';
import { journeySetup, type StateConfig } from './paper-words.ts';
import { commonStates } from './result-states.ts';

/** The statechart of one service, made from its definition. */
export function journeyOf(definition: ServiceDefinition) {
  // Parts name each other's states: what this service has no part for stands here empty.
  const states: Record<string, StateConfig> = { ...absent, ...commonStates };
  definition.steps.forEach((part, index) => {
    const following = definition.steps[index + 1];
    const before = definition.steps[index - 1];
    Object.assign(
      states,
      partStates[part]({
        next: following ? entrances[following].first : 'result',
        back: before ? entrances[before].back : 'left',
      }),
    );
  });
  const [first] = definition.steps;
  return journeySetup.createMachine({
    context: ({ input }) => initialContext(definition, input.rules),
    initial: first ? entrances[first].first : 'result',
    states,
  });
}

const absent: Record<string, StateConfig> = Object.fromEntries(
  ['askField', 'sign', 'refused', 'guardianAsked', 'identity', 'printingReceipt', 'review', 'scanCode', 'result'].map(
    (name) => [name, {}],
  ),
);

export type Journey = ReturnType<typeof journeyOf>;
export type JourneyState = SnapshotFrom<Journey>;

/** What the session has to do next: begin one effect, or end the running one. */
export type JourneyOrder = { readonly do: 'begin'; readonly effect: EffectName } | { readonly do: 'cease' };

export interface JourneyTurn {
  readonly state: JourneyState;
  readonly orders: readonly JourneyOrder[];
}

/** The journey's beginning. Pure, as `advance` is: nothing runs until the session carries out the orders. */
export function begin(journey: Journey, rules: JourneyRules): JourneyTurn {
  const [state, actions] = initialTransition(journey, { rules });
  return { state, orders: ordersIn(actions) };
}

/** The state after an event. An event that the state does not know changes nothing: `state` is then the same object. */
export function advance(journey: Journey, state: JourneyState, event: JourneyEvent): JourneyTurn {
  if (!state.can(event)) return { state, orders: [] };
  const [next, actions] = transition(journey, state, event);
  return { state: next, orders: ordersIn(actions) };
}

/** The name of the state: journeys are flat, so it is one word. */
export const stateName = (state: JourneyState): string => (typeof state.value === 'string' ? state.value : '');

function ordersIn(actions: readonly { readonly type: string; readonly params: unknown }[]): JourneyOrder[] {
  return actions.flatMap((action): JourneyOrder[] => {
    if (action.type === 'cease') return [{ do: 'cease' }];
    if (action.type !== 'begin') return [];
    const { params } = action;
    const effect = effectNames.find(
      (name) => typeof params === 'object' && params !== null && 'effect' in params && params.effect === name,
    );
    return effect ? [{ do: 'begin', effect }] : [];
  });
}
