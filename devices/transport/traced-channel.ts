import type { Clock } from '../../main/clock/clock.ts';
import type { ByteChannel } from './byte-channel.ts';

/** The same channel, and a line for all that happens on it: milliseconds since the first, direction, bytes in hexadecimal. */
export function tracedChannel(channel: ByteChannel, clock: Clock, writeLine: (line: string) => void): ByteChannel {
  let startMs: number | null = null;
  const trace = (what: string): void => {
    startMs ??= clock.monotonicMs();
    writeLine(`${(clock.monotonicMs() - startMs).toFixed(1).padStart(10)} ${what}`);
  };
  // Told here once, however many listen to the channel itself.
  channel.onData((bytes) => trace(`< ${hex(bytes)}`));
  channel.onClose((error) => trace(`closed: ${error}`));
  return {
    async open() {
      const opened = await channel.open();
      trace(opened.ok ? 'open' : `not open: ${opened.error}`);
      return opened;
    },
    async write(bytes) {
      trace(`> ${hex(bytes)}`);
      const written = await channel.write(bytes);
      if (!written.ok) trace(`not written: ${written.error}`);
      return written;
    },
    onData: (listener) => channel.onData(listener),
    onClose: (listener) => channel.onClose(listener),
    async close() {
      await channel.close();
      trace('close');
    },
    get isOpen() {
      return channel.isOpen;
    },
  };
}

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(' ');
