import { unlessAborted, type Clock } from '../../main/clock/clock.ts';
import { err, ok, type Result } from '../../main/contract/result.ts';
import { deviceWatch } from '../device-watch.ts';
import type { ByteChannel } from '../transport/byte-channel.ts';
import { reconnectingChannel } from '../transport/reconnecting-channel.ts';
import { readPlacedCard } from './card-reading.ts';
import type { IdCardReader, IdCardReaderStatus, IdCardReadError } from './id-card-reader.ts';
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
  const placement: Placement = { undelivered: false };
  let isReading = false;
  /** Whether it is the module of the profile, since the line was opened. */
  let isKnown = false;

  const unknown: Pick<IdCardReaderStatus, 'media'> = { media: 'unknown' };
  const watch = deviceWatch({ connection, clock, heartbeatMs: delays.heartbeatMs, unknown, check });
  connection.onStateChanged(() => (isKnown = false));

  /** An operation's outcome in the words of the interface; keeps the status true to what it met. */
  async function told<T, E extends string>(
    outcome: Promise<Result<T, E | ModuleTrouble>>,
  ): Promise<Result<T, E | 'offline' | 'readerFault'>> {
    const result = await outcome;
    if (result.ok) {
      if (isTrusted()) watch.set({ device: 'online', media: watch.status().media });
      return result;
    }
    const { error } = result;
    if (!isModuleTrouble(error)) return err(error);
    const trouble: ModuleTrouble = error;
    if (trouble === 'silent' || trouble === 'closed') await watch.silent();
    else watch.set({ ...unknown, ...troubleStatus(trouble) });
    return err(troubleError(trouble));
  }

  /** Where the card is is asked of a line that was opened, and after a fault: nothing of what was before can be relied on. */
  async function check(): Promise<void> {
    if (isReading) return;
    const examined = await told<unknown, never>(examine());
    if (examined.ok && watch.status().media === 'unknown') await seeCard();
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
    if (present.ok) watch.set({ device: 'online', media: present.value ? 'present' : 'notPresent' });
    return present;
  }

  const isTrusted = (): boolean => !profile.moduleFamily || isKnown;

  /** Why the reader cannot be asked anything now. */
  function unusable(): 'offline' | 'readerFault' | null {
    if (!watch.stopped || !connection.isOpen) return 'offline';
    if (isTrusted()) return null;
    return watch.status().reason === 'wrongFirmware' ? 'readerFault' : 'offline';
  }

  return {
    start: watch.start,
    stop: watch.stop,
    status: watch.status,
    onStatusChanged: watch.onStatusChanged,
    async readCard({ signal: cancelled, onPhase = () => {}, withFingerprints = false }) {
      if (isReading) throw new Error('a card is already being read');
      const hindered = unusable();
      const { stopped } = watch;
      if (hindered || !stopped) return err(hindered ?? 'offline');
      isReading = true;
      const signal = AbortSignal.any([cancelled, stopped]);
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
          watch.set({ device: 'online', media });
        },
      });
      // A visitor who leaves must not wait for a reader that is silent: the last command ends in the background.
      const outcome = await unlessAborted(signal, told(reading), () => err('cancelled' as const)).finally(
        () => (isReading = false),
      );
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
