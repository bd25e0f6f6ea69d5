import { err, ok } from '../../main/contract/result.ts';
import type { ByteChannel, ChannelError } from './byte-channel.ts';
import { listeners } from './listeners.ts';

/** The cable between the two ends, so that a test or the dock can pull it. */
export interface MemoryCable {
  /** Both ends are told; opening either gives `noDevice` until `plug()`. */
  unplug(): void;
  plug(): void;
  readonly isPlugged: boolean;
}

/**
 * Two ends of a line in memory, and its cable. Like a serial line it drops what is written while the other end is not
 * open, delivers later and never at once, and hands over a copy.
 */
export function memoryChannelPair(): [ByteChannel, ByteChannel, MemoryCable] {
  let isPlugged = true;
  const first = memoryEnd(
    () => isPlugged,
    () => second,
  );
  const second: MemoryEnd = memoryEnd(
    () => isPlugged,
    () => first,
  );
  const cable: MemoryCable = {
    unplug() {
      if (!isPlugged) return;
      isPlugged = false;
      first.lose();
      second.lose();
    },
    plug() {
      isPlugged = true;
    },
    get isPlugged() {
      return isPlugged;
    },
  };
  return [first.channel, second.channel, cable];
}

interface MemoryEnd {
  readonly channel: ByteChannel;
  deliver(bytes: Uint8Array): void;
  lose(): void;
}

function memoryEnd(isPlugged: () => boolean, otherEnd: () => MemoryEnd): MemoryEnd {
  let isOpen = false;
  const data = listeners<Uint8Array>();
  const closed = listeners<ChannelError>();
  return {
    channel: {
      open() {
        isOpen = isPlugged();
        return Promise.resolve(isOpen ? ok(undefined) : err('noDevice'));
      },
      write(bytes) {
        if (!isOpen) return Promise.resolve(err('disconnected'));
        const copy = Uint8Array.from(bytes);
        queueMicrotask(() => otherEnd().deliver(copy));
        return Promise.resolve(ok(undefined));
      },
      onData: data.add,
      onClose: closed.add,
      close() {
        isOpen = false;
        return Promise.resolve();
      },
      get isOpen() {
        return isOpen;
      },
    },
    deliver(bytes) {
      if (isOpen) data.tell(bytes);
    },
    lose() {
      if (!isOpen) return;
      isOpen = false;
      closed.tell('disconnected');
    },
  };
}
