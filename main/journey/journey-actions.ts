import type { VisitorAction } from '../contract/session-snapshot.ts';
import { stateName, type JourneyState } from './journey.ts';

/** States in which a machine works for the visitor and nobody is expected to touch anything; each has its own time-out. */
const busyStates = new Set([
  'findingRecord',
  'comparingFace',
  'comparingFinger',
  'openingCase',
  'openingPayment',
  'closingPayment',
  'writingEndorsement',
  'dispensingCard',
  'refunding',
  'storing',
  'issuing',
  'printingDocument',
  'printingReceipt',
]);
export const isBusy = (state: JourneyState): boolean => busyStates.has(stateName(state));

/** Where a device is asked, and a hand could do it. */
const byHand = new Set(['placeCard', 'scanDocument', 'documentGivenUp', 'scanCode', 'insertPermit']);

const answerable = new Set(['idNumber', 'personName', 'field', 'scanField', 'typedDocument', 'defence']);

/** The buttons of the frame that lead somewhere now. */
export function journeyActions(state: JourneyState): VisitorAction[] {
  const actions: VisitorAction[] = [];
  if (state.can({ type: 'back' })) actions.push('back');
  if (state.can({ type: 'next' }) || answerable.has(stateName(state))) actions.push('next');
  if (state.can({ type: 'anotherWay' })) actions.push('anotherWay');
  if (byHand.has(stateName(state))) {
    if (state.can({ type: 'chooseMethod', method: 'type' })) actions.push('type');
    if (state.can({ type: 'chooseMethod', method: 'typedDocument' })) actions.push('typeDocument');
  }
  return actions;
}
