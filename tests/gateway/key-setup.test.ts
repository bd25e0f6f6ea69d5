import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../main/clock/clock.ts';
import { newPrivateKey, readKioskKeys, setUpSimulatedKeys } from '../../main/gateway/key-setup.ts';
import { publicKeySchema } from '../../main/gateway/key-messages.ts';
import { keyChest } from '../../main/gateway/simulator/key-chest.ts';
import { openEnvelope } from '../../main/gateway/simulator/open-envelope.ts';
import { contentFor, seal, temporaryKeys } from './fixture.ts';

let setup: Awaited<ReturnType<typeof temporaryKeys>>;
beforeEach(async () => {
  setup = await temporaryKeys();
});
afterEach(() => setup.remove());

const files = (side: 'kiosk' | 'gateway'): string[] =>
  readdirSync(join(setup.dir, side)).map((name) => join(setup.dir, side, name));
const person = { number: '500105199001010013', name: '张示例' };
const dayMs = 24 * 60 * 60 * 1000;
const inDays = (days: number) => ({ wallTime: () => new Date(Date.now() + days * dayMs) });

test("only the kiosk's user may read the keys, also in folders that were there before", async () => {
  for (const side of ['kiosk', 'gateway'] as const) {
    expect(statSync(join(setup.dir, side)).mode & 0o777).toBe(0o700);
    for (const file of files(side)) expect(statSync(file).mode & 0o777, file).toBe(0o600);
  }
});

test('what the kiosk reads opens no submission and makes no acknowledgement', () => {
  const { gateway } = setup.keys;
  const secrets = [
    gateway.rootKey.d,
    ...gateway.bundle.keys.map(({ key }) => key.d),
    ...gateway.server.key.trim().split('\n').slice(1, -1),
  ];
  const kioskReads = files('kiosk').map((file) => readFileSync(file, 'utf8'));
  for (const secret of secrets) for (const text of kioskReads) expect(text).not.toContain(secret);
  // Its own are the only private ones: one for each suite, and the certificate's.
  expect(kioskReads.filter((text) => text.includes('"d":'))).toHaveLength(2);
  expect(kioskReads.filter((text) => text.includes('PRIVATE KEY'))).toHaveLength(1);
  expect(readKioskKeys(join(setup.dir, 'kiosk'))).toEqual(setup.keys.kiosk);
});

test('the kiosk starts from its own folder alone', () => {
  rmSync(join(setup.dir, 'gateway'), { recursive: true });
  expect(readKioskKeys(join(setup.dir, 'kiosk')).deviceId).toBe(setup.keys.kiosk.deviceId);
});

test("the authority's private key is on no disk", () => {
  const privateKeys = [...files('kiosk'), ...files('gateway')].filter((file) =>
    readFileSync(file, 'utf8').includes('PRIVATE KEY'),
  );
  expect(privateKeys.map((file) => file.slice(setup.dir.length + 1)).toSorted()).toEqual([
    'gateway/server-key.pem',
    'kiosk/client-key.pem',
  ]);
});

test('a second start uses what is there', async () => {
  expect(await setUpSimulatedKeys(setup.dir)).toEqual(setup.keys);
});

const ids = ({ keys }: typeof setup) => [
  keys.kiosk.deviceId,
  keys.kiosk.deviceKey.d,
  keys.gateway.sealingKey.kid,
  keys.gateway.acknowledgementKey.kid,
  keys.kiosk.ca,
];

test('a kiosk is enrolled for the SM suite when that was asked for, and then stays so', async () => {
  const dir = join(setup.dir, 'other');
  expect((await setUpSimulatedKeys(dir)).kiosk.deviceSmKey).toBeNull();
  const { kiosk, gateway } = await setUpSimulatedKeys(dir, systemClock, { sm: true });
  expect(gateway.devices[0]?.smKey?.kid).toBe(kiosk.deviceSmKey?.kid);
  expect((await setUpSimulatedKeys(dir)).kiosk.deviceSmKey).toEqual(kiosk.deviceSmKey);
});

test('two set-ups share nothing', async () => {
  const other = await temporaryKeys();
  expect(ids(other).filter((id) => ids(setup).includes(id))).toEqual([]);
  other.remove();
});

test('certificates are renewed when the clock was wrong before; the keys stay', async () => {
  const again = await setUpSimulatedKeys(setup.dir, inDays(-400));
  expect(again.kiosk.ca).not.toBe(setup.keys.kiosk.ca);
  expect(again.gateway.bundle).toEqual(setup.keys.gateway.bundle);
});

test('certificates and bundle are renewed a month before they expire; keys that queued submissions need stay', async () => {
  const clock = inDays(398 - 29);
  const again = await setUpSimulatedKeys(setup.dir, clock);
  expect(again.kiosk.ca).not.toBe(setup.keys.kiosk.ca);
  expect(again.kiosk.deviceKey).toEqual(setup.keys.kiosk.deviceKey);
  expect(again.kiosk.rootKey).toEqual(setup.keys.kiosk.rootKey);
  expect(again.gateway.bundle.version).toBe(2);
  expect(again.gateway.bundle.keys.slice(0, 3)).toEqual(setup.keys.gateway.bundle.keys);
  expect(again.gateway.sealingKey.kid).not.toBe(setup.keys.gateway.sealingKey.kid);
  // Renewed once, not at every start.
  expect((await setUpSimulatedKeys(setup.dir, clock)).gateway.bundle).toEqual(again.gateway.bundle);
});

test('a folder from before there were bundles starts, and what was sealed to its one key opens', async () => {
  const { gateway, kiosk } = setup.keys;
  for (const [side, name] of [
    ['gateway', 'key-bundle.json'],
    ['gateway', 'root-key.json'],
    ['kiosk', 'root-key.json'],
    ['kiosk', 'device-sm-key.json'],
  ] as const)
    rmSync(join(setup.dir, side, name));
  const old = await newPrivateKey('ECDH-ES+A256KW');
  writeFileSync(join(setup.dir, 'gateway', 'sealing-key.json'), JSON.stringify(old));
  writeFileSync(join(setup.dir, 'gateway', 'acknowledgement-key.json'), JSON.stringify(gateway.acknowledgementKey));

  const again = await setUpSimulatedKeys(setup.dir);
  expect(again.kiosk.deviceKey).toEqual(kiosk.deviceKey);
  expect(again.gateway.bundle.keys.map(({ key }) => key.kid)).toContain(old.kid);
  expect(again.gateway.sealingKey.kid).not.toBe(old.kid);
  const envelope = await seal(
    { ...again, gateway: { ...again.gateway, sealingKey: old } },
    contentFor(person, 'deferred'),
  );
  expect(await openEnvelope(envelope, keyChest(again.gateway, systemClock).sealingKey)).toMatchObject({ ok: true });
});

test('certificates that last are kept', async () => {
  const again = await setUpSimulatedKeys(setup.dir, inDays(300));
  expect(again.kiosk.ca).toBe(setup.keys.kiosk.ca);
});

test.each(['kiosk/ca.pem', 'kiosk/client-key.pem', 'gateway/server.pem', 'gateway/ca.pem'])(
  'a set-up that was cut short at %s is done again',
  async (file) => {
    for (const spoil of [(path: string) => rmSync(path), (path: string) => writeFileSync(path, 'torn')]) {
      spoil(join(setup.dir, file));
      const { kiosk, gateway } = await setUpSimulatedKeys(setup.dir);
      expect(kiosk.ca).toBe(gateway.ca);
      expect(kiosk.ca).toContain('BEGIN CERTIFICATE');
    }
  },
);

test('a damaged key is named, not replaced: the queue may need it', async () => {
  const file = join(setup.dir, 'gateway', 'key-bundle.json');
  writeFileSync(file, '{"kty":"EC"');
  await expect(setUpSimulatedKeys(setup.dir)).rejects.toThrow(`${file} is damaged`);
});

test('a key that is missing on the kiosk is named', () => {
  rmSync(join(setup.dir, 'kiosk', 'root-key.json'));
  expect(() => readKioskKeys(join(setup.dir, 'kiosk'))).toThrow('root-key.json is missing');
});

test('a private key does not pass for a public one', () => {
  expect(publicKeySchema.safeParse(setup.keys.gateway.sealingKey).success).toBe(false);
});
