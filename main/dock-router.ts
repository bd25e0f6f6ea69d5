import { implement, ORPCError } from '@orpc/server';
import { dockContract, type DockState } from './contract/dock-contract.ts';
import type { DeviceName } from './contract/device-status.ts';
import { newest } from './kiosk-router.ts';
import type { SimulatedHall, SimulatedMachine } from './simulated-hall.ts';

/** The developer's hands on the simulators. Never packaged. */
export function dockRouter(
  hall: SimulatedHall,
  state: () => DockState,
  onChanged: (listener: () => void) => () => void,
) {
  const dock = implement(dockContract).dock;
  const done = { done: true } as const;
  const machine = (device: DeviceName): SimulatedMachine => {
    const found = hall.machines[device];
    if (!found) throw new ORPCError('NOT_FOUND', { message: `${device} is not simulated here` });
    return found;
  };
  return implement(dockContract).router({
    dock: {
      state: dock.state.handler(({ signal }) => newest((tell) => onChanged(() => tell(state())), state, signal)),
      hand: dock.hand.handler(async ({ input }) => {
        const act = machine(input.device).hands[input.act];
        if (!act) throw new ORPCError('BAD_REQUEST', { message: `no hand does ${input.act} at ${input.device}` });
        await act();
        return done;
      }),
      play: dock.play.handler(({ input: { device, ...step } }) => {
        try {
          machine(device).simulator.play(step);
        } catch (error) {
          throw new ORPCError('BAD_REQUEST', { message: error instanceof Error ? error.message : 'no such scenario' });
        }
        return done;
      }),
      heal: dock.heal.handler(({ input }) => {
        machine(input.device).simulator.heal();
        return done;
      }),
      gateway: dock.gateway.handler(async ({ input }) => {
        await hall.gatewayBehaves(input.behaviour);
        return done;
      }),
    },
  });
}

/** What can be done at each simulated machine, for the dock's buttons. */
export const simulatedMachines = (hall: SimulatedHall): DockState['machines'] =>
  Object.fromEntries(
    Object.entries(hall.machines).map(([name, { simulator, hands }]) => [
      name,
      { hands: Object.keys(hands), commands: simulator.commands, faults: simulator.faults },
    ]),
  );
