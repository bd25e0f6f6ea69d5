import { z } from 'zod';
import { compactJwsSchema, deviceIdSchema, sha256Schema, isoTime } from './wire-values.ts';

/** The head's `typ`, signed by the device. */
export const auditHeadType = 'kiosk-audit-head1';
/** The receipt's `typ`, signed by the key that signs acknowledgements. */
export const auditReceiptType = 'kiosk-audit-receipt1';

/** The payload of a signed head: the log's newest entry and its hash, with which every entry before it is certain. */
export const auditHeadSchema = z.strictObject({
  deviceId: deviceIdSchema,
  seq: z.int().min(1),
  hash: sha256Schema,
  /** The kiosk's own clock, a label. */
  wall: isoTime,
});
export type AuditHead = z.infer<typeof auditHeadSchema>;

/** What is sent: a compact JWS (ES256) of the head. */
export const auditHeadMessageSchema = z.strictObject({ head: compactJwsSchema });

/** The payload of the receipt: the gateway has seen this head at this time. */
export const auditReceiptSchema = z.object({
  deviceId: deviceIdSchema,
  seq: z.int().min(1),
  hash: sha256Schema,
  serverTime: isoTime,
});
export type AuditReceipt = z.infer<typeof auditReceiptSchema>;

/** What is answered: a compact JWS (ES256) of the receipt. */
export const auditHeadAnswerSchema = z.object({ receipt: compactJwsSchema });
