import type { Clock } from '../../main/clock/clock.ts';
import type { FlashRate } from '../../main/contract/device-status.ts';
import type { Simulator } from '../simulator.ts';
import type { ByteChannel } from '../transport/byte-channel.ts';
import { lineFaults, simulatedLine } from '../transport/simulated-line.ts';
import type { IoBoardStatus, LightName } from './io-board.ts';
import { lightWatch, type LightWatch } from './light-watch.ts';
import { lightNames, type Contact, type IoBoardProfile } from './profile.ts';
import {
  bitsAnswer,
  exceptionAnswer,
  functionNames,
  LONGEST_FRAME,
  parseRequest,
  registersAnswer,
  requestReader,
  writeAnswer,
  type ExceptionName,
  type RtuRequest,
} from './protocol.ts';

/** What can be seen and done in front of the cabinet, in the words of the status. */
export type Surroundings = Partial<Pick<IoBoardStatus, 'cabinetDoor' | 'tamperSensor' | 'proximitySensor' | 'ups'>>;

export interface IoBoardSimulator extends Simulator {
  /** Somebody opens the cabinet, steps in front of the kiosk, pulls the mains. */
  set(change: Surroundings): void;
  /** A collection door is pulled open or pushed shut by hand. */
  setDoor(index: number, state: 'open' | 'closed'): void;
  /** The lamps of the cabinet, as somebody sees them who has looked for two seconds. */
  lights(): Partial<Record<LightName, FlashRate>>;
  isUnlocked(index: number): boolean;
  /** How often the watchdog was told that the kiosk lives. */
  readonly heartbeats: number;
  /** The kiosk has been heard and then no more for longer than the watchdog waits: a real one would reset it now. */
  readonly isWatchdogExpired: boolean;
}

export interface IoBoardSimulatorOptions {
  readonly channel: ByteChannel;
  readonly clock: Clock;
  readonly profile: IoBoardProfile;
  readonly cable?: { unplug(): void; plug(): void };
  /** From the unlocked lock to the open door; null: nobody pulls. */
  readonly opensAfterMs?: number | null;
  readonly pieceBytes?: number;
  readonly bytesPerSecond?: number;
}

const ownFaults = [
  /** The board has none of the wires that it is asked for. */
  'illegalAddress',
  'illegalFunction',
  'deviceFailure',
  'busy',
  /** The lock lets go and the door does not move. */
  'doorStuck',
  /** Another model or version of the board. */
  'otherVersion',
  /** A board whose supply broke down for a moment: every coil is off. */
  'restart',
] as const;
const refusals: readonly (ExceptionName & (typeof ownFaults)[number])[] = [
  'illegalAddress',
  'illegalFunction',
  'deviceFailure',
  'busy',
];

const OPENS_AFTER_MS = 300;
/** How many heart-beats a watchdog lets go by. */
const BEATS_MISSED = 5;

/** The other end of the wire: a Modbus RTU board with the cabinet that the profile describes. */
export function ioBoardSimulator(options: IoBoardSimulatorOptions): IoBoardSimulator {
  const { clock, profile, opensAfterMs = OPENS_AFTER_MS } = options;
  const reader = requestReader(profile.unit);
  const inputs = new Map<number, boolean>();
  const coils = new Map<number, boolean>();
  const registers = new Map<number, number>();
  const watches = new Map<number, LightWatch>();
  let heartbeats = 0;
  let lastBeatMs: number | null = null;

  const line = simulatedLine({
    ...options,
    commands: functionNames,
    faults: ownFaults,
    onBytes(bytes) {
      // Small steps, so that a burst of noise is never kept whole.
      for (let at = 0; at < bytes.length; at += LONGEST_FRAME) {
        let frame = reader.push(bytes.subarray(at, at + LONGEST_FRAME));
        for (; frame; frame = reader.push(new Uint8Array())) void respond(frame);
      }
    },
    onPowerLost() {
      reader.clear();
      restart();
    },
  });

  async function respond(frame: Uint8Array): Promise<void> {
    const request = parseRequest(frame);
    if (!request) return;
    const due = new Set(line.reached(request.name));
    if (due.has('restart')) restart();
    await line.send(request.name, answer(request, frame, due));
  }

  function answer(request: RtuRequest, frame: Uint8Array, due: ReadonlySet<string>): Uint8Array {
    const refusal = refusals.find((fault) => due.has(fault));
    if (refusal) return exceptionAnswer(profile.unit, request.name, refusal);
    const { name, address, count, values } = request;
    const wires = Array.from({ length: count }, (_, index) => address + index);
    switch (name) {
      case 'readCoils':
        return bitsAnswer(
          profile.unit,
          name,
          wires.map((wire) => coils.get(wire) ?? false),
        );
      case 'readInputs':
        return bitsAnswer(
          profile.unit,
          name,
          wires.map((wire) => inputs.get(wire) ?? false),
        );
      case 'readRegisters':
        return registersAnswer(
          profile.unit,
          wires.map((wire) => registerValue(wire, due.has('otherVersion'))),
        );
      case 'writeRegister':
        registers.set(address, values[0] ?? 0);
        if (address === profile.heartbeat?.register) hearBeat();
        return writeAnswer(frame);
      case 'writeCoil':
      case 'writeCoils':
        for (const [index, value] of values.entries()) switchCoil(address + index, value === 1, due.has('doorStuck'));
        return writeAnswer(frame);
    }
  }

  function registerValue(register: number, isOther: boolean): number {
    if (register !== profile.version?.register) return registers.get(register) ?? 0;
    return isOther ? (profile.version.value + 1) & 0xffff : profile.version.value;
  }

  function hearBeat(): void {
    heartbeats += 1;
    lastBeatMs = clock.monotonicMs();
  }

  function switchCoil(coil: number, isOn: boolean, isStuck: boolean): void {
    coils.set(coil, isOn);
    watches.get(coil)?.see(isOn !== isInverted(coil));
    const index = profile.doors.findIndex(({ lock }) => lock.coil === coil);
    if (index < 0 || !isUnlocked(index) || isStuck || opensAfterMs === null) return;
    clock.after(opensAfterMs, () => {
      if (isUnlocked(index)) setDoor(index, 'open');
    });
  }

  /** Relays fall off; a lock that is wired to let go without power does. */
  function restart(): void {
    for (const coil of coils.keys()) switchCoil(coil, false, true);
    coils.clear();
  }

  const isInverted = (coil: number): boolean =>
    lightNames.some((light) => profile.lights[light]?.coil === coil && profile.lights[light].isInverted);

  function isUnlocked(index: number): boolean {
    const lock = profile.doors[index]?.lock;
    return lock ? (coils.get(lock.coil) ?? lock.isInverted) !== lock.isInverted : false;
  }

  function setContact(contact: Contact | undefined, isOn: boolean): void {
    if (contact) inputs.set(contact.input, isOn !== contact.isInverted);
  }

  function setDoor(index: number, state: 'open' | 'closed'): void {
    setContact(profile.doors[index]?.open, state === 'open');
  }

  function set({ cabinetDoor, tamperSensor, proximitySensor, ups }: Surroundings): void {
    if (cabinetDoor) setContact(profile.cabinetDoor, cabinetDoor === 'open');
    if (tamperSensor) setContact(profile.tamperSensor, tamperSensor === 'on');
    if (proximitySensor) setContact(profile.proximitySensor, proximitySensor === 'present');
    if (ups) setContact(profile.onBattery, ups === 'battery');
  }

  set({ cabinetDoor: 'closed', tamperSensor: 'off', proximitySensor: 'notPresent', ups: 'mains' });
  for (const index of profile.doors.keys()) setDoor(index, 'closed');
  for (const light of lightNames) {
    const relay = profile.lights[light];
    if (relay) watches.set(relay.coil, lightWatch(clock));
  }

  return {
    commands: functionNames,
    faults: [...lineFaults, ...ownFaults],
    start: () => line.start(),
    stop: () => line.stop(),
    play(step) {
      const due = line.play(step);
      if (due === 'restart') restart();
      // What begins now lasts until `heal`.
      else if (due !== null) line.play({ at: 'any', fault: step.fault });
    },
    heal: () => line.heal(),
    set,
    setDoor,
    lights() {
      const seen: Partial<Record<LightName, FlashRate>> = {};
      for (const light of lightNames) {
        const watch = watches.get(profile.lights[light]?.coil ?? -1);
        if (watch) seen[light] = watch.rate();
      }
      return seen;
    },
    isUnlocked,
    get heartbeats() {
      return heartbeats;
    },
    get isWatchdogExpired() {
      const limitMs = (profile.heartbeat?.intervalMs ?? Infinity) * BEATS_MISSED;
      return lastBeatMs !== null && clock.monotonicMs() - lastBeatMs > limitMs;
    },
  };
}
