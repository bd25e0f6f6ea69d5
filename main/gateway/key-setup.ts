import { X509Certificate, createPrivateKey, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { z } from 'zod';
import { systemClock } from '../clock/clock.ts';
import type { Clock } from '../clock/clock.ts';
import { deviceIdSchema } from './wire-values.ts';
import { publicKeySchema, suitePrivateKeySchema, suitePublicKeySchema } from './key-messages.ts';
import type { PublicKey, SuitePrivateKey, SuitePublicKey } from './key-messages.ts';
import { privateFolder, readOrMake, readPrivateJson, writePrivateFile } from './private-file.ts';
import { newAuthority } from './simulated-authority.ts';
import type { IssuedIdentity } from './simulated-authority.ts';
import { isFresh, newestKey, privateBundleSchema, withNewKeys } from './simulated-bundle.ts';
import type { NewKeys, PrivateBundle } from './simulated-bundle.ts';
import { newSm2PrivateKey } from './sm2-key.ts';

export const privateKeySchema = publicKeySchema.extend({ d: suitePrivateKeySchema.shape.d });
export type PrivateKey = z.infer<typeof privateKeySchema>;

const deviceSchema = z.strictObject({ deviceId: deviceIdSchema, key: privateKeySchema });
const enrolledSchema = z.array(
  z.strictObject({ deviceId: deviceIdSchema, key: publicKeySchema, smKey: suitePublicKeySchema.optional() }),
);

/** What a kiosk has: nothing here opens a sealed submission or makes an acknowledgement. */
export interface KioskKeys {
  /** PEM */
  readonly ca: string;
  readonly client: IssuedIdentity;
  readonly deviceId: string;
  /** Signs envelopes (ES256). */
  readonly deviceKey: PrivateKey;
  /** The same for the SM suite; null where enrolment made none: then this kiosk seals with KE1. */
  readonly deviceSmKey: SuitePrivateKey | null;
  /** Pinned: every other key of the gateway is believed because this one signed for it. */
  readonly rootKey: PublicKey;
  /** Of the city: its changes to the catalogue are signed with this one; null where it makes none. */
  readonly catalogueKey: PublicKey | null;
}

/** What the simulated gateway has. */
export interface SimulatedGatewayKeys {
  /** PEM */
  readonly ca: string;
  readonly server: IssuedIdentity;
  /** Off-line in a city: whoever has it says which keys are the gateway's. */
  readonly rootKey: PrivateKey;
  readonly bundle: PrivateBundle;
  /** The newest of the bundle. */
  readonly sealingKey: PrivateKey;
  readonly acknowledgementKey: PrivateKey;
  readonly devices: Readonly<z.infer<typeof enrolledSchema>>;
  /** Where a later bundle is kept. */
  readonly dir: string;
}

export interface SimulatedKeys {
  readonly kiosk: KioskKeys;
  readonly gateway: SimulatedGatewayKeys;
}

const dayMs = 24 * 60 * 60 * 1000;
/** A year and a month; renewed when a month is left. */
const certificateLifeMs = 398 * dayMs;
const renewBeforeMs = 30 * dayMs;

/**
 * Makes what a kiosk and a simulated gateway need to trust each other, in `<dir>/kiosk` and `<dir>/gateway`, and uses
 * what is there again: submissions in an old queue stay readable for the gateway. Certificates and bundle are renewed in
 * time. `sm`: the kiosk is enrolled for the SM suite, too.
 * Throws when a key file is damaged.
 */
export async function setUpSimulatedKeys(
  dir: string,
  clock: Pick<Clock, 'wallTime'> = systemClock,
  { sm = false }: { readonly sm?: boolean } = {},
): Promise<SimulatedKeys> {
  const kiosk = privateFolder(join(dir, 'kiosk'));
  const gateway = privateFolder(join(dir, 'gateway'));

  const rootKey = await readOrMake(join(gateway, 'root-key.json'), privateKeySchema, () => newPrivateKey('ES256'));
  await setUpBundle(gateway, clock.wallTime());
  const device = await readOrMake(join(kiosk, 'device.json'), deviceSchema, async () => ({
    deviceId: `kiosk-${randomBytes(4).toString('hex')}`,
    key: await newPrivateKey('ES256'),
  }));

  const smFile = join(kiosk, 'device-sm-key.json');
  const smKey = sm
    ? await readOrMake(smFile, suitePrivateKeySchema, newSm2PrivateKey)
    : readPrivateJson(smFile, suitePrivateKeySchema);

  // Public halves are written anew each time: they cannot disagree with the private ones.
  writePrivateFile(join(kiosk, 'root-key.json'), JSON.stringify(publicHalf(rootKey)));
  const devices = [
    { deviceId: device.deviceId, key: publicHalf(device.key), ...(smKey && { smKey: publicHalf(smKey) }) },
  ];
  writePrivateFile(join(gateway, 'devices.json'), JSON.stringify(devices));

  if (!certificatesUsable(kiosk, gateway, clock.wallTime())) {
    await issueCertificates({ kiosk, gateway, deviceId: device.deviceId }, clock.wallTime());
  }
  return { kiosk: readKioskKeys(kiosk), gateway: readSimulatedGatewayKeys(gateway) };
}

/** Reads the kiosk's own folder and no other. Throws, naming the file, when one is missing or damaged. */
export function readKioskKeys(dir: string): KioskKeys {
  const device = required(join(dir, 'device.json'), deviceSchema);
  return {
    ca: readFileSync(join(dir, 'ca.pem'), 'utf8'),
    client: readIdentity(dir, 'client'),
    deviceId: device.deviceId,
    deviceKey: device.key,
    deviceSmKey: readPrivateJson(join(dir, 'device-sm-key.json'), suitePrivateKeySchema),
    rootKey: required(join(dir, 'root-key.json'), publicKeySchema),
    catalogueKey: readPrivateJson(join(dir, 'catalogue-key.json'), publicKeySchema),
  };
}

/** Reads the simulated gateway's folder. Throws as above. */
export function readSimulatedGatewayKeys(dir: string): SimulatedGatewayKeys {
  const bundle = required(bundleFile(dir), privateBundleSchema);
  return {
    dir,
    ca: readFileSync(join(dir, 'ca.pem'), 'utf8'),
    server: readIdentity(dir, 'server'),
    rootKey: required(join(dir, 'root-key.json'), privateKeySchema),
    bundle,
    sealingKey: privateKeySchema.parse(newestKey(bundle, 'seal')),
    acknowledgementKey: privateKeySchema.parse(newestKey(bundle, 'acknowledge')),
    devices: required(join(dir, 'devices.json'), enrolledSchema),
  };
}

/** Adds a version with new keys to the simulated gateway's folder and returns it. What was sealed to the old opens. */
export async function rotateSimulatedKeys(
  dir: string,
  before: PrivateBundle,
  clock: Pick<Clock, 'wallTime'>,
): Promise<PrivateBundle> {
  const bundle = withNewKeys(before, await newGatewayKeys(), clock.wallTime());
  writePrivateFile(bundleFile(dir), JSON.stringify(bundle));
  return bundle;
}

/** The half that may be shown. */
export function publicHalf(key: PublicKey): PublicKey;
export function publicHalf(key: SuitePublicKey): SuitePublicKey;
export function publicHalf({ kty, crv, x, y, kid }: SuitePublicKey): SuitePublicKey {
  return { kty, crv, x, y, kid };
}

const bundleFile = (dir: string): string => join(dir, 'key-bundle.json');

async function setUpBundle(dir: string, now: Date): Promise<void> {
  const fresh = await newGatewayKeys();
  const before = readPrivateJson(bundleFile(dir), privateBundleSchema);
  if (before && isFresh(before, fresh, now)) return;
  const keys = before ? fresh : [...keysBeforeBundles(dir), ...fresh];
  writePrivateFile(bundleFile(dir), JSON.stringify(withNewKeys(before, keys, now)));
}

/** An older set-up had one key of each use in a file of its own: a queue may hold what was sealed to it. */
function keysBeforeBundles(dir: string): NewKeys {
  const files = { seal: 'sealing-key.json', acknowledge: 'acknowledgement-key.json' } as const;
  return (['seal', 'acknowledge'] as const).flatMap((use) => {
    const key = readPrivateJson(join(dir, files[use]), privateKeySchema);
    return key ? [{ use, key }] : [];
  });
}

const newGatewayKeys = async (): Promise<NewKeys> => [
  { use: 'seal', key: await newPrivateKey('ECDH-ES+A256KW') },
  { use: 'seal', key: await newSm2PrivateKey() },
  { use: 'acknowledge', key: await newPrivateKey('ES256') },
];

/** A new P-256 key with its RFC 7638 thumbprint as kid. */
export async function newPrivateKey(use: 'ES256' | 'ECDH-ES+A256KW'): Promise<PrivateKey> {
  const { privateKey } = await generateKeyPair(use, { crv: 'P-256', extractable: true });
  const jwk = await exportJWK(privateKey);
  const { kty, crv, x, y, d } = jwk;
  return privateKeySchema.parse({ kty, crv, x, y, d, kid: await calculateJwkThumbprint(jwk) });
}

function required<T>(path: string, schema: z.ZodType<T>): T {
  const value = readPrivateJson(path, schema);
  if (value === null) throw new Error(`${path} is missing; run the set-up`);
  return value;
}

const readIdentity = (dir: string, name: string): IssuedIdentity => ({
  certificate: readFileSync(join(dir, `${name}.pem`), 'utf8'),
  key: readFileSync(join(dir, `${name}-key.pem`), 'utf8'),
});

function writeIdentity(dir: string, name: string, identity: IssuedIdentity): void {
  writePrivateFile(join(dir, `${name}-key.pem`), identity.key);
  writePrivateFile(join(dir, `${name}.pem`), identity.certificate);
}

async function issueCertificates(
  { kiosk, gateway, deviceId }: { readonly kiosk: string; readonly gateway: string; readonly deviceId: string },
  now: Date,
): Promise<void> {
  const authority = await newAuthority({
    // A day back, for a kiosk whose clock is a little behind.
    notBefore: new Date(now.getTime() - dayMs),
    notAfter: new Date(now.getTime() + certificateLifeMs),
  });
  const hosts = ['127.0.0.1', 'localhost'];
  writeIdentity(gateway, 'server', await authority.issue({ commonName: 'Simulated gateway', hosts }));
  // A message server gives out rights by this name.
  writeIdentity(kiosk, 'client', await authority.issue({ commonName: deviceId, hosts: [] }));
  writePrivateFile(join(gateway, 'ca.pem'), authority.ca);
  writePrivateFile(join(kiosk, 'ca.pem'), authority.ca);
}

/** Whether all four files are there, belong together and last a while: a set-up that was cut short is done again. */
function certificatesUsable(kiosk: string, gateway: string, now: Date): boolean {
  const files = ['ca.pem', 'server.pem', 'server-key.pem'].map((name) => join(gateway, name));
  files.push(...['ca.pem', 'client.pem', 'client-key.pem'].map((name) => join(kiosk, name)));
  if (!files.every((file) => existsSync(file))) return false;
  return isIdentityUsable(gateway, 'server', now) && isIdentityUsable(kiosk, 'client', now);
}

function isIdentityUsable(dir: string, name: string, now: Date): boolean {
  try {
    const { certificate, key } = readIdentity(dir, name);
    const issued = new X509Certificate(certificate);
    const authority = new X509Certificate(readFileSync(join(dir, 'ca.pem'), 'utf8'));
    return (
      issued.verify(authority.publicKey) &&
      issued.checkPrivateKey(createPrivateKey(key)) &&
      issued.validFromDate <= now &&
      issued.validToDate.getTime() - renewBeforeMs > now.getTime()
    );
  } catch {
    // Not a certificate at all.
    return false;
  }
}
