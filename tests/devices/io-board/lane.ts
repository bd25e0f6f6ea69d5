import { ioBoard, type IoBoardDelays, type IoBoardDriver } from '../../../devices/io-board/driver.ts';
import { ioBoardProfile, type IoBoardProfile } from '../../../devices/io-board/profile.ts';
import { ioBoardSimulator, type IoBoardSimulator } from '../../../devices/io-board/simulator.ts';
import type { LightName } from '../../../devices/io-board/io-board.ts';
import { inMemory, overPty, withHands, type DeviceLane, type Ends } from '../../support/device-lane.ts';
import { recorded, tapped } from '../../support/tapped-channel.ts';

export interface Lane extends DeviceLane<IoBoardDriver, IoBoardSimulator> {
  /** Every request of the driver. */
  readonly written: Uint8Array[];
}

export interface LaneOptions {
  readonly profile?: IoBoardProfile;
  readonly delays?: Partial<IoBoardDelays>;
  readonly pieceBytes?: number;
  readonly opensAfterMs?: number | null;
}
export type OpenLane = (options?: LaneOptions) => Promise<Lane>;

/** A cabinet with everything; some wires are inverted, and no two kinds lie in one row. */
export const profile = ioBoardProfile.parse({
  driver: 'modbus-rtu',
  connection: { kind: 'simulated' },
  unit: 3,
  version: { register: 0x8000, value: 200 },
  lights: {
    idCardReader: { coil: 0 },
    receiptPrinter: { coil: 1 },
    camera: { coil: 2 },
    statusGood: { coil: 8, isInverted: true },
    fasciaLight: { coil: 9 },
  },
  doors: [
    { lock: { coil: 4 }, open: { input: 4 }, pulseMs: 400, openWithinMs: 800 },
    { lock: { coil: 5, isInverted: true }, open: { input: 5, isInverted: true }, pulseMs: 400, openWithinMs: 800 },
    { lock: { coil: 6 }, pulseMs: 300 },
  ],
  cabinetDoor: { input: 0, isInverted: true },
  tamperSensor: { input: 1 },
  proximitySensor: { input: 2 },
  onBattery: { input: 7 },
  heartbeat: { register: 16, intervalMs: 1000 },
});

export const quiet = {
  device: 'online',
  cabinetDoor: 'closed',
  tamperSensor: 'off',
  proximitySensor: 'notPresent',
  doors: ['closed', 'closed', 'unknown'],
  ups: 'mains',
} as const;

const ends = (
  { delays = {}, ...options }: LaneOptions,
  written: Uint8Array[],
): Ends<IoBoardDriver, IoBoardSimulator> => ({
  device: (channel, clock) =>
    ioBoard({ channel: tapped(channel, recorded(written)), clock, profile: options.profile ?? profile, delays }),
  simulator: (end) => ioBoardSimulator({ ...end, profile, ...options }),
});

export async function memoryLane(options: LaneOptions = {}) {
  const written: Uint8Array[] = [];
  return { ...(await inMemory(ends(options, written))), written };
}

const quickDelays: Partial<IoBoardDelays> = { answerTimeoutMs: 200, quietMs: 20, pollMs: 20, reopenAfterMs: 50 };

/** The same, with short delays. */
export const ptyLane: OpenLane = async (options) => {
  const written: Uint8Array[] = [];
  const quick = { opensAfterMs: 20, ...options, delays: { ...quickDelays, ...options?.delays } };
  return { ...(await overPty(ends(quick, written))), written };
};

export const byHand = (open: OpenLane) => () =>
  withHands(open(), (simulator, lane) => ({
    setCabinetDoor: async (cabinetDoor: 'open' | 'closed') => simulator.set({ cabinetDoor }),
    closeDoor: async (door: number) => simulator.setDoor(door, 'closed'),
    look: (light: LightName) => lane.until(() => simulator.lights()[light] === 'continuous'),
  }));
