import type { CancelTimer, Clock } from '../../main/clock/clock.ts';
import { err, ok, type Result } from '../../main/contract/result.ts';
import { deviceWatch } from '../device-watch.ts';
import type { ByteChannel } from '../transport/byte-channel.ts';
import { reconnectingChannel } from '../transport/reconnecting-channel.ts';
import { boardLine, type BoardFault, type BoardLine, type LineDelays } from './board-line.ts';
import type { IoBoard, IoBoardError, IoBoardStatus } from './io-board.ts';
import { lights as lightsOf } from './lights.ts';
import { isActive, openDoor } from './open-door.ts';
import type { Contact, IoBoardProfile } from './profile.ts';

export interface IoBoardDelays extends LineDelays {
  /** A person who steps up is greeted at once, and a hand in the cabinet is known at once. */
  readonly pollMs: number;
  /** Before a lost or silent line is opened again. */
  readonly reopenAfterMs: number;
}

export const ioBoardDelays: IoBoardDelays = { answerTimeoutMs: 300, quietMs: 50, pollMs: 250, reopenAfterMs: 2000 };

export interface IoBoardDriver extends IoBoard {
  /** What this cabinet has, for the technician. */
  readonly profile: IoBoardProfile;
}

/** Doors, lights and sensors on a Modbus RTU board, wired as the profile says. */
export function ioBoard(options: {
  channel: ByteChannel;
  clock: Clock;
  profile: IoBoardProfile;
  delays?: Partial<IoBoardDelays>;
}): IoBoardDriver {
  const { clock, profile } = options;
  const delays = { ...ioBoardDelays, ...options.delays };
  const connection = reconnectingChannel({ ...options, reopenAfterMs: delays.reopenAfterMs });
  const line = boardLine({ channel: connection, clock, unit: profile.unit, delays });
  const lights = lightsOf({
    relays: profile.lights,
    clock,
    write: async (coils) => note(await line.writeCoils(coils)),
  });
  const unlocking = new Map<number, Promise<unknown>>();
  let leaving = new AbortController();
  let cancelBeat: CancelTimer | null = null;
  let beats = 0;

  const unknown = unknownSensors(profile);
  const watch = deviceWatch({ connection, clock, heartbeatMs: delays.pollMs, unknown, check });
  const isOnline = (): boolean => watch.status().device === 'online';
  watch.onStatusChanged(() => {
    if (isOnline()) return;
    lights.pause();
    cancelBeat?.();
  });

  /** Keeps the status true to what a request met. */
  function note<T, E>(result: Result<T, E | BoardFault>): Result<T, E | BoardFault> {
    if (result.ok) return result;
    const trouble = troubles.find(({ fault }) => fault === result.error);
    if (trouble) watch.set({ ...unknown, ...trouble.status });
    else if (result.error === 'silent' || result.error === 'offline') void watch.silent();
    return result;
  }

  /** What the sensors say comes first: a cabinet that was opened while the board was away must not go unnoticed. */
  async function greet(): Promise<Result<void, BoardFault>> {
    const version = profile.version ? await line.readRegister(profile.version.register) : null;
    if (version && !version.ok) return version;
    if (version && version.value !== profile.version?.value) return err('wrongMap');
    const seen = await readSensors(line, profile);
    if (!seen.ok) return seen;
    // A lock that was let go when the line broke is still let go.
    const locked = await line.writeCoils(new Map(profile.doors.map(({ lock }) => [lock.coil, lock.isInverted])));
    if (!locked.ok) return locked;
    watch.set({ device: 'online', ...seen.value });
    if (!isOnline()) return ok(undefined);
    lights.resume();
    beat();
    return ok(undefined);
  }

  async function check(): Promise<void> {
    if (!isOnline()) return void note(await greet());
    const seen = note(await readSensors(line, profile));
    // Another request may have met a fault meanwhile: only a whole greeting ends that.
    if (seen.ok && isOnline()) watch.set({ device: 'online', ...seen.value });
  }

  /** Counts as long as this program runs its turns: it is what the board's watchdog waits for. */
  function beat(): void {
    const { heartbeat } = profile;
    if (!heartbeat) return;
    beats = (beats + 1) & 0xffff;
    void line.writeRegister(heartbeat.register, beats).then(note);
    cancelBeat = clock.after(heartbeat.intervalMs, beat);
  }

  return {
    profile,
    start() {
      leaving = new AbortController();
      return watch.start();
    },
    async stop() {
      leaving.abort();
      // A lock that is let go is held again first.
      await Promise.all(unlocking.values());
      await watch.stop();
    },
    status: watch.status,
    onStatusChanged: watch.onStatusChanged,
    setLight(light, rate) {
      const isFitted = lights.set(light, rate);
      return Promise.resolve(isFitted ? readiness(watch.status()) : ok(undefined));
    },
    async unlockDoor(index, cancelled) {
      const door = profile.doors[index];
      if (!door) return err('notFitted');
      if (unlocking.has(index)) throw new Error(`door ${index} is already being opened`);
      const ready = readiness(watch.status());
      if (!ready.ok) return ready;
      const signal = AbortSignal.any([cancelled, leaving.signal]);
      const opening = openDoor(line, door, { clock, signal }).then(note);
      unlocking.set(index, opening);
      const opened = await opening.finally(() => unlocking.delete(index));
      return opened.ok ? opened : err(boardErrors[opened.error]);
    },
  };
}

type Sensors = Omit<IoBoardStatus, 'device' | 'reason'>;

/** Every input that the profile names, in one status. */
async function readSensors(line: BoardLine, profile: IoBoardProfile): Promise<Result<Sensors, BoardFault>> {
  const { cabinetDoor, tamperSensor, proximitySensor, onBattery, doors } = profile;
  const contacts = [cabinetDoor, tamperSensor, proximitySensor, onBattery, ...doors.map(({ open }) => open)];
  const inputs = contacts.flatMap((contact) => (contact ? [contact.input] : []));
  // A board without sensors is asked for its first coil, or nobody would notice that it is gone.
  const read = inputs.length > 0 ? await line.readInputs(inputs) : await line.readCoils(firstCoil(profile));
  if (!read.ok) return read;
  const say = <Word>(contact: Contact | undefined, on: Word, off: Word): Word | 'unknown' =>
    contact ? (isActive(read.value, contact) ? on : off) : 'unknown';
  return ok({
    cabinetDoor: say(cabinetDoor, 'open', 'closed'),
    tamperSensor: say(tamperSensor, 'on', 'off'),
    proximitySensor: say(proximitySensor, 'present', 'notPresent'),
    doors: doors.map(({ open }) => say(open, 'open', 'closed')),
    ups: say(onBattery, 'battery', 'mains'),
  });
}

function firstCoil({ lights, doors }: IoBoardProfile): number[] {
  const coils = [...Object.values(lights), ...doors.map(({ lock }) => lock)].map(({ coil }) => coil);
  return [coils[0] ?? 0];
}

const unknownSensors = ({ doors }: IoBoardProfile): Sensors => ({
  cabinetDoor: 'unknown',
  tamperSensor: 'unknown',
  proximitySensor: 'unknown',
  doors: doors.map(() => 'unknown'),
  ups: 'unknown',
});

const troubles: readonly { fault: BoardFault; status: Pick<IoBoardStatus, 'device' | 'reason'> }[] = [
  { fault: 'garbled', status: { device: 'hardwareError' } },
  { fault: 'wrongMap', status: { device: 'hardwareError', reason: 'wrongFirmware' } },
  { fault: 'failed', status: { device: 'hardwareError', reason: 'selfTestFailed' } },
];

const boardErrors: Readonly<Record<BoardFault | 'doorStuck' | 'cancelled', IoBoardError>> = {
  silent: 'offline',
  offline: 'offline',
  garbled: 'boardFault',
  wrongMap: 'boardFault',
  failed: 'boardFault',
  doorStuck: 'doorStuck',
  cancelled: 'cancelled',
};

function readiness({ device }: IoBoardStatus): Result<void, 'offline' | 'boardFault'> {
  if (device === 'online') return ok(undefined);
  return err(device === 'hardwareError' ? 'boardFault' : 'offline');
}
