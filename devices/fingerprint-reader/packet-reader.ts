import { LONGEST_CONTENT, LONGEST_PACKET, packetAt, startOfPacket, type Packet } from './protocol.ts';

export type PacketEvent = ({ readonly event: 'packet' } & Packet) | { readonly event: 'broken' };

export interface PacketReader {
  /** What became complete with these bytes. Never throws, whatever the bytes. */
  push(bytes: Uint8Array): PacketEvent[];
  /** Forgets an unfinished packet. */
  clear(): void;
  readonly pendingBytes: number;
}

/** Room for what is left over and one large read. */
const BUFFER_BYTES = 16 * LONGEST_CONTENT;

/**
 * Finds packets in a stream that may be cut anywhere and hold noise; behind a broken packet it looks for the next start
 * inside it. What has passed is overwritten: it was somebody's finger.
 */
export function packetReader(buffer = new Uint8Array(BUFFER_BYTES)): PacketReader {
  let used = 0;

  function takeAll(): PacketEvent[] {
    const events: PacketEvent[] = [];
    let at = 0;
    for (;;) {
      at = startOfPacket(buffer.subarray(0, used), at);
      const next = packetAt(buffer.subarray(at, used));
      if (next === null) break;
      events.push(next === 'broken' ? { event: 'broken' } : { event: 'packet', ...next });
      at += next === 'broken' ? 1 : LONGEST_PACKET - LONGEST_CONTENT + next.content.length;
    }
    buffer.copyWithin(0, at, used);
    buffer.fill(0, used - at, used);
    used -= at;
    return events;
  }

  return {
    push(bytes) {
      const events: PacketEvent[] = [];
      for (let at = 0; at < bytes.length;) {
        // What is left over is shorter than the longest packet, so there is always room.
        const piece = bytes.subarray(at, at + buffer.length - used);
        buffer.set(piece, used);
        used += piece.length;
        at += piece.length;
        events.push(...takeAll());
      }
      return events;
    },
    clear() {
      buffer.fill(0, 0, used);
      used = 0;
    },
    get pendingBytes() {
      return used;
    },
  };
}
