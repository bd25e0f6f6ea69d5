import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FlattenedSign, importJWK } from 'jose';
import { onTestFinished } from 'vitest';
import type { PublicKey } from '../../main/gateway/key-messages.ts';
import { newPrivateKey, publicHalf, type PrivateKey } from '../../main/gateway/key-setup.ts';

/** A folder of this test alone, removed after it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-city-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The office of a city that signs its changes to the catalogue. */
export interface City {
  readonly path: string;
  readonly key: PrivateKey;
  /** As it lies in a kiosk's key folder. */
  readonly publicKey: PublicKey;
  /** Writes the file and its signature; text that is no string is written as JSON. */
  publish(content: unknown, signer?: PrivateKey): Promise<void>;
}

export async function openCity(folder = temporaryFolder()): Promise<City> {
  const path = join(folder, 'override.json');
  const key = await newPrivateKey('ES256');
  return {
    path,
    key,
    publicKey: publicHalf(key),
    async publish(content, signer = key) {
      const bytes = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content, null, 2));
      writeFileSync(path, bytes);
      writeFileSync(`${path}.jws`, await detachedSignature(bytes, signer));
    },
  };
}

/** RFC 7515, appendix F: what is signed stands elsewhere. */
export async function detachedSignature(bytes: Uint8Array, { kid, ...jwk }: PrivateKey): Promise<string> {
  const signer = new FlattenedSign(bytes).setProtectedHeader({ alg: 'ES256', kid });
  const { protected: header = '', signature } = await signer.sign(await importJWK({ ...jwk }, 'ES256'));
  return `${header}..${signature}`;
}

/** A file of the city with changes to its services. */
export const override = (services: Readonly<Record<string, unknown>>, version = 1) => ({
  version,
  city: 'Example City',
  services,
});
