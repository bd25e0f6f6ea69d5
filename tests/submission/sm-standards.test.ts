import { sm2, sm4 } from 'sm-crypto-v2';
import { describe, expect, it } from 'vitest';
import { SM2_USER_ID, sm2PublicHex } from '../../main/gateway/sm2-key.ts';
import { openSmSeal } from '../../main/gateway/simulator/open-sm-envelope.ts';
import { ke1Sm } from '../../main/submission/sm-suite.ts';

const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex');
const base64url = (part: string): string => bytes(part).toString('base64url');
const hex = (value: Uint8Array): string => Buffer.from(value).toString('hex');

describe('SM3 (GB/T 32905, annex A)', () => {
  it.each([
    ['abc', '66c7f0f4 62eeedd9 d1f2d46b dc10e4e2 4167c487 5cf2f7a2 297da02b 8f4ba8e0'],
    ['abcd'.repeat(16), 'debe9ff9 2275b8a1 38604889 c18e5a4d 6fdb70e5 387e5765 293dcba3 9c0c5732'],
  ])('of %s', (text, digest) => {
    expect(hex(ke1Sm.digest(Buffer.from(text)))).toBe(hex(bytes(digest)));
  });
});

describe('SM4', () => {
  const key = bytes('01234567 89abcdef fedcba98 76543210');

  it('makes the block of GB/T 32907, annex A, example 1', () => {
    const block = sm4.encrypt(key, key, { padding: 'none', output: 'array' });
    expect(hex(block)).toBe('681edf34d206965e86b3e94f536e4246');
  });

  it('in GCM makes the text and the tag of RFC 8998, annex A.1', () => {
    const iv = bytes('00001234 56780000 0000abcd');
    const associatedData = bytes('feedface deadbeef feedface deadbeef abaddad2');
    const plaintext = bytes(
      'aaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbb cccccccccccccccc dddddddddddddddd' +
        'eeeeeeeeeeeeeeee ffffffffffffffff eeeeeeeeeeeeeeee aaaaaaaaaaaaaaaa',
    );
    const made = sm4.encrypt(plaintext, key, {
      mode: 'gcm',
      iv,
      associatedData,
      output: 'array',
      outputTag: true,
    });
    expect(hex(made.output)).toBe(
      '17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735' +
        'd82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d',
    );
    expect(hex(made.tag!)).toBe('83de3541e4c2b58177e065a9bf7b62ec');
  });
});

/** The key pair of both annexes. */
const d = '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8';
const point =
  '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020' +
  'ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13';
const r = 'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3';
const s = 'b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa';

const isGood = (text: string, signature: string, userId = SM2_USER_ID): boolean =>
  sm2.doVerifySignature(Buffer.from(text), signature, point, { hash: true, userId });
const decrypted = (text: string): string =>
  Buffer.from(sm2.doDecrypt(text, d, 1, { output: 'array' })).toString('latin1');

describe('SM2 (GB/T 32918.5, annexes A and C)', () => {
  it('makes the public key of the private one, and knows it for a point of the curve', () => {
    expect(sm2.getPublicKeyFromPrivateKey(d)).toBe(point);
    const [x, y] = [point.slice(2, 66), point.slice(66)].map(base64url);
    const key = { kty: 'EC', crv: 'SM2', x: x!, y: y!, kid: 'of-the-standard' } as const;
    expect(sm2PublicHex(key)).toBe(point);
    expect(() => sm2PublicHex({ ...key, x: y!, y: x! })).toThrow(/point/);
    expect(() => sm2PublicHex({ ...key, crv: 'P-256' })).toThrow(TypeError);
  });

  it('finds the signature good, and none with a bit more or for somebody else', () => {
    expect(isGood('message digest', r + s)).toBe(true);
    expect(isGood('message digesT', r + s)).toBe(false);
    expect(isGood('message digest', s + r)).toBe(false);
    expect(isGood('message digest', r + s, '8765432187654321')).toBe(false);
  });

  it('makes that signature with that random number', () => {
    const k = BigInt('0x59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21');
    const x1 = BigInt('0x04ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73');
    const signature = sm2.doSignature(Buffer.from('message digest'), d, {
      hash: true,
      userId: SM2_USER_ID,
      pointPool: [{ k, x1 }],
    });
    expect(signature).toBe(r + s);
  });

  it('opens the ciphertext of the standard, in the order C1 C3 C2, and not with a bit turned', () => {
    // Without the 04 in front, as the library takes it: this x happens to begin with one.
    const c1 =
      '04ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73' +
      'e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0';
    const c3 = '59983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766';
    const c2 = '21886ca989ca9c7d58087307ca93092d651efa';
    expect(decrypted(c1 + c3 + c2)).toBe('encryption standard');
    expect(decrypted(`${c1}${c3}20${c2.slice(2)}`)).toBe('');
  });
});

describe('KE1-SM', () => {
  it('still opens what an earlier version sealed: a queue may be older than the program', () => {
    const [x, y] = [base64url(point.slice(2, 66)), base64url(point.slice(66))];
    const key = { kty: 'EC', crv: 'SM2', x, y, d: base64url(d), kid: 'of-the-standard' } as const;
    const sealed = [
      'eyJhbGciOiJTTTIiLCJlbmMiOiJTTTRHQ00iLCJ0eXAiOiJraW9zay1rZTEiLCJraWQiOiJvZi10aGUtc3RhbmRhcmQiLCJzaWQiOiIwMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZiIsImRldiI6Imtpb3NrLXRlc3QiLCJ2ZXIiOjIsInNlcSI6N30',
      'BPYN2o5ay_CAcgvcD236SnBmZHNYrKOOCLjHDPmWg6jDXNIkJ1h4GG7bkT6F5gaflqAFU__oqOefl27X1zgTsD5waipBapFiaw8lk8d-VdREglZXOPWHM3qBtxMfx1Hi8lyD-p-B63VbrNfRGX2TxVA',
      'omGY1dccv3Fl83yr',
      '5ZkRt-g9',
      'VYJ3dRU0N2O6Gj77rNXtCQ',
    ].join('.');
    const opened = openSmSeal(sealed, key);
    expect(opened && Buffer.from(opened.plaintext).toString()).toBe('小警');
    expect(opened?.header).toMatchObject({ typ: 'kiosk-ke1', kid: 'of-the-standard', dev: 'kiosk-test', seq: 7 });
  });
});
