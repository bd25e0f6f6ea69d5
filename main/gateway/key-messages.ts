import { z } from 'zod';
import { isoTime } from './wire-values.ts';

const base64url = (length: number) => z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${String(length)}}$`));
/** Strict: a private key sent by mistake is refused, not kept. */
export const publicKeySchema = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: base64url(43),
  y: base64url(43),
  kid: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
});
export type PublicKey = z.infer<typeof publicKeySchema>;

/** Of any suite: an SM2 key is written as a JWK too, with its two coordinates. */
export const suitePublicKeySchema = publicKeySchema.extend({ crv: z.enum(['P-256', 'SM2']) });
export type SuitePublicKey = z.infer<typeof suitePublicKeySchema>;
/** Never in a message: for whoever owns the key. */
export const suitePrivateKeySchema = suitePublicKeySchema.extend({ d: base64url(43) });
export type SuitePrivateKey = z.infer<typeof suitePrivateKeySchema>;

/** The key bundle's `typ`. */
export const keyBundleType = 'kiosk-keys1';
/** The payload of the key bundle, which the root key signs. Windows are in the gateway's time and may overlap. */
export const keyBundleSchema = z.object({
  /** Rises with each change: a kiosk never goes back to a lower one. */
  version: z.int().min(1),
  keys: z
    .array(
      z.object({
        use: z.enum(['seal', 'acknowledge']),
        key: suitePublicKeySchema,
        notBefore: isoTime,
        /** The first moment when it is no longer valid. */
        notAfter: isoTime,
      }),
    )
    .min(1)
    .max(20),
});
export type KeyBundle = z.infer<typeof keyBundleSchema>;
