import { randomBytes } from 'node:crypto';
import { newPrivateKey, publicHalf } from '../../main/gateway/key-setup.ts';
import type { SuitePrivateKey, SuitePublicKey } from '../../main/gateway/key-messages.ts';
import { newSm2PrivateKey } from '../../main/gateway/sm2-key.ts';
import { ke1 } from '../../main/submission/seal-suite.ts';
import type { SealSuite } from '../../main/submission/seal-suite.ts';
import { ke1Sm } from '../../main/submission/sm-suite.ts';
import { median, quantile, rounded } from './times.ts';

/** An application without pictures, and one with a portrait and two fingers. */
const sizes = { '4 KB': 4096, '300 KB': 300_000 };
const header = { sid: 'a'.repeat(32), deviceId: 'kiosk-bench', sequence: 1 };

interface Sealer {
  readonly suite: SealSuite;
  readonly gateway: SuitePublicKey;
  readonly device: SuitePrivateKey;
}

/** What a visitor waits for before the submission can be stored: sealed, hashed and signed. */
async function sealOnce({ suite, gateway, device }: Sealer, content: Uint8Array, times: number[]): Promise<void> {
  const start = performance.now();
  const sealed = await suite.seal(content, header, gateway);
  const digest = Buffer.from(suite.digest(Buffer.from(sealed, 'latin1'))).toString('hex');
  await suite.sign(`${header.sid}.1.${digest}`, device);
  times.push(performance.now() - start);
}

/** Both suites alternating in one process, so that what else the machine does meets both. */
export async function sealBench(rounds = 40): Promise<{ name: string; rows: Record<string, string | number>[] }> {
  const sealers: Sealer[] = [
    { suite: ke1, gateway: publicHalf(await newPrivateKey('ECDH-ES+A256KW')), device: await newPrivateKey('ES256') },
    { suite: ke1Sm, gateway: publicHalf(await newSm2PrivateKey()), device: await newSm2PrivateKey() },
  ];
  const rows: Record<string, string | number>[] = [];
  for (const [size, bytes] of Object.entries(sizes)) {
    const content = randomBytes(bytes);
    const times: number[][] = sealers.map(() => []);
    for (let round = -3; round < rounds; round += 1) {
      // The first rounds warm up.
      for (const [at, sealer] of sealers.entries()) await sealOnce(sealer, content, round < 0 ? [] : times[at]!);
    }
    for (const [at, { suite }] of sealers.entries()) {
      rows.push({
        what: `${suite.id}, ${size}`,
        'median ms': rounded(median(times[at]!)),
        'p99 ms': rounded(quantile(times[at]!, 0.99)),
        'of KE1': rounded(median(times[at]!) / median(times[0]!)),
      });
    }
  }
  return { name: 'seal, hash and sign one submission', rows };
}
