import type { CancelTimer, Clock } from '../../main/clock/clock.ts';
import { err, ok, type Result } from '../../main/contract/result.ts';
import { lineTrouble } from '../device-reason.ts';
import type { DeviceStatus } from '../device.ts';
import type { ByteChannel } from '../transport/byte-channel.ts';
import { listeners } from '../transport/listeners.ts';
import { reconnectingChannel } from '../transport/reconnecting-channel.ts';
import { readPlacedCard } from './card-reading.ts';
import type { IdCard, IdCardReader, IdCardReaderStatus, IdCardReadError } from './id-card-reader.ts';
import { readManagementNumber, type ManagementNumber } from './management-number.ts';
import { moduleLine, type LineDelays } from './module-line.ts';
import { askModuleId, checkFamily, checkModule, lookForCard } from './module-question.ts';
import { isModuleTrouble, troubleError, troubleStatus, type ModuleTrouble } from './module-trouble.ts';
import type { IdCardReaderProfile } from './profile.ts';
import type { Placement } from './read-attempt.ts';

export interface SamVDelays extends LineDelays {
  /** How long a visitor may look for the card. */
  readonly placeTimeoutMs: number;
  /** Between two finds; hosts in the field ask every 200 to 500 ms. */
  readonly pollMs: number;
  /** While nobody reads: a dead reader must be known before a visitor chooses a service that needs it. */
  readonly heartbeatMs: number;
  /** Before a lost or silent line is opened again. */
  readonly reopenAfterMs: number;
}

export const samVDelays: SamVDelays = {
  answerTimeoutMs: 1000,
  readTimeoutMs: 3000,
  fingerprintTimeoutMs: 5000,
  stalledMs: 500,
  quietMs: 100,
  placeTimeoutMs: 60_000,
  pollMs: 250,
  heartbeatMs: 5000,
  reopenAfterMs: 2000,
};

export interface SamVReader extends IdCardReader {
  /** For the technician: the module's number, and how many broken frames came since the start. */
  selfTest(): Promise<Result<{ moduleId: string; badFrames: number }, 'offline' | 'readerFault'>>;
  /** For the technician only: no service needs the number, and it tells one chip from all others. */
  readManagementNumber(): Promise<Result<ManagementNumber, IdCardReadError>>;
}

export interface SamVOptions {
  readonly channel: ByteChannel;
  readonly clock: Clock;
  readonly profile?: Pick<IdCardReaderProfile, 'moduleFamily' | 'asksNewestAddress' | 'delays'>;
  readonly delays?: Partial<SamVDelays>;
}

/** A reader with a SAM_V module, on a serial line (115200 8N1, unless it was set otherwise) or in HID reports. */
export function samVReader({ channel, clock, profile = {}, ...options }: SamVOptions): SamVReader {
  const delays: SamVDelays = { ...samVDelays, ...profile.delays, ...options.delays };
  const connection = reconnectingChannel({ channel, clock, reopenAfterMs: delays.reopenAfterMs });
  const line = moduleLine(connection, clock, delays);
  const statusChanged = listeners<IdCardReaderStatus>();
  const placement: Placement = { undelivered: false };
  let status: IdCardReaderStatus = { device: 'starting', media: 'unknown' };
  let stopping: AbortController | null = null;
  let isReading = false;
  /** Whether it is the module of the profile, since the line was opened. */
  let isKnown = false;
  let cancelHeartbeat: CancelTimer | null = null;
  let check: Promise<unknown> = Promise.resolve();

  function setStatus(device: DeviceStatus, media: IdCardReaderStatus['media'] = 'unknown'): void {
    if (device.device === status.device && device.reason === status.reason && media === status.media) return;
    status = { ...device, media };
    statusChanged.tell(status);
  }

  /**
   * An operation's outcome in the words of the interface; keeps the status true to what it met. A silent module gets a
   * fresh line: some USB bridges stop delivering on a line that still looks open.
   */
  async function told<T, E extends string>(
    outcome: Promise<Result<T, E | ModuleTrouble>>,
  ): Promise<Result<T, E | 'offline' | 'readerFault'>> {
    const result = await outcome;
    if (result.ok) {
      if (stopping && isTrusted()) setStatus({ device: 'online' }, status.media);
      return result;
    }
    const { error } = result;
    if (!isModuleTrouble(error)) return err(error);
    const trouble: ModuleTrouble = error;
    if (stopping) {
      if (trouble === 'closed') noteClosed();
      else setStatus(troubleStatus(trouble));
      if (trouble === 'silent' && connection.isOpen) await connection.reopen();
    }
    return err(troubleError(trouble));
  }

  function noteClosed(): void {
    const { lastError } = connection;
    // The line of a silent module was closed by us, to be opened again: it is silent still.
    if (status.reason === 'silent' && lastError === 'disconnected') return;
    setStatus(lineTrouble(lastError ?? 'disconnected'));
  }

  connection.onStateChanged((state) => {
    isKnown = false;
    if (state === 'connected') check = greet();
    else noteClosed();
  });

  /** Asks an opened line all that is not known of it: nothing of what was before can be relied on. */
  async function greet(): Promise<void> {
    if (!(await told<unknown, never>(examine())).ok) return;
    await seeCard();
  }

  async function examine(): Promise<Result<unknown, ModuleTrouble>> {
    const answer = await checkModule(line);
    if (!answer.ok || isKnown || !profile.moduleFamily) return answer;
    const family = await checkFamily(line, profile.moduleFamily);
    isKnown = family.ok;
    return family;
  }

  async function seeCard(): Promise<Result<boolean, 'offline' | 'readerFault'>> {
    const present = await told<boolean, never>(lookForCard(line));
    if (present.ok && stopping) setStatus({ device: 'online' }, present.value ? 'present' : 'notPresent');
    return present;
  }

  function beatLater(): void {
    cancelHeartbeat?.();
    cancelHeartbeat = clock.after(delays.heartbeatMs, () => void beat());
  }

  async function beat(): Promise<void> {
    if (!connection.isOpen) noteClosed();
    else if (!isReading) await told<unknown, never>(examine());
    if (stopping) beatLater();
  }

  const isTrusted = (): boolean => !profile.moduleFamily || isKnown;

  /** Why the reader cannot be asked anything now. */
  function unusable(): 'offline' | 'readerFault' | null {
    if (!stopping || !connection.isOpen) return 'offline';
    if (isTrusted()) return null;
    return status.reason === 'wrongFirmware' ? 'readerFault' : 'offline';
  }

  return {
    async start() {
      if (stopping) return;
      stopping = new AbortController();
      setStatus({ device: 'starting' });
      const opened = await connection.open();
      if (!opened.ok) setStatus(lineTrouble(opened.error));
      await check;
      // Unless it was stopped meanwhile.
      if (stopping) beatLater();
    },
    async stop() {
      stopping?.abort();
      stopping = null;
      cancelHeartbeat?.();
      await connection.close();
      setStatus({ device: 'offline' });
    },
    status: () => status,
    onStatusChanged: statusChanged.add,
    async readCard({ signal: cancelled, onPhase = () => {}, withFingerprints = false }) {
      if (isReading) throw new Error('a card is already being read');
      const hindered = unusable();
      if (hindered || !stopping) return err(hindered ?? 'offline');
      isReading = true;
      const signal = AbortSignal.any([cancelled, stopping.signal]);
      onPhase('waiting');
      const reading = readPlacedCard(line, {
        ...delays,
        clock,
        signal,
        placement,
        withFingerprints,
        asksNewestAddress: profile.asksNewestAddress ?? true,
        onMedia(media) {
          if (media === 'present' && !signal.aborted) onPhase('reading');
          if (stopping) setStatus({ device: 'online' }, media);
        },
      });
      const outcome = await unlessAborted(told(reading), signal).finally(() => (isReading = false));
      if (outcome.ok) placement.undelivered = false;
      return outcome;
    },
    async isCardPresent() {
      const hindered = unusable();
      return hindered ? err(hindered) : seeCard();
    },
    async selfTest() {
      if (!connection.isOpen) return err('offline');
      const moduleId = await told<string, never>(askModuleId(line));
      return moduleId.ok ? ok({ moduleId: moduleId.value, badFrames: line.badFrames }) : moduleId;
    },
    async readManagementNumber() {
      const hindered = unusable();
      return hindered ? err(hindered) : told(readManagementNumber(line));
    },
  };
}

/** A visitor who leaves must not wait for a reader that is silent: the last command ends in the background. */
function unlessAborted(
  reading: Promise<Result<IdCard, IdCardReadError>>,
  signal: AbortSignal,
): Promise<Result<IdCard, IdCardReadError>> {
  return new Promise((resolve, reject) => {
    const abort = (): void => resolve(err('cancelled'));
    signal.addEventListener('abort', abort, { once: true });
    reading.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
