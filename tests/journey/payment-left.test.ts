import { expect, test } from 'vitest';
import { serviceView } from '../../main/catalogue/service-view.ts';
import type { Step } from '../../main/contract/session-snapshot.ts';
import { advance, journeyOf, type JourneyState } from '../../main/journey/journey.ts';
import type { JourneyEvent } from '../../main/journey/journey-state.ts';
import { journeyActions } from '../../main/journey/journey-actions.ts';
import { journeyStep } from '../../main/journey/journey-view.ts';
import { missingWords } from '../support/missing-words.ts';
import { served, serviceOf } from '../support/served-services.ts';
import { capabilitiesOf, walk } from '../support/service-walk.ts';

const paid = served.filter(({ definition }) => definition.payment !== 'none');

test.each(paid)('$id for $group: who leaves while nobody knows of the money is given a slip', (row) => {
  const left = walk({ ...row, losesPayment: true });
  expect(left.end).toBe('paymentLeft');
  expect(left.effects.at(-1)).toBe('awaitPayment');
  expect(missingWords(left)).toBe('');
  expect(paymentIn(left.steps.at(-2)).slip).toBeNull();
  expect(paymentIn(left.steps.at(-1))).toMatchObject({ state: 'unknown', payUrl: null, slip: { state: 'printing' } });
});

test.each([
  [{ type: 'slipPrinted' }, { state: 'printed', problem: null }],
  [
    { type: 'slipFailed', problem: 'receipt-paper-out' },
    { state: 'failed', problem: 'receipt-paper-out' },
  ],
] satisfies [JourneyEvent, unknown][])('%o is shown beside the order number, and nothing leads on', (event, slip) => {
  const definition = serviceOf('passport-reissue');
  const { state } = walk({ definition, group: 'mainland', losesPayment: true });
  const turn = advance(journeyOf(definition), state, event);
  expect(viewOf(turn.state)).toMatchObject({ slip, orderId: state.context.payment?.orderId });
  expect(journeyActions(turn.state)).toEqual([]);
});

const viewOf = (state: JourneyState) =>
  paymentIn(journeyStep(state, serviceView(state.context.definition, everything)));
const everything = capabilitiesOf({ definition: serviceOf('passport-reissue'), group: 'mainland' });

function paymentIn(step: Step | null | undefined) {
  if (step?.name !== 'pay') throw new Error(`${String(step?.name)} is no payment`);
  return step.payment;
}
