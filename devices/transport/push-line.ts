import type { CancelTimer, Clock } from '../../main/clock/clock.ts';
import type { DeviceStatus } from '../device.ts';
import { lineTrouble } from '../device-reason.ts';
import type { ByteChannel } from './byte-channel.ts';
import { listeners } from './listeners.ts';
import { reconnectingChannel } from './reconnecting-channel.ts';

/** Reads what a scanner sends by itself. Pure: time is the line's, which says when the bytes have paused. */
export interface PushParser<Event> {
  /** What became complete with these bytes. Never throws, whatever the bytes. */
  push(bytes: Uint8Array): Event[];
  /** The bytes have paused: what a pause completes, or what it cut; then everything is forgotten. */
  quiet(): Event[];
  /** What is kept of an unfinished scan; bounded. */
  readonly pendingBytes: number;
}

/** Bytes that are not of this framing. Every parser has this event, whatever its others are. */
export interface Misfit {
  readonly kind: 'misfit';
}

/** A stray byte or two come with every plug; fewer than this outside of any frame mean nothing. */
export const strayBytes = 8;

/** One misfit is a bad cable or a document that moved; this many in a row are another model or another setting. */
const MISFITS_TO_WRONG_FIRMWARE = 3;
/**
 * So much without a scan in it is noise, and is judged without waiting for its end. More than 10 kB of typed control codes,
 * which are 160 kB of reports.
 */
const BABBLE_BYTES = 262_144;

export interface PushLine {
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly status: () => DeviceStatus;
  readonly onStatusChanged: (listener: (status: DeviceStatus) => void) => () => void;
  /** Aborts at `stop`; null while it is not started. */
  readonly stopped: AbortSignal | null;
  /** Bytes came and have not paused since. */
  readonly isReceiving: boolean;
  /** Scans that were not of this framing since the start, for the technician. */
  readonly misfits: number;
}

export interface PushLineOptions<Event extends { readonly kind: string }> {
  readonly channel: ByteChannel;
  readonly clock: Clock;
  readonly parser: PushParser<Event>;
  /** Longer than any pause inside a scan. */
  readonly quietMs: number;
  readonly reopenAfterMs: number;
  /** The kinds of event that prove that the other end speaks as the profile says. */
  readonly proofs: readonly Event['kind'][];
  readonly onEvent: (event: Event) => void;
  /** A burst of bytes brought misfits and no proof. */
  readonly onMisfit: (isWrongFirmware: boolean) => void;
  readonly onQuiet: () => void;
  readonly onLost: () => void;
}

/**
 * The line of a scanner that only ever speaks: it cannot be asked whether it is well. There is no heart-beat, so
 * `online` means no more than an open line; only scans that are of another framing again and again show a wrong model.
 */
export function pushLine<Event extends { readonly kind: string }>(options: PushLineOptions<Event>): PushLine {
  const { clock, parser, quietMs, proofs, onEvent, onMisfit } = options;
  const connection = reconnectingChannel(options);
  const changed = listeners<DeviceStatus>();
  let status: DeviceStatus = { device: 'starting' };
  let stopping: AbortController | null = null;
  let cancelQuiet: CancelTimer | null = null;
  let isProven = false;
  let hasMisfit = false;
  let unprovenBytes = 0;
  let misfits = 0;
  let misfitsInARow = 0;

  function setStatus(next: DeviceStatus): void {
    if (next.device === status.device && next.reason === status.reason) return;
    status = next;
    changed.tell(status);
  }

  function take(events: readonly Event[]): void {
    for (const event of events) {
      if (event.kind === 'misfit') hasMisfit = true;
      else if (proofs.includes(event.kind)) prove();
      onEvent(event);
    }
  }

  function prove(): void {
    isProven = true;
    misfitsInARow = 0;
    unprovenBytes = 0;
    if (connection.isOpen) setStatus({ device: 'online' });
  }

  function judge(): void {
    if (hasMisfit && !isProven) {
      misfits += 1;
      misfitsInARow += 1;
      const isWrongFirmware = misfitsInARow >= MISFITS_TO_WRONG_FIRMWARE;
      if (isWrongFirmware) setStatus({ device: 'hardwareError', reason: 'wrongFirmware' });
      onMisfit(isWrongFirmware);
    }
    forget();
  }

  function forget(): void {
    isProven = false;
    hasMisfit = false;
    unprovenBytes = 0;
  }

  function fallQuiet(): void {
    cancelQuiet = null;
    take(parser.quiet());
    judge();
    options.onQuiet();
  }

  connection.onData((bytes) => {
    cancelQuiet?.();
    cancelQuiet = clock.after(quietMs, fallQuiet);
    unprovenBytes += bytes.length;
    take(parser.push(bytes));
    if (unprovenBytes >= BABBLE_BYTES) {
      hasMisfit = true;
      judge();
    }
  });
  connection.onStateChanged((state) => {
    misfitsInARow = 0;
    if (state === 'connected') return setStatus({ device: 'online' });
    cancelQuiet?.();
    cancelQuiet = null;
    parser.quiet();
    forget();
    setStatus(lineTrouble(connection.lastError ?? 'disconnected'));
    options.onLost();
  });

  return {
    async start() {
      if (stopping) return;
      stopping = new AbortController();
      setStatus({ device: 'starting' });
      const opened = await connection.open();
      if (opened.ok) setStatus({ device: 'online' });
      else setStatus(lineTrouble(opened.error));
    },
    async stop() {
      stopping?.abort();
      stopping = null;
      await connection.close();
      setStatus({ device: 'offline' });
    },
    status: () => status,
    onStatusChanged: changed.add,
    get stopped() {
      return stopping?.signal ?? null;
    },
    get isReceiving() {
      return cancelQuiet !== null;
    },
    get misfits() {
      return misfits;
    },
  };
}
