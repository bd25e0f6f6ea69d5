import type { Clock } from '../../main/clock/clock.ts';
import { err, ok, type Result } from '../../main/contract/result.ts';
import { deviceWatch } from '../device-watch.ts';
import type { ByteChannel } from '../transport/byte-channel.ts';
import { reconnectingChannel } from '../transport/reconnecting-channel.ts';
import type { CardDispenseError, CardDispenser, CardDispenserStatus } from './card-dispenser.ts';
import { capture, dispense, notGiven, reset, type Machine } from './card-movement.ts';
import { k720Link, type LinkDelays, type LinkFault } from './link.ts';
import { machineState, statusOf, type MachineState } from './machine-state.ts';
import { k720ModelOf, type CardDispenserProfile } from './profile.ts';
import { parseStatus } from './protocol.ts';

export interface CardDispenserDelays extends LinkDelays {
  /** Until a card is at the front or in the bin: real ones need two to four seconds. */
  readonly movementTimeoutMs: number;
  /** Between two looks at the sensors: nobody takes a card within this time. */
  readonly pollMs: number;
  /** While nothing moves: an empty hopper must be known before a visitor chooses a service that needs it. */
  readonly heartbeatMs: number;
  /** Before a lost or silent line is opened again. */
  readonly reopenAfterMs: number;
}

export const cardDispenserDelays: CardDispenserDelays = {
  acknowledgeTimeoutMs: 300,
  answerTimeoutMs: 1000,
  quietMs: 50,
  movementTimeoutMs: 10_000,
  pollMs: 150,
  heartbeatMs: 5000,
  reopenAfterMs: 2000,
};

export interface K720Dispenser extends CardDispenser {
  /** For the technician: what the machine calls itself, and how many broken frames came since the start. */
  selfTest(): Promise<Result<{ version: string; badFrames: number }, CardDispenseError>>;
  /** For the technician, after a fault: the machine starts anew, and may move what lies in it. Ok when it is well. */
  reset(): Promise<Result<void, CardDispenseError>>;
}

/** A card dispenser of the K720 family. It moves nothing by itself, not even a card that nobody took. */
export function k720Dispenser(options: {
  channel: ByteChannel;
  clock: Clock;
  profile: CardDispenserProfile;
  delays?: Partial<CardDispenserDelays>;
}): K720Dispenser {
  const { clock, profile } = options;
  const delays = { ...cardDispenserDelays, ...options.delays };
  const model = k720ModelOf(profile);
  const wantedVersion = profile.version === undefined ? model.version : profile.version;
  const connection = reconnectingChannel({ ...options, reopenAfterMs: delays.reopenAfterMs });
  const link = k720Link(connection, clock, profile, delays);
  let firmware: 'unknown' | 'expected' | 'wrong' = 'unknown';
  let isMoving = false;

  const unknown: Omit<CardDispenserStatus, 'device' | 'reason'> = {
    media: 'unknown',
    cards: 'unknown',
    captureBin: 'unknown',
  };
  const watch = deviceWatch({ connection, clock, heartbeatMs: delays.heartbeatMs, unknown, check });
  connection.onStateChanged(() => (firmware = 'unknown'));

  async function noteFault(fault: LinkFault): Promise<void> {
    if (fault === 'refused') watch.set({ ...unknown, device: 'hardwareError' });
    else await watch.silent();
  }

  async function look(): Promise<Result<MachineState, LinkFault>> {
    const bits = await link.ask('status', parseStatus);
    if (!bits.ok) {
      await noteFault(bits.error);
      return bits;
    }
    const state = machineState(bits.value, model);
    watch.set(statusOf(state));
    return ok(state);
  }

  async function check(): Promise<void> {
    if (isMoving) return;
    if (firmware !== 'expected') {
      const version = await askVersion();
      if (!version.ok) return noteFault(version.error);
      firmware = wantedVersion === null || version.value.startsWith(wantedVersion) ? 'expected' : 'wrong';
    }
    if (firmware === 'wrong') watch.set({ ...unknown, device: 'hardwareError', reason: 'wrongFirmware' });
    else await look();
  }

  const askVersion = (): Promise<Result<string, LinkFault>> =>
    // Its status begins with SF: a late one is no version.
    link.ask('version', (data) => (data.startsWith('SF') ? null : data));

  const machine: Machine = { link, clock, look, ...delays };

  function notReady(): CardDispenseError | null {
    if (!watch.stopped || !connection.isOpen) return 'offline';
    return firmware === 'wrong' ? 'dispenserFault' : null;
  }

  /** A movement that has begun is finished: it cannot be taken back. */
  async function alone(
    movement: (machine: Machine) => Promise<Result<void, CardDispenseError>>,
    signal: AbortSignal,
  ): Promise<Result<void, CardDispenseError>> {
    const trouble = notReady();
    if (trouble) return err(trouble);
    if (signal.aborted) return err('cancelled');
    if (isMoving) throw new Error('the dispenser is moving a card already');
    isMoving = true;
    return movement(machine).finally(() => (isMoving = false));
  }

  return {
    start: watch.start,
    stop: watch.stop,
    status: watch.status,
    onStatusChanged: watch.onStatusChanged,
    dispenseCard: (signal) => alone(dispense, signal),
    captureCard: (signal) => alone(capture, signal),
    async cardPosition() {
      const trouble = notReady();
      if (trouble) return err(trouble);
      const state = await look();
      if (!state.ok) return err(notGiven(state.error));
      return ok(state.value.card === 'staged' ? 'none' : state.value.card);
    },
    async selfTest() {
      const trouble = notReady();
      if (trouble) return err(trouble);
      const version = await askVersion();
      return version.ok ? ok({ version: version.value, badFrames: link.badFrames }) : err(notGiven(version.error));
    },
    reset: () => alone(reset, new AbortController().signal),
  };
}
