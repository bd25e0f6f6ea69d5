import { z } from 'zod';
import { err, ok } from '../contract/result.ts';
import type { Result } from '../contract/result.ts';
import { attachmentNames, sealedManifestSchema } from '../gateway/submission-content.ts';
import type { AttachmentName } from '../gateway/submission-content.ts';
import { canonicalJson } from './canonical-json.ts';

/**
 * What is sealed, before it is sealed:
 *
 *     4 bytes    "XJP1"
 *     4 bytes    length of the manifest, big-endian
 *     manifest   canonical JSON: the content, and each attachment's name, length and digest
 *     the attachments' bytes, one after the other, in the manifest's order
 *     zeros      to the end of the size class
 *
 * Pictures are bytes from the camera to the gateway: base64 would make them a third larger and leave a copy of each in
 * a string that nobody can wipe.
 */
const magic = Buffer.from('XJP1', 'latin1');
const headBytes = 8;

const kib = 1024;
/** Sizes are seen by whoever watches the line; in steps this large they tell little. */
const smallClasses = [4 * kib, 16 * kib, 64 * kib] as const;
const stepBytes = 64 * kib;
/** What still fits into an envelope of `maximumEnvelopeBytes` after its base64. */
export const maximumPackedBytes = 47 * stepBytes;

export type Attachments = Readonly<Partial<Record<AttachmentName, Uint8Array>>>;
/** 32 bytes: the suite's own, see SealSuite. */
export type Digest = (bytes: Uint8Array) => Uint8Array;

/** The smallest size class that holds so many bytes. */
export const sizeClassBytes = (bytes: number): number =>
  smallClasses.find((size) => bytes <= size) ?? Math.ceil(bytes / stepBytes) * stepBytes;

/**
 * The bytes to seal. The caller wipes them when they are sealed.
 * @throws when the content is no JSON or all of it is larger than `maximumPackedBytes`.
 */
export function pack(content: object, attachments: Attachments, digest: Digest): Uint8Array {
  const parts = attachmentNames.flatMap((name) => {
    const bytes = attachments[name];
    return bytes ? [{ name, bytes }] : [];
  });
  const listed = parts.map(({ name, bytes }) => ({ name, length: bytes.length, digest: hex(digest(bytes)) }));
  const manifest = new TextEncoder().encode(canonicalJson({ content, attachments: listed }));
  const used = parts.reduce((sum, { bytes }) => sum + bytes.length, headBytes + manifest.length);
  if (used > maximumPackedBytes) throw new RangeError(`A submission of ${String(used)} bytes`);
  const packed = Buffer.alloc(sizeClassBytes(used));
  magic.copy(packed);
  packed.writeUInt32BE(manifest.length, magic.length);
  let at = headBytes;
  for (const bytes of [manifest, ...parts.map((part) => part.bytes)]) {
    packed.set(bytes, at);
    at += bytes.length;
  }
  return packed;
}

export interface Unpacked {
  /** Any JSON; its own schema says what it must be. */
  readonly content: unknown;
  readonly attachments: Attachments;
}

const manifestSchema = sealedManifestSchema.extend({ content: z.unknown() });

/** What was packed, or that these bytes are not what `pack` makes: never throws, whatever the bytes. */
export function unpack(bytes: Uint8Array, digest: Digest): Result<Unpacked, 'malformed'> {
  const packed = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (packed.length < headBytes || packed.length > maximumPackedBytes) return err('malformed');
  if (!packed.subarray(0, magic.length).equals(magic)) return err('malformed');
  const manifestEnd = headBytes + packed.readUInt32BE(magic.length);
  if (manifestEnd > packed.length) return err('malformed');
  const manifest = parsedManifest(packed.subarray(headBytes, manifestEnd));
  if (!manifest) return err('malformed');

  const attachments: Partial<Record<AttachmentName, Uint8Array>> = {};
  let at = manifestEnd;
  for (const { name, length, digest: expected } of manifest.attachments) {
    const part = bytes.subarray(at, at + length);
    if (part.length !== length || attachments[name] || hex(digest(part)) !== expected) return err('malformed');
    attachments[name] = part;
    at += length;
  }
  const isPadded = packed.length === sizeClassBytes(at) && packed.subarray(at).every((byte) => byte === 0);
  return isPadded ? ok({ content: manifest.content, attachments }) : err('malformed');
}

function parsedManifest(bytes: Uint8Array): z.infer<typeof manifestSchema> | null {
  try {
    const parsed = manifestSchema.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    return parsed.success ? parsed.data : null;
  } catch {
    // No UTF-8 or no JSON.
    return null;
  }
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
