import { k720Dispenser, type K720Dispenser, type CardDispenserDelays } from '../../../devices/card-dispenser/driver.ts';
import type { CardDispenserProfile } from '../../../devices/card-dispenser/profile.ts';
import { cardDispenserSimulator, type CardDispenserSimulator } from '../../../devices/card-dispenser/simulator.ts';
import { inMemory, overPty, withHands, type DeviceLane, type Ends } from '../../support/device-lane.ts';
import { garbler, tapped, type Tap } from '../../support/tapped-channel.ts';

export type Lane = DeviceLane<K720Dispenser, CardDispenserSimulator>;
export interface LaneOptions {
  readonly profile?: Partial<CardDispenserProfile>;
  readonly delays?: Partial<CardDispenserDelays>;
  readonly moveMs?: number;
  readonly cards?: number;
  readonly answersMovements?: boolean;
  /** What is so before the driver starts. */
  readonly before?: (simulator: CardDispenserSimulator) => void;
}
export type OpenLane = (options?: LaneOptions) => Promise<Lane>;

function ends(
  { delays = {}, before, ...options }: LaneOptions,
  tap: Tap = (bytes) => bytes,
): Ends<K720Dispenser, CardDispenserSimulator> {
  const profile = { driver: 'k720', ...options.profile } as const;
  return {
    device: (channel, clock) => k720Dispenser({ channel: tapped(channel, tap), clock, profile, delays }),
    simulator: (end) => cardDispenserSimulator({ ...end, ...options, profile }),
    before,
  };
}

export async function memoryLane(options: LaneOptions = {}) {
  const { tap, garble } = garbler();
  return { ...(await inMemory(ends(options, tap))), garble };
}

export const quickDelays: CardDispenserDelays = {
  acknowledgeTimeoutMs: 150,
  answerTimeoutMs: 250,
  movementTimeoutMs: 1500,
  quietMs: 5,
  pollMs: 10,
  heartbeatMs: 60,
  reopenAfterMs: 20,
};

/** The same, with short delays. */
export const ptyLane: OpenLane = (options) =>
  overPty(ends({ moveMs: 40, ...options, delays: { ...quickDelays, ...options?.delays } }));

export const byHand = (open: OpenLane) => () =>
  withHands(open(), (simulator) => ({ takeCard: async () => void simulator.takeCard() }));
