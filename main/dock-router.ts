import { implement } from '@orpc/server';
import type { SimulatedHall } from './simulated-hall.ts';
import { dockContract, type DockState } from './contract/dock-contract.ts';
import { newest } from './kiosk-router.ts';

/** The developer's hands on the simulators. Never packaged. */
export function dockRouter(
  hall: SimulatedHall,
  state: () => DockState,
  onChanged: (listener: () => void) => () => void,
) {
  const dock = implement(dockContract).dock;
  const done = { done: true } as const;
  return implement(dockContract).router({
    dock: {
      state: dock.state.handler(({ signal }) => newest((tell) => onChanged(() => tell(state())), state, signal)),
      card: dock.card.handler(({ input }) => {
        hall.card(input.action);
        return done;
      }),
      reader: dock.reader.handler(({ input }) => {
        hall.readerCable(input.action);
        return done;
      }),
      receiptPrinter: dock.receiptPrinter.handler(({ input }) => {
        hall.receiptPrinter.setFault(input.fault);
        return done;
      }),
      documentPrinter: dock.documentPrinter.handler(async ({ input }) => {
        await hall.documentPrinter.setFault(input.fault);
        return done;
      }),
      gateway: dock.gateway.handler(async ({ input }) => {
        await hall.gatewayBehaves(input.behaviour);
        return done;
      }),
    },
  });
}
