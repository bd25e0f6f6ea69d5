import { createHash } from 'node:crypto';
import { compactDecrypt, decodeProtectedHeader, flattenedVerify, importJWK } from 'jose';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { newPrivateKey, publicHalf } from '../../main/gateway/key-setup.ts';
import type { PrivateKey } from '../../main/gateway/key-setup.ts';
import { envelopeSchema, signedText } from '../../main/gateway/messages.ts';
import { newSubmissionId, PADDING_STEP_BYTES, sealSubmission } from '../../main/submission/seal-submission.ts';

let gateway: PrivateKey;
let device: PrivateKey;
beforeAll(async () => {
  gateway = await newPrivateKey('ECDH-ES+A256KW');
  device = await newPrivateKey('ES256');
});

const content = { version: 1, service: 'temp-id-proof', person: { name: '测试', number: '110101199003070011' } };

function seal(what: object = content, sequence = 7) {
  const sealingKey = publicHalf(gateway);
  return sealSubmission(what, {
    sid: newSubmissionId(),
    sequence,
    deviceId: 'kiosk-test',
    sealingKey,
    signingKey: device,
  });
}

/** What the gateway does. */
async function open(jwe: string): Promise<string> {
  const { plaintext } = await compactDecrypt(jwe, await importJWK(gateway, 'ECDH-ES+A256KW'));
  return new TextDecoder().decode(plaintext);
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
  it('is what the gateway expects, opens there, and reads as the same JSON', async () => {
    const envelope = await seal();
    expect(envelopeSchema.safeParse(envelope).success).toBe(true);
    expect(JSON.parse(await open(envelope.jwe))).toEqual(content);
    expect(decodeProtectedHeader(envelope.jwe)).toMatchObject({
      alg: 'ECDH-ES+A256KW',
      enc: 'A256GCM',
      kid: gateway.kid,
      typ: 'kiosk-ke1',
      sid: envelope.sid,
      dev: 'kiosk-test',
      ver: 1,
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
    await expect(open(jwe)).resolves.toContain('temp-id-proof');
  });

  it('does not open under the header of another, nor with its id changed', async () => {
    const [a, b] = [await seal(), await seal()];
    const swapped = [b.jwe.split('.')[0], ...a.jwe.split('.').slice(1)].join('.');
    await expect(open(swapped)).rejects.toThrow();
    const renamed = { ...decodeProtectedHeader(a.jwe), sid: newSubmissionId() };
    const header = Buffer.from(JSON.stringify(renamed)).toString('base64url');
    await expect(open([header, ...a.jwe.split('.').slice(1)].join('.'))).rejects.toThrow();
  });

  it('has a length that tells only how many steps of 64 KiB it has', async () => {
    const lengthOf = async (bytes: number) => (await open((await seal({ text: 'x'.repeat(bytes) })).jwe)).length;
    const frame = '{"text":""}'.length;
    expect(await lengthOf(0)).toBe(PADDING_STEP_BYTES);
    expect(await lengthOf(PADDING_STEP_BYTES - frame)).toBe(PADDING_STEP_BYTES);
    expect(await lengthOf(PADDING_STEP_BYTES - frame + 1)).toBe(2 * PADDING_STEP_BYTES);
    const [short, long] = [await seal({ text: '' }), await seal({ text: 'x'.repeat(50_000) })];
    expect(short.jwe.length).toBe(long.jwe.length);
  });

  it('larger than the gateway takes is a programmer’s mistake', async () => {
    await expect(seal({ text: 'x'.repeat(4 * 1024 * 1024) })).rejects.toThrow(RangeError);
  });
});
