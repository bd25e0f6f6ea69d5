import { z } from 'zod';
import type { Clock } from '../../main/clock/clock.ts';
import type { ByteChannel } from './byte-channel.ts';
import { hidChannel } from './hid-channel.ts';
import { serialChannel } from './serial-channel.ts';
import { tcpChannel } from './tcp-channel.ts';

const hex = z.string().regex(/^[0-9a-f]{4}$/i);

/** Where a device is: by what it is, by the socket it is plugged into, or by an explicit path; never by order of discovery. */
export const serialConnection = z.strictObject({
  kind: z.literal('serial'),
  path: z.union([
    z.string().startsWith('/'),
    z.strictObject({ vendorId: hex, productId: hex, serialNumber: z.string().min(1).exactOptional() }),
  ]),
  baudRate: z.int().min(1200).max(921_600),
  parity: z.enum(['none', 'even', 'odd']).exactOptional(),
});
export const tcpConnection = z.strictObject({
  kind: z.literal('tcp'),
  host: z.string().min(1),
  port: z.int().min(1).max(65_535),
});
const pageNumber = z.int().min(1).max(0xffff);
/** `"008c"` or 140: JSON has no hexadecimal numbers, and makers write nothing else. */
const usagePage = z.union([pageNumber, hex.transform((digits) => Number.parseInt(digits, 16)).pipe(pageNumber)]);
/** Devices that are neither a serial port nor a disk: frames in reports of one size. */
export const hidConnection = z.strictObject({
  kind: z.literal('hid'),
  vendorId: hex,
  productId: hex,
  serialNumber: z.string().min(1).exactOptional(),
  usagePage: usagePage.exactOptional(),
  reportBytes: z.int().min(8).max(1024),
  reportId: z.int().min(0).max(255),
  /** Where the bytes of the stream begin in a report that comes: 1 behind a report id, 2 behind an id and a count. */
  payloadAt: z.int().min(0).max(8).exactOptional(),
});
/** The other end is a simulator in this process; refused where none was brought along. */
export const simulatedConnection = z.strictObject({ kind: z.literal('simulated') });

export const streamConnection = z.union([serialConnection, hidConnection, tcpConnection, simulatedConnection]);
export type StreamConnection = z.infer<typeof streamConnection>;

/** The channel to a real device. */
export function channelTo(connection: Exclude<StreamConnection, { kind: 'simulated' }>, clock: Clock): ByteChannel {
  switch (connection.kind) {
    case 'serial':
      return serialChannel(connection);
    case 'hid':
      return hidChannel(connection);
    case 'tcp':
      return tcpChannel({ ...connection, clock });
  }
}
