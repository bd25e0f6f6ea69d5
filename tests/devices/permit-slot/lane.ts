import { crtPermitSlot, type CrtPermitSlot, type PermitSlotDelays } from '../../../devices/permit-slot/driver.ts';
import type { PermitSlotProfile } from '../../../devices/permit-slot/profile.ts';
import { permitSlotSimulator, type PermitSlotSimulator } from '../../../devices/permit-slot/simulator.ts';
import { inMemory, overPty, withHands, type DeviceLane, type Ends } from '../../support/device-lane.ts';
import { garbler, tapped, type Tap } from '../../support/tapped-channel.ts';
import type { OpenByHand } from './by-hand.ts';

export type Lane = DeviceLane<CrtPermitSlot, PermitSlotSimulator>;
export interface LaneOptions {
  readonly profile?: Partial<PermitSlotProfile>;
  readonly delays?: Partial<PermitSlotDelays>;
  readonly moveMs?: number;
  readonly writeMs?: number;
  /** What is so before the driver starts. */
  readonly before?: (simulator: PermitSlotSimulator) => void;
}
export type OpenLane = (options?: LaneOptions) => Promise<Lane>;

function ends(
  { delays = {}, before, ...options }: LaneOptions,
  tap: Tap = (bytes) => bytes,
): Ends<CrtPermitSlot, PermitSlotSimulator> {
  const profile = { driver: 'crt-571', ...options.profile } as const;
  return {
    device: (channel, clock) => crtPermitSlot({ channel: tapped(channel, tap), clock, profile, delays }),
    simulator: (end) => permitSlotSimulator({ ...end, ...options, profile }),
    before,
  };
}

export async function memoryLane(options: LaneOptions = {}) {
  const { tap, garble } = garbler();
  return { ...(await inMemory(ends(options, tap))), garble };
}

export const quickDelays: PermitSlotDelays = {
  acknowledgeTimeoutMs: 150,
  answerTimeoutMs: 250,
  movementTimeoutMs: 400,
  chipTimeoutMs: 250,
  writeTimeoutMs: 600,
  writePollMs: 10,
  quietMs: 5,
  insertTimeoutMs: 250,
  pollMs: 10,
  heartbeatMs: 60,
  reopenAfterMs: 20,
};

/** The same, with short delays. */
export const ptyLane: OpenLane = (options) =>
  overPty(ends({ moveMs: 20, writeMs: 100, ...options, delays: { ...quickDelays, ...options?.delays } }));

/** Slow enough that a hand can hold a card back. */
export const byHand =
  (open: OpenLane): OpenByHand =>
  (delays) =>
    withHands(open({ delays: { movementTimeoutMs: 5000, ...delays }, moveMs: 300 }), (simulator, lane) => {
      const insertCard = (): Promise<void> => lane.until(() => simulator.insertCard());
      return {
        insertCard,
        takeCard: async () => void simulator.takeCard(),
        async holdBackCard() {
          await insertCard();
          await lane.until(() => lane.device.status().media === 'entering');
          simulator.cardPulledByVisitor();
        },
      };
    });
