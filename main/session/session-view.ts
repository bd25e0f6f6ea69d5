import { areaViews, serviceView, type Capabilities } from '../catalogue/service-view.ts';
import type { ProblemCode } from '../contract/problem.ts';
import type { Belonging, ResultView } from '../contract/result-view.ts';
import type { SessionSnapshot, Step, VisitorAction } from '../contract/session-snapshot.ts';
import { stateName, type JourneyState } from '../journey/journey.ts';
import { caseFacts } from '../journey/case-facts.ts';
import { journeyProgress } from '../journey/journey-progress.ts';
import { isBusy, journeyActions } from '../journey/journey-actions.ts';
import { journeyStep } from '../journey/journey-view.ts';
import { paidView } from '../journey/paid-view.ts';
import { deviceNotice } from './device-notice.ts';

/** Where the session stands between visits and in one. */
export type Phase =
  | { readonly name: 'attract' }
  | { readonly name: 'home' }
  | { readonly name: 'visit'; readonly state: JourneyState }
  | { readonly name: 'takeBelongings' };

/** States in which what was confirmed is on its way: ending now would leave the visitor without their paper. */
const underWay = new Set([
  'openingPayment',
  'closingPayment',
  'storing',
  'issuing',
  'surrenderCard',
  'writingEndorsement',
  'dispensingCard',
  'refunding',
  'printingDocument',
  'printingReceipt',
]);
export const mayEnd = (phase: Phase): boolean =>
  phase.name === 'home' || (phase.name === 'visit' && !underWay.has(stateName(phase.state)));

export const contextIn = (phase: Phase) => (phase.name === 'visit' ? phase.state.context : null);
export const isLastPage = (phase: Phase): boolean => phase.name === 'visit' && stateName(phase.state) === 'result';
/** Whether somebody is there who can be expected to touch something; the last page has its own count. */
export const expectsTouch = (phase: Phase): boolean =>
  phase.name === 'home' || (phase.name === 'visit' && !isLastPage(phase) && !isBusy(phase.state));

export interface PhaseFacts {
  readonly capabilities: Capabilities;
  readonly left: readonly Belonging[];
  readonly belongingsProblem: ProblemCode | null;
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
      return { ...nothing, step: attractStep(facts.capabilities), actions: [] };
    case 'home':
      return {
        ...nothing,
        step: { name: 'home', areas: areaViews(facts.capabilities) },
        actions: ['end', 'callOfficer'],
      };
    case 'takeBelongings':
      return {
        progress: null,
        problem: facts.belongingsProblem,
        step: { name: 'takeBelongings', left: facts.left },
        actions: ['callOfficer'],
      };
    case 'visit':
      return {
        step: visitStep(phase.state, facts),
        progress: journeyProgress(phase.state),
        actions: visitActions(phase),
        problem: visitProblem(phase.state, facts.capabilities),
      };
  }
}

function visitStep(state: JourneyState, facts: PhaseFacts): Step {
  const service = serviceView(state.context.definition, facts.capabilities);
  return journeyStep(state, service, facts.capabilities.places) ?? { name: 'result', result: resultView(state, facts) };
}

function visitActions(phase: Extract<Phase, { name: 'visit' }>): VisitorAction[] {
  return [...journeyActions(phase.state), ...(mayEnd(phase) ? (['end'] as const) : []), 'callOfficer'];
}

/** A device that this step is about comes first: while it is away, nothing said about its last try is of use. */
function visitProblem(state: JourneyState, { brokenDevices }: Capabilities): ProblemCode | null {
  const { problem, document, receipt } = state.context;
  const notice = deviceNotice(state, brokenDevices);
  const own = problem ?? document.problem ?? receipt.problem;
  return notice?.concerns === 'thisStep' ? notice.problem : (own ?? notice?.problem ?? null);
}

const attractStep = ({ brokenDevices, canKeep }: Capabilities): Step => ({
  name: 'attract',
  outOfService: brokenDevices.map(({ device, state, reason }) => ({ device, state, reason })),
  paused: !canKeep,
});

function resultView({ context }: JourneyState, facts: PhaseFacts): ResultView {
  const tiles = areaViews(facts.capabilities).flatMap((area) => area.services);
  const { certificate, accepted } = context;
  return {
    service: serviceView(context.definition, facts.capabilities),
    outcome: certificate || context.receiptNumber === null ? 'answered' : accepted ? 'accepted' : 'provisional',
    payment: paidView(context),
    facts: context.case ? caseFacts(context.case.subject, context.item) : [],
    receiptNumber: context.receiptNumber ?? '',
    certificateNumber: context.certificate?.number ?? null,
    document: context.document,
    receipt: context.receipt,
    left: facts.left,
    paperMissing: context.paperMissing,
    offers: context.definition.offers.flatMap((id) => tiles.find((tile) => tile.id === id) ?? []),
    secondsLeft: facts.resultSecondsLeft,
  };
}

/** The definition behind a tile that can be chosen now. */
export function chosenService(id: string, capabilities: Capabilities) {
  const service = capabilities.services.find((one) => one.id === id);
  return service && serviceView(service, capabilities).availability.state !== 'counter' ? service : null;
}
