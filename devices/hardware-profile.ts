import { z } from 'zod';
import { receiptPrinterProfile } from './receipt-printer/profile.ts';
import { simulatedConnection, streamConnection } from './transport/connection.ts';

const ippConnection = z.strictObject({ kind: z.literal('ipp'), url: z.string().regex(/^ipp:\/\/[^\s/]+\/\S+$/) });
/** One kiosk model: which device hangs on which line. Model-specific facts are data here, never a branch in a driver. */
export const hardwareProfileSchema = z.strictObject({
  model: z.string().min(1).max(60),
  idCardReader: z.strictObject({
    driver: z.literal('sam-v'),
    connection: streamConnection,
  }),
  receiptPrinter: receiptPrinterProfile,
  documentPrinter: z.strictObject({
    driver: z.literal('ipp'),
    connection: z.union([ippConnection, simulatedConnection]),
  }),
  camera: z.strictObject({ connection: z.union([z.strictObject({ kind: z.literal('uvc') }), simulatedConnection]) }),
});
export type HardwareProfile = z.infer<typeof hardwareProfileSchema>;
