import { createHash } from 'node:crypto';
import { compactDecrypt, decodeProtectedHeader, flattenedVerify, importJWK } from 'jose';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { newPrivateKey, publicHalf } from '../../main/gateway/key-setup.ts';
import type { PrivateKey } from '../../main/gateway/key-setup.ts';
import { envelopeSchema, signedText } from '../../main/gateway/envelope-messages.ts';
import { unpack } from '../../main/submission/pack.ts';
import type { Attachments } from '../../main/submission/pack.ts';
import { newSubmissionId, sealSubmission } from '../../main/submission/seal-submission.ts';
import { ke1 } from '../../main/submission/seal-suite.ts';
import type { SealSuite } from '../../main/submission/seal-suite.ts';

let gateway: PrivateKey;
let device: PrivateKey;
beforeAll(async () => {
  gateway = await newPrivateKey('ECDH-ES+A256KW');
  device = await newPrivateKey('ES256');
});

const content = { version: 1, service: 'temp-id-proof', person: { name: '测试', number: '110101199003070011' } };

function seal(what: object = content, attachments: Attachments = {}) {
  const sealingKey = publicHalf(gateway);
  return sealSubmission(what, {
    sid: newSubmissionId(),
    sequence: 7,
    deviceId: 'kiosk-test',
    attachments,
    sealingKey,
    signingKey: device,
  });
}

const sealedLength = async (bytes: number) => (await seal(content, { photoJpeg: new Uint8Array(bytes) })).jwe.length;

const lengths = async (...sizes: number[]) => new Set(await Promise.all(sizes.map(sealedLength))).size;

/** What the gateway does. */
async function open(jwe: string): Promise<Uint8Array> {
  const { plaintext } = await compactDecrypt(jwe, await importJWK(gateway, 'ECDH-ES+A256KW'));
  return plaintext;
}

async function signatureIsGood(envelope: { sid: string; sequence: number; sha256: string; signature: string }) {
  const [header = '', , signature = ''] = envelope.signature.split('.');
  const payload = Buffer.from(signedText(envelope)).toString('base64url');
  const key = await importJWK(publicHalf(device), 'ES256');
  const verified = flattenedVerify({ protected: header, payload, signature }, key, { algorithms: ['ES256'] });
  return verified.then(
    () => true,
    () => false,
  );
}

describe('a sealed submission', () => {
  it('is what the gateway expects, opens there, and is the same content with the same attachments', async () => {
    const attachments = { photoJpeg: new Uint8Array(70_000).fill(0xd8), fingerLeft: new Uint8Array([1, 2, 3]) };
    const envelope = await seal(content, attachments);
    expect(envelopeSchema.safeParse(envelope).success).toBe(true);
    const unpacked = unpack(await open(envelope.jwe), ke1.digest);
    expect(unpacked).toMatchObject({ ok: true, value: { content } });
    if (!unpacked.ok) return;
    expect(Buffer.from(unpacked.value.attachments.photoJpeg!)).toEqual(Buffer.from(attachments.photoJpeg));
    expect(Buffer.from(unpacked.value.attachments.fingerLeft!)).toEqual(Buffer.from(attachments.fingerLeft));
    expect(decodeProtectedHeader(envelope.jwe)).toMatchObject({
      alg: 'ECDH-ES+A256KW',
      enc: 'A256GCM',
      kid: gateway.kid,
      typ: 'kiosk-ke1',
      sid: envelope.sid,
      dev: 'kiosk-test',
      ver: 2,
      seq: 7,
    });
    expect(envelope.sha256).toBe(createHash('sha256').update(envelope.jwe).digest('hex'));
  });

  it('shows nothing of the person in any of its fields', async () => {
    const text = JSON.stringify(await seal());
    for (const hidden of [content.person.name, content.person.number]) {
      expect(text).not.toContain(hidden);
      expect(text).not.toContain(Buffer.from(hidden).toString('base64url').slice(0, -1));
    }
  });

  it('is different every time, though its content is the same', async () => {
    const [a, b] = [await seal(), await seal()];
    expect(a.jwe).not.toBe(b.jwe);
    expect(a.sid).not.toBe(b.sid);
  });

  it('is signed over id, sequence and hash: a change of any is seen', async () => {
    const envelope = await seal();
    expect(await signatureIsGood(envelope)).toBe(true);
    expect(await signatureIsGood({ ...envelope, sid: newSubmissionId() })).toBe(false);
    expect(await signatureIsGood({ ...envelope, sequence: 8 })).toBe(false);
    expect(await signatureIsGood({ ...envelope, sha256: '0'.repeat(64) })).toBe(false);
  });

  it('does not open after any bit was flipped', async () => {
    const { jwe } = await seal();
    await fc.assert(
      fc.asyncProperty(fc.nat(jwe.length - 1), fc.integer({ min: 0, max: 5 }), async (at, bit) => {
        const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
        const value = alphabet.indexOf(jwe.charAt(at));
        // The unused low bits at the end of a base64url part carry nothing: RFC 4648 lets a decoder ignore them.
        fc.pre(value !== -1 && jwe.charAt(at + 1) !== '.' && at < jwe.length - 1);
        const flipped = jwe.slice(0, at) + alphabet.charAt(value ^ (1 << bit)) + jwe.slice(at + 1);
        await expect(open(flipped)).rejects.toThrow();
      }),
      { numRuns: 100 },
    );
    // Control: the same call with nothing flipped.
    expect(Buffer.from(await open(jwe)).toString()).toContain('temp-id-proof');
  });

  it('does not open under the header of another, nor with its id, device or number changed', async () => {
    const [a, b] = [await seal(), await seal()];
    const swapped = [b.jwe.split('.')[0], ...a.jwe.split('.').slice(1)].join('.');
    await expect(open(swapped)).rejects.toThrow();
    const original = decodeProtectedHeader(a.jwe);
    const under = (header: object) =>
      open([Buffer.from(JSON.stringify(header)).toString('base64url'), ...a.jwe.split('.').slice(1)].join('.'));
    for (const change of [{ sid: newSubmissionId() }, { dev: 'kiosk-other' }, { seq: 8 }])
      await expect(under({ ...original, ...change }), JSON.stringify(change)).rejects.toThrow();
    // Control: written again with nothing changed.
    await expect(under(original)).resolves.toBeDefined();
  });

  it('has a length that tells only its size class', async () => {
    expect(await lengths(0, 1, 2_000, 3_500)).toBe(1);
    expect(await lengths(5_000, 9_000, 16_000)).toBe(1);
    expect(await lengths(70_000, 100_000, 130_000)).toBe(1);
    // Control: of different classes.
    expect(await lengths(0, 5_000, 20_000, 70_000, 140_000)).toBe(5);
  });

  it('leaves the pictures to whoever owns them', async () => {
    const photoJpeg = new Uint8Array([0xff, 0xd8, 0xff]);
    await seal(content, { photoJpeg });
    expect([...photoJpeg]).toEqual([0xff, 0xd8, 0xff]);
  });

  it('leaves no plaintext behind in the bytes that it packed', async () => {
    const seen: Uint8Array[] = [];
    const suite: SealSuite = {
      ...ke1,
      seal(plaintext, header, to) {
        seen.push(plaintext);
        expect(Buffer.from(plaintext).toString()).toContain('temp-id-proof');
        return ke1.seal(plaintext, header, to);
      },
    };
    const head = { sid: newSubmissionId(), sequence: 1, deviceId: 'kiosk-test' };
    await sealSubmission(content, { ...head, sealingKey: publicHalf(gateway), signingKey: device, suite });
    expect(seen).toHaveLength(1);
    expect(seen[0]?.every((byte) => byte === 0)).toBe(true);
  });

  it('larger than the gateway takes is a programmer’s mistake', async () => {
    await expect(seal({ text: 'x'.repeat(4 * 1024 * 1024) })).rejects.toThrow(RangeError);
  });
});
