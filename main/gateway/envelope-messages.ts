import { z } from 'zod';
import {
  compactJwsSchema,
  deviceIdSchema,
  isoTime,
  sha256Schema,
  sidSchema,
  verificationCodeSchema,
} from './wire-values.ts';

/** A sealed submission: content, pictures and padding, once in base64. Larger bodies are answered with 413. */
export const maximumEnvelopeBytes = 4 * 1024 * 1024;

/** The sid is also the last part of the address and the Idempotency-Key. */
export const envelopeSchema = z.strictObject({
  sid: sidSchema,
  /**
   * Compact JWE, typ kiosk-ke1: ECDH-ES+A256KW with A256GCM, or SM2 with SM4GCM in the same five parts. Its protected
   * header repeats sid, dev and seq.
   */
  jwe: z
    .string()
    .regex(/^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+){4}$/)
    .max(maximumEnvelopeBytes),
  sha256: sha256Schema,
  /** Compact JWS (ES256 or SM2SM3) with an empty middle part (RFC 7515, appendix F) over signedText(). */
  signature: z.string().regex(/^[A-Za-z0-9_-]{1,1000}\.\.[A-Za-z0-9_-]{86}$/),
  deviceId: deviceIdSchema,
  sequence: z.int().min(1),
});

/** What the device's signature covers. Under SM2 the hash of the JWE is its SM3. */
export const signedText = (envelope: { sid: string; sequence: number; sha256: string }): string =>
  `${envelope.sid}.${String(envelope.sequence)}.${envelope.sha256}`;

/** The JWE's `typ`. */
export const envelopeType = 'kiosk-ke1';
/** The acknowledgement's `typ`: no other thing that the same key ever signs passes for one. */
export const acknowledgementType = 'kiosk-ack1';

/** A compact JWS; only the verified payload means anything. */
export const submissionAnswerSchema = z.object({ acknowledgement: compactJwsSchema });

export const issuedCertificateSchema = z.object({
  number: z.string().min(1).max(60),
  verificationCode: verificationCodeSchema,
  verificationUrl: z.url({ protocol: /^https$/ }).max(200),
  issuedAt: isoTime,
  validUntil: isoTime.nullable(),
  authority: z.object({ 'zh-CN': z.string().min(1).max(80), en: z.string().min(1).max(80) }),
});

/** The payload of the signed acknowledgement. */
export const acknowledgementSchema = z.object({
  sid: sidSchema,
  sha256: sha256Schema,
  serverTime: isoTime,
  outcome: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('accepted') }),
    z.object({ kind: z.literal('refused'), reason: z.enum(['notEligible', 'evidenceExpired', 'notPaid']) }),
    z.object({ kind: z.literal('issued'), certificate: issuedCertificateSchema }),
  ]),
});
