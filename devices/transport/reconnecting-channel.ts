import type { CancelTimer, Clock } from '../../main/clock/clock.ts';
import { err, type Result } from '../../main/contract/result.ts';
import type { ByteChannel, ChannelError } from './byte-channel.ts';
import { closeInTime } from './close-in-time.ts';
import { listeners } from './listeners.ts';

export type ConnectionState = 'connected' | 'disconnected';

export interface ReconnectingChannel extends ByteChannel {
  /** Told on every change; a failed attempt to reopen is not a change. Returns the way to stop listening. */
  onStateChanged(listener: (state: ConnectionState) => void): () => void;
  /** Closes the line and opens it again, for a device that has gone silent on an open line. */
  reopen(): Promise<void>;
  /** Why the line is closed; null while it is open. */
  readonly lastError: ChannelError | null;
}

/** Long enough for a USB device to enumerate, short enough that nobody waits for it. */
const REOPEN_AFTER_MS = 2000;

/**
 * A channel that comes back: from `open()` until `close()` it opens the line again whenever it is lost or was not there
 * yet. `open()` answers with the outcome of the first attempt and keeps trying in any case.
 */
export function reconnectingChannel({
  channel,
  clock,
  reopenAfterMs = REOPEN_AFTER_MS,
}: {
  channel: ByteChannel;
  clock: Clock;
  reopenAfterMs?: number;
}): ReconnectingChannel {
  const changed = listeners<ConnectionState>();
  let wanted = false;
  let lastError: ChannelError | null = 'disconnected';
  let cancelRetry: CancelTimer | null = null;
  /** The attempt that is under way, so that two never overlap. */
  let attempt: Promise<Result<void, ChannelError>> | null = null;

  channel.onClose(lose);

  function lose(error: ChannelError): void {
    const wasConnected = lastError === null;
    lastError = error;
    if (wasConnected) changed.tell('disconnected');
    retryLater();
  }

  function retryLater(): void {
    cancelRetry?.();
    if (wanted) cancelRetry = clock.after(reopenAfterMs, () => void tryOpen());
  }

  function tryOpen(): Promise<Result<void, ChannelError>> {
    attempt ??= openOnce().finally(() => (attempt = null));
    return attempt;
  }

  async function openOnce(): Promise<Result<void, ChannelError>> {
    const opened = await channel.open();
    if (!wanted) {
      await closeInTime(channel, clock);
      return err('disconnected');
    }
    if (!opened.ok) {
      lose(opened.error);
    } else if (!channel.isOpen) {
      // Lost again before we heard that it was open.
      lose('disconnected');
    } else if (lastError !== null) {
      lastError = null;
      changed.tell('connected');
    }
    return opened;
  }

  return {
    open() {
      wanted = true;
      cancelRetry?.();
      return tryOpen();
    },
    write: (bytes) => (lastError === null ? channel.write(bytes) : Promise.resolve(err('disconnected'))),
    onData: (listener) => channel.onData(listener),
    onClose: (listener) => channel.onClose(listener),
    onStateChanged: changed.add,
    async close() {
      wanted = false;
      cancelRetry?.();
      await closeInTime(channel, clock);
      lose('disconnected');
    },
    async reopen() {
      if (!wanted) return;
      await closeInTime(channel, clock);
      lose('disconnected');
    },
    get isOpen() {
      return lastError === null;
    },
    get lastError() {
      return lastError;
    },
  };
}
