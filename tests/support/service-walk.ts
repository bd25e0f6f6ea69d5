import { serviceView, type Capabilities } from '../../main/catalogue/service-view.ts';
import type { ServiceDefinition } from '../../main/catalogue/service-definition.ts';
import { deviceNames, type DeviceName } from '../../main/contract/device-status.ts';
import { placeKinds, type HallPlace } from '../../main/contract/hall-place.ts';
import type { IdentityMethod, Step } from '../../main/contract/session-snapshot.ts';
import type { VisitorGroup } from '../../main/contract/visitor-group.ts';
import {
  advance,
  begin,
  journeyOf,
  stateName,
  type JourneyOrder,
  type JourneyState,
} from '../../main/journey/journey.ts';
import type {
  EffectName,
  JourneyContext,
  JourneyEvent,
  JourneyOutcome,
  JourneyRules,
} from '../../main/journey/journey-state.ts';
import { journeyStep } from '../../main/journey/journey-view.ts';
import { answerTo, type VisitorChoices } from './generic-visitor.ts';
import { outcomeOf, type WorldMood } from './generic-world.ts';
import { first, today } from './valid-values.ts';
import { wander, type Whim } from './wandering-visitor.ts';

/** No journey is longer: a visit that goes round in circles fails. */
const mostTurns = 400;

export interface WalkOptions extends Partial<VisitorChoices>, Partial<WorldMood> {
  readonly definition: ServiceDefinition;
  readonly group: VisitorGroup;
  readonly brokenDevices?: readonly DeviceName[];
  /** A visitor who changes their mind; without it they go straight on. */
  readonly whim?: Whim;
  /** Rows that are changed at the review, one after the other. */
  readonly changes?: readonly string[];
}

export interface Walk {
  /** What was shown, in order, without what was shown twice running. */
  readonly steps: readonly Step[];
  readonly effects: readonly EffectName[];
  /** The name of the state in which it ended. */
  readonly end: string;
  readonly context: JourneyContext;
  readonly state: JourneyState;
}

/** Walks one journey from its first page until it ends, is refused, or nobody knows what to do next (throws). */
export function walk(options: WalkOptions): Walk {
  const { definition } = options;
  const journey = journeyOf(definition);
  const rules = rulesOf(options);
  const steps: Step[] = [];
  const effects: EffectName[] = [];
  const changes = [...(options.changes ?? [])];
  let { state, orders } = begin(journey, rules);
  for (let turns = 0; turns < mostTurns; turns += 1) {
    const name = stateName(state);
    const step = journeyStep(state, serviceView(definition, capabilitiesOf(options)), everyPlace);
    if (step && JSON.stringify(step) !== JSON.stringify(steps.at(-1))) steps.push(step);
    if (ends.has(name) || step?.name === 'refused') return { steps, effects, end: name, context: state.context, state };
    const effect = begun(orders);
    if (effect) effects.push(effect);
    const row = name === 'review' ? changes.shift() : undefined;
    const event: JourneyEvent = effect
      ? outcome(effect, state.context, options)
      : row === undefined
        ? visitorEvent(step, name, state, options)
        : { type: 'change', row };
    const turn = advance(journey, state, event);
    if (turn.state === state) throw new Error(`${definition.id}: ${event.type} does nothing in ${name}`);
    ({ state, orders } = turn);
  }
  throw new Error(`${definition.id} goes round in circles: ${steps.map((step) => step.name).join(' ')}`);
}

const ends = new Set(['result', 'stopped', 'left', 'paymentLeft']);

/** The work that was begun by the last event and not ended by it. */
function begun(orders: readonly JourneyOrder[]): EffectName | null {
  const last = orders.at(-1);
  return last?.do === 'begin' ? last.effect : null;
}

function outcome(effect: EffectName, context: JourneyContext, options: WalkOptions): JourneyOutcome {
  const { group, knows = false, refusesCase = null, birthYear = 1990, offline = false } = options;
  const { losesPayment = false, pick = first } = options;
  return outcomeOf(effect, context, { group, knows, refusesCase, birthYear, offline, losesPayment, pick });
}

function visitorEvent(step: Step | null, name: string, state: JourneyState, options: WalkOptions): JourneyEvent {
  if (!step) throw new Error(`${options.definition.id}: nothing is shown in ${name}`);
  const { group, method = null, way = 'face', response = 'accept', refusedAnswer = null } = options;
  const { pays = 'now', pick = first, whim } = options;
  const wandering = whim ? wander(step, (event) => state.can(event), whim) : null;
  return wandering ?? answerTo(step, state.context, { group, method, way, response, refusedAnswer, pays, pick });
}

export function rulesOf({ brokenDevices = [], way, offline = false }: WalkOptions): JourneyRules {
  return {
    unprintableCharacter: () => null,
    deviceWorks: (device) => !brokenDevices.includes(device) && !(way === 'officer' && device === 'fingerprintReader'),
    gatewayOnline: () => !offline,
    today: () => today,
    knowsDivision: (code) => code === '500105',
    ageInYears: (birthDate) => Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4)),
  };
}

export function capabilitiesOf({ definition, brokenDevices = [], offline = false }: WalkOptions): Capabilities {
  return {
    services: [definition],
    gateway: !offline,
    gatewayServices: offline ? [] : [definition.id],
    canKeep: true,
    permitRewriter: true,
    fittedDevices: deviceNames,
    brokenDevices: brokenDevices.map((device) => ({ device, state: 'offline', reason: null, problem: null })),
    places: everyPlace,
  };
}

/** The hall's directory, with one place of each kind. */
const everyPlace: readonly HallPlace[] = placeKinds.map((kind) => ({
  kind,
  name: { 'zh-CN': `示例${kind}`, en: `Example ${kind}` },
  address: { 'zh-CN': '示例路1号', en: '1 Example Road' },
  hours: { 'zh-CN': '周一至周五 9:00–17:00', en: 'Mon–Fri 9:00–17:00' },
  phone: '023-00000000',
  distanceMetres: 300,
}));

/** The ways in which this group may say who it is; null for a service that asks nobody. */
export const methodsOf = (definition: ServiceDefinition, group: VisitorGroup): readonly (IdentityMethod | null)[] =>
  definition.identity[group]?.methods ?? [null];
