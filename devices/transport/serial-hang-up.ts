import { read } from 'node:fs';
import { promisify } from 'node:util';
import type { SerialPort } from 'serialport';

const readDescriptor = promisify(read);

/**
 * Makes an open port notice that it was unplugged. A line that was hung up reads zero bytes; serialport takes that for
 * "nothing yet" and reads again at once for ever, without a close event, until the memory is full
 * (serialport/bindings-cpp#162, known since 2023). Here zero bytes are the end. Does nothing on Windows.
 */
export function endAtHangUp(port: SerialPort): void {
  const binding = port.port;
  if (binding && 'poller' in binding) {
    binding.read = (buffer: Buffer, offset: number, length: number) => readOrEnd(binding, buffer, offset, length);
  }
}

interface UnixPort {
  /** Null once the port is closed. */
  readonly fd: number | null;
  readonly poller: { once(event: 'readable', callback: (error: Error | null) => void): unknown };
}

async function readOrEnd(
  port: UnixPort,
  buffer: Buffer,
  offset: number,
  length: number,
): Promise<{ buffer: Buffer; bytesRead: number }> {
  // Ends: each turn waits until the system has something to say, and a closed or dead port has the last word.
  for (;;) {
    if (port.fd === null) throw closed();
    try {
      const { bytesRead } = await readDescriptor(port.fd, buffer, offset, length, null);
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
