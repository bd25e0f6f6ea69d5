import type { CancelTimer, Clock } from '../main/clock/clock.ts';
import { lineTrouble } from './device-reason.ts';
import type { DeviceStatus } from './device.ts';
import { listeners } from './transport/listeners.ts';
import type { ReconnectingChannel } from './transport/reconnecting-channel.ts';

/** The status of a device on a line of its own: asked at every connection and every few seconds. */
export interface DeviceWatch<Status extends DeviceStatus> {
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly status: () => Status;
  readonly onStatusChanged: (listener: (status: Status) => void) => () => void;
  /** What an answer says. Nothing is noted once it was stopped. */
  set(status: Status): void;
  /** Nobody answers on an open line; it is opened anew, because some USB bridges stop delivering on a line that looks open. */
  silent(): Promise<void>;
  /** Aborts at `stop`; null while it is not started. */
  readonly stopped: AbortSignal | null;
}

/** `unknown`: what is known of the device's own words while nobody answers. */
export function deviceWatch<Words extends object>({
  connection,
  clock,
  heartbeatMs,
  unknown,
  check,
}: {
  connection: ReconnectingChannel;
  clock: Clock;
  heartbeatMs: number;
  unknown: Words;
  /** Asks the hardware and sets the status. Called once at a time. */
  check: () => Promise<void>;
}): DeviceWatch<DeviceStatus & Words> {
  type Status = DeviceStatus & Words;
  const changed = listeners<Status>();
  let status: Status = { ...unknown, device: 'starting' };
  let stopping: AbortController | null = null;
  let cancelHeartbeat: CancelTimer | null = null;
  let checking: Promise<void> | null = null;

  function put(next: Status): void {
    if (JSON.stringify(next) === JSON.stringify(status)) return;
    status = next;
    changed.tell(next);
  }

  /** A line that was closed because nobody answered keeps that reason. */
  function lost(): void {
    const trouble = lineTrouble(connection.lastError ?? 'disconnected');
    if (trouble.reason || status.reason !== 'silent') put({ ...unknown, ...trouble });
  }

  function checkOnce(): Promise<void> {
    checking ??= check().finally(() => (checking = null));
    return checking;
  }

  async function beat(): Promise<void> {
    if (connection.isOpen) await checkOnce();
    else lost();
    if (stopping) beatLater();
  }
  function beatLater(): void {
    cancelHeartbeat?.();
    cancelHeartbeat = clock.after(heartbeatMs, () => void beat());
  }

  connection.onStateChanged((state) => {
    if (!stopping) return;
    if (state === 'disconnected') lost();
    // What was under way when the line was lost is over soon, and says nothing of the device that is there now.
    else void (checking ?? Promise.resolve()).then(checkOnce);
  });

  return {
    async start() {
      if (stopping) return;
      stopping = new AbortController();
      put({ ...unknown, device: 'starting' });
      const opened = await connection.open();
      if (opened.ok) await checkOnce();
      else lost();
      // Unless it was stopped meanwhile.
      if (stopping) beatLater();
    },
    async stop() {
      stopping?.abort();
      stopping = null;
      cancelHeartbeat?.();
      await connection.close();
      put({ ...unknown, device: 'offline' });
    },
    status: () => status,
    onStatusChanged: changed.add,
    set(next) {
      if (stopping && connection.isOpen) put(next);
    },
    async silent() {
      if (!stopping || !connection.isOpen) return;
      put({ ...unknown, device: 'offline', reason: 'silent' });
      await connection.reopen();
    },
    get stopped() {
      return stopping?.signal ?? null;
    },
  };
}
