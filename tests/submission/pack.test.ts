import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { envelopeSchema, maximumEnvelopeBytes } from '../../main/gateway/envelope-messages.ts';
import { maximumPackedBytes, pack, sizeClassBytes, unpack } from '../../main/submission/pack.ts';
import type { Attachments } from '../../main/submission/pack.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const runs = { numRuns: 300 };

const bytes = fc.uint8Array({ maxLength: 3_000 });
const attachments = fc.record(
  { photoJpeg: bytes, idPhotoJpeg: bytes, fingerRight: bytes, fingerLeft: bytes },
  { requiredKeys: [] },
);
const content = fc.dictionary(fc.string(), fc.jsonValue()).map((each): object => JSON.parse(JSON.stringify(each)));

const plain = (each: Attachments) =>
  Object.fromEntries(Object.entries(each).map(([name, part]) => [name, Buffer.from(part).toString('hex')]));

describe('packing', () => {
  it('brings back the content and every byte of every attachment', () => {
    fc.assert(
      fc.property(content, attachments, (what, parts) => {
        const unpacked = unpack(pack(what, parts, sha256), sha256);
        expect(unpacked.ok).toBe(true);
        if (!unpacked.ok) return;
        // Compared as text: an own member named __proto__ is one in JSON and none to a matcher.
        expect(JSON.parse(JSON.stringify(unpacked.value.content))).toEqual(JSON.parse(JSON.stringify(what)));
        expect(plain(unpacked.value.attachments)).toEqual(plain(parts));
      }),
      runs,
    );
  });

  it('has the same bytes for the same content, whatever the order of its members', () => {
    const [photoJpeg, fingerLeft] = [new Uint8Array([1]), new Uint8Array([2])];
    const one = pack({ a: 1, b: 2 }, { photoJpeg, fingerLeft }, sha256);
    expect(pack({ b: 2, a: 1 }, { fingerLeft, photoJpeg }, sha256)).toEqual(one);
  });

  it.each([
    [1, 4_096],
    [4_096, 4_096],
    [4_097, 16_384],
    [16_384, 16_384],
    [16_385, 65_536],
    [65_536, 65_536],
    [65_537, 131_072],
    [1_000_000, 1_048_576],
  ])('%i bytes are of the class of %i', (size, expected) => expect(sizeClassBytes(size)).toBe(expected));

  it('shows by its length only the class', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200_000 }), (size) => {
        const { length } = pack({}, { photoJpeg: new Uint8Array(size) }, sha256);
        expect(length).toBe(sizeClassBytes(length));
        expect(length).toBeGreaterThan(size);
        // Not a class more than what is around it needs.
        expect(length).toBeLessThanOrEqual(sizeClassBytes(size + 256));
      }),
      runs,
    );
  });

  it('refuses what no envelope can carry, and what it takes fits into one', () => {
    expect(() => pack({}, { photoJpeg: new Uint8Array(maximumPackedBytes) }, sha256)).toThrow(RangeError);
    const inBase64 = Math.ceil((maximumPackedBytes * 4) / 3);
    // Header, wrapped key, IV and tag need less than two thousand characters.
    expect(inBase64 + 2_000).toBeLessThan(maximumEnvelopeBytes);
    expect(envelopeSchema.shape.jwe.safeParse(`a.b.c.${'d'.repeat(inBase64)}.e`).success).toBe(true);
  });
});

const good = () => pack({ service: 'temp-id-proof' }, { photoJpeg: new Uint8Array([1, 2, 3]) }, sha256);
const malformed = { ok: false, error: 'malformed' };

/** Packs any manifest as it stands, with right lengths around it. */
function withManifest(manifest: string | Uint8Array, rest: Uint8Array = new Uint8Array()): Uint8Array {
  const text = Buffer.from(manifest as string);
  const head = Buffer.from('XJP1\0\0\0\0', 'latin1');
  head.writeUInt32BE(text.length, 4);
  const used = Buffer.concat([head, text, rest]);
  return Buffer.concat([used, Buffer.alloc(sizeClassBytes(used.length) - used.length)]);
}

const digest = Buffer.from(sha256(new Uint8Array([1, 2, 3]))).toString('hex');
const manifest = (attachment: object | object[]) => JSON.stringify({ content: {}, attachments: [attachment].flat() });
const part = { name: 'photoJpeg', length: 3, digest };
const rest = new Uint8Array([1, 2, 3]);

describe('unpacking what nobody packed', () => {
  it('never throws, whatever the bytes', () => {
    const hostile = fc.oneof(
      fc.uint8Array({ maxLength: 5_000 }),
      // Behind a good head, so that more than the first line of the check is reached.
      fc.uint8Array({ maxLength: 200 }).map((each) => withManifest(each)),
      fc.jsonValue().map((each) => withManifest(JSON.stringify(each))),
    );
    fc.assert(
      fc.property(hostile, (each) => {
        expect(unpack(each, sha256)).toEqual(malformed);
      }),
      { numRuns: 2_000 },
    );
  });

  it('finds every changed byte', () => {
    const packed = good();
    const used = packed.findLastIndex((byte) => byte !== 0) + 1;
    const at = fc.oneof(fc.nat(used - 1), fc.nat(packed.length - 1));
    fc.assert(
      fc.property(at, fc.integer({ min: 1, max: 255 }), (index, mask) => {
        const changed = Uint8Array.from(packed);
        changed[index]! ^= mask;
        const unpacked = unpack(changed, sha256);
        // The seal guards the content; here it is the frame that must not lie.
        if (unpacked.ok) expect(unpacked.value.attachments).toEqual({ photoJpeg: new Uint8Array([1, 2, 3]) });
      }),
      { numRuns: 2_000 },
    );
    expect(unpack(packed, sha256)).toMatchObject({ ok: true });
  });

  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['cut short', good().subarray(0, 4_000)],
    ['padded twice', Buffer.concat([good(), Buffer.alloc(12_288)])],
    ['with something hidden in the padding', Uint8Array.from(good(), (byte, index) => (index === 4_095 ? 1 : byte))],
    [
      'a manifest that claims to be longer than all',
      Buffer.from(`XJP1\xff\xff\xff\xff${'{}'.repeat(2_044)}`, 'latin1'),
    ],
    ['an attachment longer than all', withManifest(manifest({ ...part, length: 4_000 }), rest)],
    ['an attachment of another length', withManifest(manifest({ ...part, length: 2 }), rest)],
    ['an attachment with another digest', withManifest(manifest(part), new Uint8Array([1, 2, 4]))],
    ['an attachment with half a length', withManifest(manifest({ ...part, length: 2.5 }), rest)],
    ['an attachment less than nothing', withManifest(manifest({ ...part, length: -3 }), rest)],
    ['an unknown attachment', withManifest(manifest({ ...part, name: '__proto__' }), rest)],
    ['one twice', withManifest(manifest([part, part]), new Uint8Array([1, 2, 3, 1, 2, 3]))],
    ['five', withManifest(manifest(Array.from({ length: 5 }, () => ({ ...part, length: 0 }))))],
    ['a manifest that is no UTF-8', withManifest(new Uint8Array([0x22, 0xff, 0x22]))],
    ['a manifest too deep to read', withManifest('['.repeat(100_000) + ']'.repeat(100_000))],
    ['larger than any envelope', Buffer.alloc(maximumPackedBytes + 65_536)],
  ])('%s', (_, each) => expect(unpack(each, sha256)).toEqual(malformed));

  it('control: the same by the same hand, with nothing wrong', () => {
    expect(unpack(withManifest(manifest(part), rest), sha256)).toMatchObject({ ok: true });
  });
});
