import { EventEmitter } from 'node:events';
import type { ByteChannel } from '../transport/byte-channel.ts';
import { answerReader, type RtuReader } from './protocol.ts';

/**
 * A byte channel as the port that the Modbus client wants: it hands over whole answers. The client's own buffered port
 * opens a serial port by itself and takes the first bytes that look like a header, sound or not.
 */
export class ChannelPort extends EventEmitter {
  private readonly channel: ByteChannel;
  private answer: RtuReader | null = null;

  constructor(channel: ByteChannel) {
    super();
    this.channel = channel;
    channel.onData((bytes) => {
      const frame = this.answer?.push(bytes);
      if (!frame) return;
      this.answer = null;
      this.emit('data', Buffer.from(frame));
    });
  }

  get isOpen(): boolean {
    return this.channel.isOpen;
  }

  /** Bytes came for the last request, and no answer was among them. */
  get isGarbled(): boolean {
    return (this.answer?.pendingBytes ?? 0) > 0;
  }

  /** The channel is opened by whoever owns it. */
  open(callback: (error?: Error) => void): void {
    callback();
  }

  close(callback: (error?: Error) => void): void {
    callback();
  }

  write(request: Uint8Array): void {
    this.answer = answerReader(request);
    void this.channel.write(request);
  }

  /** Whatever comes now answers nothing. */
  forget(): void {
    this.answer = null;
  }
}
