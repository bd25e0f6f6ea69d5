import type { Result } from '../../main/contract/result.ts';

/**
 * A two-way pipe of bytes: a serial line, a TCP connection, a HID device or memory. It keeps no message borders: one
 * frame may arrive in many pieces and many frames in one.
 */
export interface ByteChannel {
  open(): Promise<Result<void, ChannelError>>;
  /** Resolves when the bytes have left for the operating system. */
  write(bytes: Uint8Array): Promise<Result<void, ChannelError>>;
  onData(listener: (bytes: Uint8Array) => void): () => void;
  /** The other end went away (cable pulled, process gone). Not called for our own `close()`. */
  onClose(listener: (error: ChannelError) => void): () => void;
  close(): Promise<void>;
  readonly isOpen: boolean;
}

export const channelErrors = ['noDevice', 'noPermission', 'noLibrary', 'inUse', 'disconnected', 'ioError'] as const;
export type ChannelError = (typeof channelErrors)[number];
