import { read as readFile } from 'node:fs';
import { promisify } from 'node:util';
import type { SerialPort } from 'serialport';

const readDescriptor = (fd: number, buffer: Buffer, offset: number, length: number) =>
  promisify(readFile)(fd, buffer, offset, length, null);

/**
 * Makes an open port notice that it was unplugged. A line that was hung up reads zero bytes; serialport takes that for
 * "nothing yet" and reads again at once for ever, without a close event, until the memory is full
 * (serialport/bindings-cpp#162, known since 2023). Here zero bytes are the end. Does nothing on Windows.
 *
 * The returned promise is over when no read is under way: one that is keeps a closed port locked until it returns.
 */
export function endAtHangUp(port: SerialPort): () => Promise<unknown> {
  const binding = port.port;
  let underWay: Promise<unknown> = Promise.resolve();
  if (binding && 'poller' in binding) {
    const read: typeof readDescriptor = (...args) => {
      const reading = readDescriptor(...args);
      underWay = reading.catch(() => {});
      return reading;
    };
    binding.read = (buffer: Buffer, offset: number, length: number) => readOrEnd(binding, read, buffer, offset, length);
  }
  return () => underWay;
}

interface UnixPort {
  /** Null once the port is closed. */
  readonly fd: number | null;
  readonly poller: { once(event: 'readable', callback: (error: Error | null) => void): unknown };
}

async function readOrEnd(
  port: UnixPort,
  read: typeof readDescriptor,
  buffer: Buffer,
  offset: number,
  length: number,
): Promise<{ buffer: Buffer; bytesRead: number }> {
  // Ends: each turn waits until the system has something to say, and a closed or dead port has the last word.
  for (;;) {
    if (port.fd === null) throw closed();
    try {
      const { bytesRead } = await read(port.fd, buffer, offset, length);
      if (bytesRead === 0) throw new Error('the line was hung up');
      return { buffer, bytesRead };
    } catch (error) {
      if (!isNothingYet(error)) throw error;
    }
    await untilReadable(port);
  }
}

/** Polling for a port that was closed meanwhile would bring the process down. */
function untilReadable(port: UnixPort): Promise<void> {
  return new Promise((resolve, reject) => {
    if (port.fd === null) reject(closed());
    else port.poller.once('readable', (error) => (error ? reject(error) : resolve()));
  });
}

const closed = (): Error => Object.assign(new Error('the port was closed'), { canceled: true });

const isNothingYet = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EAGAIN' || error.code === 'EINTR');
