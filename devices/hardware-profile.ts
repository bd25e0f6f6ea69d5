import { z } from 'zod';

const hex = z.string().regex(/^[0-9a-f]{4}$/i);

/** Where a device is: by what it is or by an explicit path, never by the order in which the system found it. */
const serialConnection = z.strictObject({
  kind: z.literal('serial'),
  path: z.union([
    z.string().startsWith('/'),
    z.strictObject({ vendorId: hex, productId: hex, serialNumber: z.string().min(1).exactOptional() }),
  ]),
  baudRate: z.int().min(1200).max(921_600),
});
const tcpConnection = z.strictObject({
  kind: z.literal('tcp'),
  host: z.string().min(1),
  port: z.int().min(1).max(65_535),
});
/** Readers that are neither a serial port nor a disk: raw frames in reports of one size. */
const hidConnection = z.strictObject({
  kind: z.literal('hid'),
  vendorId: hex,
  productId: hex,
  serialNumber: z.string().min(1).exactOptional(),
  reportBytes: z.int().min(8).max(1024),
  reportId: z.int().min(0).max(255),
});
const ippConnection = z.strictObject({ kind: z.literal('ipp'), url: z.string().regex(/^ipp:\/\/[^\s/]+\/\S+$/) });
/** The other end is a simulator in this process; refused where none was brought along. */
const simulated = z.strictObject({ kind: z.literal('simulated') });

/** One kiosk model: which device hangs on which line. Model-specific facts are data here, never a branch in a driver. */
export const hardwareProfileSchema = z.strictObject({
  model: z.string().min(1).max(60),
  idCardReader: z.strictObject({
    driver: z.literal('sam-v'),
    connection: z.union([serialConnection, hidConnection, tcpConnection, simulated]),
  }),
  receiptPrinter: z.strictObject({
    driver: z.literal('esc-pos'),
    paper: z.enum(['roll80', 'roll58']),
    connection: z.union([serialConnection, tcpConnection, simulated]),
  }),
  documentPrinter: z.strictObject({ driver: z.literal('ipp'), connection: z.union([ippConnection, simulated]) }),
  camera: z.strictObject({ connection: z.union([z.strictObject({ kind: z.literal('uvc') }), simulated]) }),
});
export type HardwareProfile = z.infer<typeof hardwareProfileSchema>;
export type StreamConnection = HardwareProfile['idCardReader']['connection'];
