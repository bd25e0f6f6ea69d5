import { basisView } from '../catalogue/service-view.ts';
import type { HallPlace } from '../contract/hall-place.ts';
import type { RefusalView } from '../contract/service-view.ts';
import type { JourneyContext } from './journey-state.ts';

/** What a refusal says, and where it sends the visitor; a reason that the service does not know leads to the counter. */
export function refusalView(
  definition: JourneyContext['definition'],
  refusal: JourneyContext['refusal'],
  places: readonly HallPlace[],
): RefusalView {
  const known = definition.refusals.find(({ id }) => id === refusal?.reason);
  const basis = known?.basis === undefined ? undefined : definition.basis[known.basis];
  return {
    reason: known?.id ?? 'notHere',
    from: refusal?.from ?? null,
    basis: basis ? basisView(basis) : null,
    place: places.find(({ kind }) => kind === known?.place) ?? null,
  };
}
