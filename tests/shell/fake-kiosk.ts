import { implement } from '@orpc/server';
import { dockContract } from '../../main/contract/dock-contract.ts';
import { kioskContract } from '../../main/contract/kiosk-contract.ts';
import type { PreviewKiosk } from '../../main/shell/shown-kiosk.ts';

export interface FakeKiosk extends PreviewKiosk {
  /** Types of the events that the screen sent. */
  readonly received: string[];
  endSession(): void;
  stopped: boolean;
}

/** A kiosk that answers the contract and does nothing: what a shell carries is not the shell's business. */
export function fakeKiosk(): FakeKiosk {
  const received: string[] = [];
  const listeners = new Set<() => void>();
  const kiosk = implement(kioskContract);
  const dock = implement(dockContract);
  const done = { done: true } as const;
  return {
    received,
    stopped: false,
    router: kiosk.router({
      session: {
        watch: kiosk.session.watch.handler(async function* () {}),
        send: kiosk.session.send.handler(({ input }) => {
          received.push(input.type);
          return { accepted: true };
        }),
      },
      camera: {
        takePicture: kiosk.camera.takePicture.handler(() => ({ ok: false as const, error: 'offline' as const })),
      },
      catalogue: {
        search: kiosk.catalogue.search.handler(() => ({ serviceIds: ['temp-id-proof'] })),
        divisions: kiosk.catalogue.divisions.handler(() => ({ path: [], children: [] })),
      },
    }),
    dock: dock.router({
      dock: {
        state: dock.dock.state.handler(async function* () {}),
        hand: dock.dock.hand.handler(({ input }) => {
          received.push(`${input.device} ${input.act}`);
          return done;
        }),
        play: dock.dock.play.handler(() => done),
        heal: dock.dock.heal.handler(() => done),
        gateway: dock.dock.gateway.handler(() => done),
      },
    }),
    stop() {
      this.stopped = true;
      return Promise.resolve();
    },
    onSessionEnded(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    endSession() {
      for (const listener of listeners) listener();
    },
  };
}
