import type { CancelTimer, Clock } from '../../main/clock/clock.ts';
import type { DeviceState, MediaState } from '../../main/contract/device-status.ts';
import { err, ok, type Result } from '../../main/contract/result.ts';
import type { ByteChannel } from '../transport/byte-channel.ts';
import { listeners } from '../transport/listeners.ts';
import { reconnectingChannel } from '../transport/reconnecting-channel.ts';
import { readPlacedCard } from './card-reading.ts';
import type { IdCard, IdCardReader, IdCardReaderStatus, IdCardReadError } from './id-card-reader.ts';
import { moduleLine, type LineDelays } from './module-line.ts';
import { askModuleId, checkModule, lookForCard, type ModuleFault } from './module-question.ts';

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
  quietMs: 100,
  placeTimeoutMs: 60_000,
  pollMs: 250,
  heartbeatMs: 5000,
  reopenAfterMs: 2000,
};

export interface SamVReader extends IdCardReader {
  /** For the technician: the module's number, and how many broken frames came since the start. */
  selfTest(): Promise<Result<{ moduleId: string; badFrames: number }, ModuleFault>>;
}

/** A resident ID card reader with a SAM_V module on a serial line: 115200 8N1, unless the reader was set otherwise. */
export function samVReader(options: { channel: ByteChannel; clock: Clock; delays?: Partial<SamVDelays> }): SamVReader {
  const { clock } = options;
  const delays = { ...samVDelays, ...options.delays };
  const connection = reconnectingChannel({ ...options, reopenAfterMs: delays.reopenAfterMs });
  const line = moduleLine(connection, clock, delays);
  const statusChanged = listeners<IdCardReaderStatus>();
  let status: IdCardReaderStatus = { device: 'starting', media: 'unknown' };
  let stopping: AbortController | null = null;
  let isReading = false;
  let cancelHeartbeat: CancelTimer | null = null;
  let check: Promise<unknown> = Promise.resolve();

  function setStatus(device: DeviceState, media: MediaState): void {
    if (device === status.device && media === status.media) return;
    status = { device, media };
    statusChanged.tell(status);
  }

  /**
   * Keeps the status true to what an operation met. A silent module gets a fresh line: some USB bridges stop delivering
   * on a line that still looks open.
   */
  async function noting<T, E>(outcome: Promise<Result<T, E>>): Promise<Result<T, E>> {
    const result = await outcome;
    if (!stopping) return result;
    if (result.ok) setStatus('online', status.media);
    else if (result.error === 'readerFault') setStatus('hardwareError', 'unknown');
    else if (result.error === 'offline') {
      setStatus('offline', 'unknown');
      if (connection.isOpen) await connection.reopen();
    }
    return result;
  }

  connection.onStateChanged((state) => {
    if (state === 'disconnected') setStatus('offline', 'unknown');
    else check = noting(checkModule(line));
  });

  function beatLater(): void {
    cancelHeartbeat?.();
    cancelHeartbeat = clock.after(delays.heartbeatMs, () => void beat());
  }

  async function beat(): Promise<void> {
    if (connection.isOpen && !isReading) await noting(checkModule(line));
    if (stopping) beatLater();
  }

  return {
    async start() {
      if (stopping) return;
      stopping = new AbortController();
      setStatus('starting', 'unknown');
      const opened = await connection.open();
      if (!opened.ok) setStatus(opened.error === 'noDevice' ? 'noDevice' : 'offline', 'unknown');
      await check;
      // Unless it was stopped meanwhile.
      if (stopping) beatLater();
    },
    async stop() {
      stopping?.abort();
      stopping = null;
      cancelHeartbeat?.();
      await connection.close();
      setStatus('offline', 'unknown');
    },
    status: () => status,
    onStatusChanged: statusChanged.add,
    async readCard({ signal: cancelled, onPhase = () => {} }) {
      if (isReading) throw new Error('a card is already being read');
      if (!stopping || !connection.isOpen) return err('offline');
      isReading = true;
      const signal = AbortSignal.any([cancelled, stopping.signal]);
      onPhase('waiting');
      const reading = readPlacedCard(line, {
        clock,
        ...delays,
        signal,
        onMedia(media) {
          if (media === 'present' && !signal.aborted) onPhase('reading');
          setStatus('online', media);
        },
      });
      const outcome = unlessAborted(noting(reading), signal);
      return outcome.finally(() => (isReading = false));
    },
    async isCardPresent() {
      if (!connection.isOpen) return err('offline');
      const present = await noting(lookForCard(line));
      if (present.ok) setStatus('online', present.value ? 'present' : 'notPresent');
      return present;
    },
    async selfTest() {
      if (!connection.isOpen) return err('offline');
      const moduleId = await noting(askModuleId(line));
      return moduleId.ok ? ok({ moduleId: moduleId.value, badFrames: line.badFrames }) : moduleId;
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
