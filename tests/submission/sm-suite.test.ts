import { webcrypto } from 'node:crypto';
import * as fc from 'fast-check';
import { sm2 } from 'sm-crypto-v2';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { newPrivateKey, publicHalf } from '../../main/gateway/key-setup.ts';
import { envelopeSchema, signedText } from '../../main/gateway/envelope-messages.ts';
import type { SuitePrivateKey } from '../../main/gateway/key-messages.ts';
import { isSmSigned, openSmSeal } from '../../main/gateway/simulator/open-sm-envelope.ts';
import { SM2_USER_ID, newSm2PrivateKey, sm2PrivateHex } from '../../main/gateway/sm2-key.ts';
import { ke1Sm } from '../../main/submission/sm-suite.ts';

let gateway: SuitePrivateKey;
let device: SuitePrivateKey;
beforeAll(async () => {
  gateway = await newSm2PrivateKey();
  device = await newSm2PrivateKey();
});
afterEach(() => {
  vi.restoreAllMocks();
});

const text = '{"person":{"name":"测试","number":"110101199003070011"}}';
const content = Buffer.from(text);
const header = { sid: 'a'.repeat(32), deviceId: 'kiosk-test', sequence: 7 };

const seal = (bytes: Uint8Array = content, to = gateway): Promise<string> => ke1Sm.seal(bytes, header, publicHalf(to));
const open = (sealed: string, key = gateway): string | null => {
  const opened = openSmSeal(sealed, key);
  return opened && Buffer.from(opened.plaintext).toString();
};

async function signedEnvelope(key = device) {
  const { sid, deviceId, sequence } = header;
  const jwe = await seal();
  const sm3 = Buffer.from(ke1Sm.digest(Buffer.from(jwe))).toString('hex');
  const signature = await ke1Sm.sign(signedText({ sid, sequence, sha256: sm3 }), key);
  return { sid, jwe, sha256: '0'.repeat(64), signature, deviceId, sequence };
}

describe('a content sealed with KE1-SM', () => {
  it.each([0, 1, 15, 16, 17, 4096, 300_000])('of %i bytes opens at the gateway as it was', async (length) => {
    const bytes = Buffer.alloc(length, '小警');
    const opened = openSmSeal(await seal(bytes), gateway);
    expect(opened && Buffer.from(opened.plaintext).equals(bytes)).toBe(true);
  });

  it('says in its header what binds it, and nothing of the person anywhere', async () => {
    const sealed = await seal();
    expect(openSmSeal(sealed, gateway)?.header).toEqual({
      alg: 'SM2',
      enc: 'SM4GCM',
      typ: 'kiosk-ke1',
      kid: gateway.kid,
      sid: header.sid,
      dev: 'kiosk-test',
      ver: expect.any(Number),
      seq: 7,
    });
    const all = sealed.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'));
    expect(all.join('')).not.toContain('110101199003070011');
    expect(sealed).not.toContain(content.toString('base64url').slice(8, 40));
  });

  it('has the five parts and the signature that the message has room for', async () => {
    expect(envelopeSchema.safeParse(await signedEnvelope()).success).toBe(true);
  });

  it('does not open after any one bit was turned', async () => {
    const sealed = await seal();
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.nat(5), (at, bit) => {
        const value = alphabet.indexOf(sealed.charAt(at));
        fc.pre(value !== -1);
        const turned = sealed.slice(0, at) + alphabet.charAt(value ^ (1 << bit)) + sealed.slice(at + 1);
        expect(open(turned)).toBeNull();
      }),
      { numRuns: 150 },
    );
    // Control: the same call with nothing turned.
    expect(open(sealed)).toBe(text);
  });

  it('does not open with a part left out, cut short, made longer, empty or one too many', async () => {
    const parts = (await seal()).split('.');
    for (let at = 0; at < parts.length; at += 1) {
      const part = parts[at]!;
      const bytes = Buffer.from(part, 'base64url');
      const others = [
        bytes.subarray(0, -1),
        Buffer.concat([bytes, Buffer.of(0)]),
        Buffer.concat([Buffer.of(5), bytes.subarray(1)]),
      ];
      const instead = [[], [''], [part, part], ...others.map((other) => [other.toString('base64url')])];
      for (const given of instead) {
        expect(open(parts.toSpliced(at, 1, ...given).join('.')), `part ${String(at)}`).toBeNull();
      }
    }
  });

  it('does not open under the header of another, nor with its id changed', async () => {
    const [a, b] = [
      (await seal()).split('.'),
      (await ke1Sm.seal(content, { ...header, sequence: 8 }, gateway)).split('.'),
    ];
    expect(open([b[0], ...a.slice(1)].join('.'))).toBeNull();
    const renamed = { ...openSmSeal(a.join('.'), gateway)!.header, sid: 'b'.repeat(32) };
    const changed = Buffer.from(JSON.stringify(renamed)).toString('base64url');
    expect(open([changed, ...a.slice(1)].join('.'))).toBeNull();
    // A wrapped key of another seal, too.
    expect(open([a[0], b[1], ...a.slice(2)].join('.'))).toBeNull();
  });

  it('opens for no other key, and throws for a key of another curve', async () => {
    expect(open(await seal(), device)).toBeNull();
    const p256 = await newPrivateKey('ECDH-ES+A256KW');
    await expect(ke1Sm.seal(content, header, publicHalf(p256))).rejects.toThrow(TypeError);
    await expect(ke1Sm.sign('x', p256)).rejects.toThrow(TypeError);
  });

  it('throws for a key whose point is not on the curve: its seal could be read off', async () => {
    await expect(ke1Sm.seal(content, header, { ...gateway, x: device.x })).rejects.toThrow(/point/);
  });

  it('is different each time in key, IV and ciphertext', async () => {
    const seals = await Promise.all(Array.from({ length: 20 }, () => seal()));
    for (const part of [1, 2, 3, 4]) expect(new Set(seals.map((each) => each.split('.')[part])).size).toBe(20);
  });
});

const rOf = (signature: string): string =>
  Buffer.from(signature.split('..')[1]!, 'base64url').subarray(0, 32).toString('hex');

describe('a device signature with SM2', () => {
  it('holds for this id, number and content, and for no other', async () => {
    const envelope = await signedEnvelope();
    expect(isSmSigned(envelope, device)).toBe(true);
    expect(isSmSigned({ ...envelope, sid: 'b'.repeat(32) }, device)).toBe(false);
    expect(isSmSigned({ ...envelope, sequence: 8 }, device)).toBe(false);
    expect(isSmSigned({ ...envelope, jwe: `${envelope.jwe}A` }, device)).toBe(false);
    expect(isSmSigned(envelope, gateway)).toBe(false);
  });

  it('is refused when it is malformed, of another kind or out of range', async () => {
    const envelope = await signedEnvelope();
    const [head = '', , tail = ''] = envelope.signature.split('.');
    const rs = Buffer.from(tail, 'base64url');
    const zero = Buffer.alloc(32);
    const order = Buffer.from('fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123', 'hex');
    const other = Buffer.from(JSON.stringify({ alg: 'ES256', kid: device.kid })).toString('base64url');
    const signatures = [
      '',
      '..',
      `${head}..`,
      `${head}.${tail}`,
      `${head}.e30.${tail}`,
      `${head}..${tail}.${tail}`,
      `${other}..${tail}`,
      `..${tail}`,
      ...[
        rs.subarray(0, 63),
        Buffer.concat([rs, zero]),
        Buffer.concat([zero, zero]),
        Buffer.concat([zero, rs.subarray(32)]),
        Buffer.concat([rs.subarray(0, 32), zero]),
        Buffer.concat([order, rs.subarray(32)]),
        Buffer.concat([rs.subarray(0, 32), order]),
        Buffer.alloc(64, 255),
      ].map((bytes) => `${head}..${bytes.toString('base64url')}`),
    ];
    for (const signature of signatures) expect(isSmSigned({ ...envelope, signature }, device), signature).toBe(false);
    // Control: the same call with the signature as it was.
    expect(isSmSigned(envelope, device)).toBe(true);
  });

  it('is refused under the name of another algorithm, even when the right key signed that name', async () => {
    const envelope = await signedEnvelope();
    const sm3 = Buffer.from(ke1Sm.digest(Buffer.from(envelope.jwe))).toString('hex');
    const payload = Buffer.from(signedText({ ...envelope, sha256: sm3 })).toString('base64url');
    const under = (alg: string): string => {
      const head = Buffer.from(JSON.stringify({ alg, kid: device.kid })).toString('base64url');
      const options = { hash: true, userId: SM2_USER_ID };
      const rs = sm2.doSignature(Buffer.from(`${head}.${payload}`), sm2PrivateHex(device), options);
      return `${head}..${Buffer.from(rs, 'hex').toString('base64url')}`;
    };
    expect(isSmSigned({ ...envelope, signature: under('ES256') }, device)).toBe(false);
    expect(isSmSigned({ ...envelope, signature: under('SM2SM3') }, device)).toBe(true);
  });

  it('never uses one random number twice: r is new each time', async () => {
    const signatures = await Promise.all(Array.from({ length: 20 }, () => ke1Sm.sign('the same', device)));
    expect(new Set(signatures.map(rOf)).size).toBe(20);
  });
});

describe('random numbers', () => {
  it("come from Node's cryptography and from nowhere else", async () => {
    expect(globalThis.crypto).toBe(webcrypto);
    const drawn = vi.spyOn(webcrypto, 'getRandomValues');
    const guess = vi.spyOn(Math, 'random').mockImplementation(() => {
      throw new Error('Math.random');
    });
    expect(isSmSigned(await signedEnvelope(await newSm2PrivateKey()), device)).toBe(false);
    expect(isSmSigned(await signedEnvelope(), device)).toBe(true);
    expect(guess).not.toHaveBeenCalled();
    // One for each ciphertext and each signature: the library's own draws.
    expect(drawn.mock.calls.length).toBeGreaterThanOrEqual(4);
  });

  it('make keys that are all different, with coordinates of full length', async () => {
    const keys = await Promise.all(Array.from({ length: 50 }, () => newSm2PrivateKey()));
    expect(new Set(keys.map(({ d }) => d)).size).toBe(50);
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(50);
    for (const { d, x, y } of keys) expect([d, x, y].every((part) => /^[\w-]{43}$/.test(part))).toBe(true);
  });
});
