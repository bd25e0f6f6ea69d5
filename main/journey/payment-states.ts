import type { Neighbours, States } from './part-states.ts';

/**
 * The treasury's code on the screen until the gateway says that it was paid, or that nobody can pay it any more. Going
 * back closes the order first: what is closed cannot be paid behind the visitor's back.
 */
export function paymentStates({ next, back }: Neighbours): States {
  return {
    pay: {
      always: [
        { target: next, guard: 'nothingToPay' },
        // Nobody can be asked for money without the network: it is paid when the thing is collected.
        { target: next, guard: 'withoutGateway' },
        { target: 'payChoice', guard: 'paysAfter' },
        { target: 'openingPayment' },
      ],
    },
    payChoice: { on: { payNow: 'openingPayment', payLater: next } },
    openingPayment: {
      entry: { type: 'begin', params: { effect: 'openPayment' } },
      exit: 'cease',
      on: {
        paymentOpened: { target: 'paying', actions: ['takePayment', 'calm'] },
        paymentNotOpened: { target: 'payFailed', actions: 'note' },
      },
    },
    paying: {
      entry: { type: 'begin', params: { effect: 'awaitPayment' } },
      exit: 'cease',
      on: {
        paymentChanged: [
          { target: next, guard: 'paid', actions: ['takePayment', 'calm'] },
          { target: 'payFailed', guard: 'paymentFailed', actions: ['takePayment', 'note'] },
          { actions: ['takePayment', 'note'] },
        ],
        back: { target: 'closingPayment', guard: 'paymentWaits' },
        payLater: { target: 'closingPayment', guard: 'paysAfterAndWaits' },
        // The page says by itself what is not known: who leaves is not asked to wait.
        stopWaiting: { target: 'paymentLeft', guard: 'paymentUnknown', actions: 'calm' },
      },
    },
    closingPayment: {
      entry: { type: 'begin', params: { effect: 'closePayment' } },
      exit: 'cease',
      on: {
        paymentChanged: [
          { target: next, guard: 'paid', actions: ['takePayment', 'calm'] },
          { target: 'payBack', guard: 'paymentFailed', actions: 'takePayment' },
          { target: 'paying', actions: ['takePayment', 'note'] },
        ],
      },
    },
    payBack: { always: [{ target: 'payChoice', guard: 'paysAfter' }, { target: back }] },
    payFailed: {
      exit: 'calm',
      on: { next: 'openingPayment', payLater: { target: next, guard: 'paysAfter' }, back: 'payBack' },
    },
    // What was confirmed is not lost to them: the order is brought to its end without them, and counted or given back.
    paymentLeft: {
      entry: ['slipMoves', { type: 'begin', params: { effect: 'printSlip' } }],
      exit: 'cease',
      on: { slipPrinted: { actions: 'slipOut' }, slipFailed: { actions: 'slipFailed' } },
    },
  };
}
