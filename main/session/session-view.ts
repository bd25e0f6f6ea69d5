import { services } from '../catalogue/catalogue.ts';
import { areaViews, serviceView, type Capabilities } from '../catalogue/service-view.ts';
import type { ProblemCode } from '../contract/problem.ts';
import type {
  Belonging,
  DeviceTrouble,
  ResultView,
  SessionSnapshot,
  Step,
  VisitorAction,
} from '../contract/session-snapshot.ts';
import { stateName, type JourneyState } from '../journey/journey.ts';
import { journeyActions, journeyProgress, journeyStep } from '../journey/journey-view.ts';

/** Where the session stands between visits and in one. */
export type Phase =
  | { readonly name: 'attract' }
  | { readonly name: 'home' }
  | { readonly name: 'visit'; readonly state: JourneyState }
  | { readonly name: 'takeBelongings' };

/** States in which what was confirmed is on its way: ending now would leave the visitor without their paper. */
const underWay = new Set(['storing', 'issuing', 'printingDocument', 'printingReceipt']);
export const mayEnd = (phase: Phase): boolean =>
  phase.name === 'home' || (phase.name === 'visit' && !underWay.has(stateName(phase.state)));

export interface PhaseFacts {
  readonly capabilities: Capabilities;
  readonly outOfService: readonly DeviceTrouble[];
  readonly left: readonly Belonging[];
  readonly resultSecondsLeft: number;
}

/** The part of the snapshot that depends on where the session stands. */
export function phaseView(
  phase: Phase,
  facts: PhaseFacts,
): Pick<SessionSnapshot, 'step' | 'progress' | 'actions' | 'problem'> {
  const nothing = { progress: null, problem: null };
  switch (phase.name) {
    case 'attract':
      return { ...nothing, step: { name: 'attract', outOfService: facts.outOfService }, actions: [] };
    case 'home':
      return {
        ...nothing,
        step: { name: 'home', areas: areaViews(facts.capabilities) },
        actions: ['end', 'callOfficer'],
      };
    case 'takeBelongings':
      return { ...nothing, step: { name: 'takeBelongings', left: facts.left }, actions: ['callOfficer'] };
    case 'visit':
      return {
        step: visitStep(phase.state, facts),
        progress: journeyProgress(phase.state),
        actions: visitActions(phase),
        problem: visitProblem(phase.state),
      };
  }
}

function visitStep(state: JourneyState, facts: PhaseFacts): Step {
  const service = serviceView(state.context.definition, facts.capabilities);
  return journeyStep(state, service) ?? { name: 'result', result: resultView(state, facts) };
}

function visitActions(phase: Extract<Phase, { name: 'visit' }>): VisitorAction[] {
  return [...journeyActions(phase.state), ...(mayEnd(phase) ? (['end'] as const) : []), 'callOfficer'];
}

function visitProblem({ context }: JourneyState): ProblemCode | null {
  return context.problem ?? context.document.problem ?? context.receipt.problem;
}

function resultView({ context }: JourneyState, facts: PhaseFacts): ResultView {
  const tiles = areaViews(facts.capabilities).flatMap((area) => area.services);
  return {
    receiptNumber: context.receiptNumber ?? '',
    certificateNumber: context.certificate?.number ?? null,
    document: context.document,
    receipt: context.receipt,
    left: facts.left,
    paperMissing: false,
    offers: context.definition.offers.flatMap((id) => tiles.find((tile) => tile.id === id) ?? []),
    secondsLeft: facts.resultSecondsLeft,
  };
}

/** The definition behind a tile that can be chosen now. */
export function chosenService(id: string, capabilities: Capabilities) {
  const service = services.find((one) => one.id === id);
  return service && serviceView(service, capabilities).availability.state === 'available' ? service : null;
}
