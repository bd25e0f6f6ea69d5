import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { baseCatalogue } from '../main/catalogue/catalogue.ts';
import { overrideReasons, type OverrideReason } from '../main/catalogue/read-override.ts';
import { catalogueInForce } from '../main/catalogue-in-force.ts';
import type { SessionSnapshot } from '../main/contract/session-snapshot.ts';
import { newPrivateKey } from '../main/gateway/key-setup.ts';
import { openCity, override, type City } from './support/city-override.ts';
import { kioskInHall, type KioskInHall } from './support/kiosk-in-hall.ts';
import { databasePath, start } from './support/outbox-fixture.ts';

const cheaper = (yuan: number, version: number) => override({ 'passport-reissue': { fee: { yuan } } }, version);

/** A start of the kiosk on the database of `path`: what is in force, and what the log says of it. */
async function opened({ path, publicKey }: City, databaseFile: string) {
  const { database, audit } = start(databaseFile);
  const before = audit.entries(0, 1000).length;
  const { services, alarm } = await catalogueInForce({ path, key: publicKey, database, audit });
  const log = audit
    .entries(before, 10)
    .map(({ event, detail }) => `${event} ${detail}`)
    .filter((line) => line.startsWith('catalogue'));
  database.close();
  const passport = services.find(({ id }) => id === 'passport-reissue');
  return { fee: passport?.fee.kind === 'table' ? passport.fee.yuan : null, alarm, log, services };
}

test('without a file the base catalogue is in force, and nobody is alarmed', async () => {
  const { database, audit } = start(databasePath());
  const inForce = await catalogueInForce({ path: null, key: null, database, audit });
  expect(inForce).toEqual({ services: baseCatalogue, alarm: null });
  expect(audit.entries(0, 10)).toEqual([]);
  database.close();
});

test('a new version is in force and in the log once; the same again is in force without a word', async () => {
  const city = await openCity();
  const database = databasePath();
  await city.publish(cheaper(100, 7));
  expect(await opened(city, database)).toMatchObject({
    fee: 100,
    alarm: null,
    log: ['catalogue-changed {"count":"7"}'],
  });
  expect(await opened(city, database)).toMatchObject({ fee: 100, alarm: null, log: [] });
});

test('an older version cannot be put back, also after a restart, and a newer one is in force', async () => {
  const city = await openCity();
  const database = databasePath();
  await city.publish(cheaper(100, 7));
  await opened(city, database);
  await city.publish(cheaper(90, 6));
  expect(await opened(city, database)).toMatchObject({
    fee: 120,
    alarm: `${city.path}, line 2: version 6 is older than 7, which was in force.`,
    log: ['catalogue-refused {"reason":"staleVersion"}'],
  });
  await city.publish(cheaper(80, 8));
  expect(await opened(city, database)).toMatchObject({
    fee: 80,
    alarm: null,
    log: ['catalogue-changed {"count":"8"}'],
  });
});

test('a version whose number did not reach the disk is not in force', async () => {
  const city = await openCity();
  await city.publish(cheaper(100, 7));
  const { database, audit } = start(databasePath());
  const { path, publicKey: key } = city;
  database.setting(`max_page_count = ${String(database.setting('page_count'))}`);
  for (let entries = 0; entries < 1000 && audit.record({ event: 'kiosk-started', detail: {} }).ok; entries += 1);
  const full = await catalogueInForce({ path, key, database, audit });
  expect(full).toEqual({
    services: baseCatalogue,
    alarm: `${path}: its version could not be recorded (storageFull).`,
  });
  database.setting('max_page_count = 1000000');
  expect((await catalogueInForce({ path, key, database, audit })).alarm).toBeNull();
  database.close();
});

/** Each makes the file of a city one that is not believed. */
const spoilings: Readonly<Record<OverrideReason, (city: City) => Promise<void> | void>> = {
  unreadable: (city) => rmSync(city.path),
  notSigned: (city) => rmSync(`${city.path}.jws`),
  unknownKey: async (city) => city.publish(cheaper(100, 8), await newPrivateKey('ES256')),
  wrongSignature: (city) => writeFileSync(city.path, JSON.stringify(cheaper(1, 8))),
  notUnderstood: (city) => city.publish(cheaper(-1, 8)),
  staleVersion: (city) => city.publish(cheaper(100, 6)),
};

describe.each(overrideReasons)('%s', (reason) => {
  test('keeps the base in force, names the file and is in the log; the right file is believed again', async () => {
    const city = await openCity();
    const database = databasePath();
    await city.publish(cheaper(100, 7));
    expect((await opened(city, database)).fee).toBe(100);
    await spoilings[reason](city);
    const { services, alarm, log } = await opened(city, database);
    expect(services).toBe(baseCatalogue);
    expect(alarm).toContain(city.path);
    expect(log).toEqual([`catalogue-refused {"reason":"${reason}"}`]);
    await city.publish(cheaper(100, 7));
    expect(await opened(city, database)).toMatchObject({ fee: 100, alarm: null, log: [] });
  });
});

function passportFee({ step }: SessionSnapshot): unknown {
  const tiles = step.name === 'home' ? step.areas.flatMap(({ services }) => services) : [];
  return tiles.find(({ id }) => id === 'passport-reissue')?.fee;
}

describe('a whole kiosk', () => {
  let hall: KioskInHall;
  beforeAll(async () => {
    hall = await kioskInHall();
  });
  afterAll(() => hall.close());

  /** Starts the kiosk, wakes it, and says what the tile of the passport costs and what the technician reads. */
  async function openedWith(city: City) {
    writeFileSync(join(hall.keysDir, 'catalogue-key.json'), JSON.stringify(city.publicKey));
    const kiosk = await hall.open({ catalogueOverride: city.path });
    try {
      await kiosk.send({ type: 'wake' });
      return { fee: passportFee(await kiosk.shown()), alarms: kiosk.inside.alarms() };
    } finally {
      await kiosk.stop();
    }
  }

  test('opens with the base when the file is wrong, and tells the technician which line', async () => {
    const city = await openCity();
    await city.publish(cheaper(-1, 1));
    const { fee, alarms } = await openedWith(city);
    expect(fee).toEqual({ kind: 'fixed', yuan: 120 });
    expect(alarms).toEqual([
      `${city.path}, line 7: services.passport-reissue.fee.yuan: Too small: expected number to be >=0.`,
    ]);
  });

  test('control: shows what the city says when the file is right, and has no alarm', async () => {
    const city = await openCity();
    await city.publish(cheaper(100, 1));
    expect(await openedWith(city)).toEqual({ fee: { kind: 'fixed', yuan: 100 }, alarms: [] });
  });
});
