import { z } from 'zod';
import { maximumPictureBase64 } from '../contract/visitor-event.ts';

/** What the gateway calls a thing of its own: a record, a case, an item of a list. */
export const handle = z.string().regex(/^[A-Za-z0-9-]{8,64}$/);
export const isoTime = z.iso.datetime({ offset: true });
export const pictureBase64 = z
  .string()
  .regex(/^[A-Za-z0-9+/]+={0,2}$/)
  .max(maximumPictureBase64);
export const personName = z.string().min(1).max(60);
/** A citizen's number, or the number of the document by which somebody else is known. */
export const personNumber = z.string().regex(/^[A-Z0-9]{5,20}$/);

export const sidSchema = z.string().regex(/^[0-9a-f]{32}$/);
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);
export const deviceIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{2,39}$/);
/** 31 characters that are not mistaken for one another on paper, 16 of them: 79 bits, not to be guessed. */
export const verificationCodeSchema = z.string().regex(/^[2-9A-HJ-KM-NP-Z]{16}$/);

export const compactJwsSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/)
  .max(32_768);
