import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { keyBundleFile } from '../../main/gateway/key-bundle-file.ts';
import { keyRing } from '../../main/gateway/key-ring.ts';
import { newPrivateKey, publicHalf } from '../../main/gateway/key-setup.ts';
import type { PrivateKey } from '../../main/gateway/key-setup.ts';
import { keyBundleType } from '../../main/gateway/key-messages.ts';
import type { KeyBundle } from '../../main/gateway/key-messages.ts';
import { signedJson } from '../../main/gateway/signed-json.ts';
import { newSm2PrivateKey } from '../../main/gateway/sm2-key.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { memoryStore } from '../support/ring.ts';

const dayMs = 24 * 60 * 60 * 1000;
const start = new Date('2026-11-21T08:00:00Z');
const day = (days: number): string => new Date(start.getTime() + days * dayMs).toISOString();
/** A gateway that speaks at the very moment of the clock's start, plus so many days. */
const at = (days: number) => ({ serverTime: day(days) });

let root: PrivateKey;
let [first, second, acknowledging]: PrivateKey[] = [];
beforeAll(async () => {
  root = await newPrivateKey('ES256');
  [first, second] = await Promise.all([newPrivateKey('ECDH-ES+A256KW'), newPrivateKey('ECDH-ES+A256KW')]);
  acknowledging = await newPrivateKey('ES256');
});

type Window = readonly [PrivateKey, from: number, to: number];
const bundle = (version: number, seal: readonly Window[], acknowledge: readonly Window[] = []): KeyBundle => ({
  version,
  keys: [
    ...seal.map((each) => ({ use: 'seal' as const, ...timed(each) })),
    ...(acknowledge.length > 0 ? acknowledge : [[acknowledging!, -400, 400] as const]).map((each) => ({
      use: 'acknowledge' as const,
      ...timed(each),
    })),
  ],
});
const timed = ([key, from, to]: Window) => ({ key: publicHalf(key), notBefore: day(from), notAfter: day(to) });
const signed = (what: object, by = root, type = keyBundleType) => signedJson(what, type, by);

async function newRing({ store = memoryStore(), clock = new FakeClock(start) } = {}) {
  const ring = await keyRing({ rootKey: publicHalf(root), store, clock });
  return { ring, store, clock, kid: () => ring.sealingKey()?.kid ?? null };
}

describe('a bundle', () => {
  test('gives its keys when the pinned root signed it; before that there are none', async () => {
    const { ring, kid } = await newRing();
    expect([kid(), ring.acknowledgementKeys(), ring.expiresInMs(), ring.version()]).toEqual([null, [], 0, null]);
    const keyBundle = await signed(bundle(1, [[first!, -1, 30]]));
    expect(await ring.take({ keyBundle, ...at(0) })).toEqual({ ok: true, value: 'taken' });
    expect(ring.sealingKey()).toEqual(publicHalf(first!));
    expect(ring.acknowledgementKeys()).toEqual([publicHalf(acknowledging!)]);
    expect([ring.expiresInMs(), ring.version()]).toEqual([30 * dayMs, 1]);
    expect(await ring.take({ keyBundle, ...at(0) })).toEqual({ ok: true, value: 'held' });
  });

  test('is not believed from anybody else, as anything else, or changed', async () => {
    const { ring, store, kid } = await newRing();
    const good = bundle(1, [[first!, -1, 30]]);
    const stranger = await newPrivateKey('ES256');
    const jws = await signed(good);
    const [head, , signature] = jws.split('.');
    const forged = Buffer.from(JSON.stringify(bundle(9, [[second!, -1, 30]]))).toString('base64url');
    const cases: [string, string, string][] = [
      ['another root', await signed(good, stranger), 'badSignature'],
      ["another root under the pinned one's name", await signed(good, { ...stranger, kid: root.kid }), 'badSignature'],
      ['another payload', [head, forged, signature].join('.'), 'badSignature'],
      ['another thing that the root signed', await signed(good, root, 'kiosk-ack1'), 'malformed'],
      ['no bundle', await signed({ version: 1 }), 'malformed'],
      ['a private key in it', await signed({ ...good, keys: [{ ...good.keys[0], key: first }] }), 'malformed'],
      ['version 0', await signed({ ...good, version: 0 }), 'malformed'],
      ['no JWS', 'aaaa.bbbb.cccc', 'malformed'],
    ];
    for (const [name, keyBundle, error] of cases)
      expect(await ring.take({ keyBundle, ...at(0) }), name).toEqual({ ok: false, error });
    expect([kid(), store.written, ring.refusal()]).toEqual([null, [], 'malformed']);
    // Control: the good one, last.
    expect(await ring.take({ keyBundle: jws, ...at(0) })).toMatchObject({ ok: true });
    expect(ring.refusal()).toBeNull();
  });

  test('never goes back to an older version, also after a restart', async () => {
    const { ring, store, kid } = await newRing();
    const [older, newer] = [await signed(bundle(1, [[first!, -1, 30]])), await signed(bundle(2, [[second!, -1, 30]]))];
    await ring.take({ keyBundle: newer, ...at(0) });
    expect(await ring.take({ keyBundle: older, ...at(0) })).toEqual({ ok: false, error: 'olderVersion' });
    expect(kid()).toBe(second!.kid);
    const again = await newRing({ store });
    expect(await again.ring.take({ keyBundle: older, ...at(0) })).toEqual({ ok: false, error: 'olderVersion' });
    expect(again.kid()).toBe(second!.kid);
    // Control: without what the disk kept, the older one is as good as any.
    expect(await (await newRing()).ring.take({ keyBundle: older, ...at(0) })).toMatchObject({ ok: true });
  });

  test('of the same version with other keys changes nothing', async () => {
    const { ring, kid } = await newRing();
    await ring.take({ keyBundle: await signed(bundle(1, [[first!, -1, 30]])), ...at(0) });
    const other = await signed(bundle(1, [[second!, -1, 30]]));
    expect(await ring.take({ keyBundle: other, ...at(0) })).toEqual({ ok: true, value: 'held' });
    expect(kid()).toBe(first!.kid);
  });
});

describe('windows, in the time of the gateway', () => {
  test('not yet, then valid to the last moment, then no more', async () => {
    const { ring, clock, kid } = await newRing();
    await ring.take({ keyBundle: await signed(bundle(1, [[first!, 1, 2]])), ...at(0) });
    expect([kid(), ring.expiresInMs()]).toEqual([null, 0]);
    await clock.advance(dayMs - 1);
    expect(kid()).toBeNull();
    await clock.advance(1);
    expect([kid(), ring.expiresInMs()]).toEqual([first!.kid, dayMs]);
    await clock.advance(dayMs - 1);
    expect([kid(), ring.expiresInMs()]).toEqual([first!.kid, 1]);
    await clock.advance(1);
    expect([kid(), ring.expiresInMs()]).toEqual([null, 0]);
  });

  test('of two that overlap the newer seals, and both are believed', async () => {
    const { ring, clock, kid } = await newRing();
    const other = await newPrivateKey('ES256');
    const windows = [
      [acknowledging!, -30, 10],
      [other, 5, 60],
    ] as const;
    const overlapping = bundle(
      1,
      [
        [second!, 5, 40],
        [first!, -30, 10],
      ],
      windows,
    );
    await ring.take({ keyBundle: await signed(overlapping), ...at(0) });
    const kids = () => ring.acknowledgementKeys().map((key) => key.kid);
    expect([kid(), kids(), ring.expiresInMs()]).toEqual([first!.kid, [acknowledging!.kid], 40 * dayMs]);
    await clock.advance(5 * dayMs);
    expect([kid(), kids()]).toEqual([second!.kid, [other.kid, acknowledging!.kid]]);
    await clock.advance(5 * dayMs);
    expect([kid(), kids()]).toEqual([second!.kid, [other.kid]]);
  });

  test('a gap between two ends the time that is left, and so do keys that only acknowledge', async () => {
    const { ring } = await newRing();
    const gap = bundle(1, [
      [first!, -1, 3],
      [second!, 4, 60],
    ]);
    await ring.take({ keyBundle: await signed(gap), ...at(0) });
    expect(ring.expiresInMs()).toBe(3 * dayMs);
    await ring.take({
      keyBundle: await signed(bundle(2, [[first!, -1, 60]], [[acknowledging!, -1, 2]])),
      ...at(0),
    });
    expect(ring.expiresInMs()).toBe(2 * dayMs);
  });

  test.each([
    ['six years behind', -6 * 365],
    ['a year ahead', 365],
  ])('a wall clock %s does not matter once the gateway has spoken', async (_, days) => {
    const clock = new FakeClock(new Date(start.getTime() + days * dayMs));
    const { ring, kid } = await newRing({ clock });
    await ring.take({ keyBundle: await signed(bundle(1, [[first!, -1, 30]])), ...at(0) });
    expect([kid(), ring.expiresInMs()]).toEqual([first!.kid, 30 * dayMs]);
  });
});

const kept = async (windows: readonly Window[] = [[first!, -1, 30]]) =>
  memoryStore({ keyBundle: await signed(bundle(1, windows)), gatewayTime: day(0) });
const wall = (days: number) => new FakeClock(new Date(start.getTime() + days * dayMs));

describe('a start without the network', () => {
  test('seals and believes with what the disk kept', async () => {
    const { ring, kid } = await newRing({ store: await kept(), clock: wall(10) });
    expect([kid(), ring.expiresInMs()]).toEqual([first!.kid, 20 * dayMs]);
    expect(ring.acknowledgementKeys()).toEqual([publicHalf(acknowledging!)]);
  });

  test('with a wall clock that lost its battery goes by the last word of the gateway', async () => {
    const clock = wall(-6 * 365);
    const { ring, kid } = await newRing({ store: await kept(), clock });
    expect([kid(), ring.expiresInMs()]).toEqual([first!.kid, 30 * dayMs]);
    await clock.advance(30 * dayMs);
    expect(kid()).toBeNull();
  });

  test('a clock that is set back brings no old key to life; one far ahead seals to none', async () => {
    const old = await kept([[first!, -60, -1]]);
    expect((await newRing({ store: old, clock: wall(-30) })).kid()).toBeNull();
    expect((await newRing({ store: await kept(), clock: wall(365) })).kid()).toBeNull();
    // Control: with a right clock and no memory of the gateway's time the old key would have been valid.
    const forgetful = memoryStore({ keyBundle: old.read()!.keyBundle, gatewayTime: day(-300) });
    expect((await newRing({ store: forgetful, clock: wall(-30) })).kid()).toBe(first!.kid);
  });

  test('with the disk of another enrolment knows nothing, not even the time', async () => {
    const keyBundle = await signed(bundle(7, [[second!, -400, 400]]), await newPrivateKey('ES256'));
    const { ring, kid } = await newRing({ store: memoryStore({ keyBundle, gatewayTime: day(300) }) });
    expect([kid(), ring.version()]).toEqual([null, null]);
    expect(await ring.take({ keyBundle: await signed(bundle(1, [[first!, -1, 30]])), ...at(0) })).toMatchObject({
      ok: true,
    });
    expect(kid()).toBe(first!.kid);
  });
});

const folder = (): string => {
  const dir = mkdtempSync(join(tmpdir(), 'key-ring-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return join(dir, 'key-bundle.json');
};

describe('the disk', () => {
  test('keeps the bundle, and the time not oftener than each hour', async () => {
    const { ring, store, clock } = await newRing();
    const keyBundle = await signed(bundle(1, [[first!, -1, 30]]));
    const take = () => ring.take({ keyBundle, serverTime: clock.wallTime().toISOString() });
    await take();
    await clock.advance(60 * 60 * 1000 - 1);
    await take();
    expect(store.written).toHaveLength(1);
    await clock.advance(1);
    await take();
    expect(store.written.map(({ gatewayTime }) => gatewayTime)).toEqual([
      '2026-11-21T08:00:00.000Z',
      '2026-11-21T09:00:00.000Z',
    ]);
  });

  test('that is full is tried again at the next handshake; the keys are there meanwhile', async () => {
    const store = memoryStore();
    let isFull = true;
    const full = { ...store, write: (next: Parameters<typeof store.write>[0]) => !isFull && store.write(next) };
    const clock = new FakeClock(start);
    const ring = await keyRing({ rootKey: publicHalf(root), store: full, clock });
    const keyBundle = await signed(bundle(1, [[first!, -1, 30]]));
    await ring.take({ keyBundle, ...at(0) });
    expect([ring.sealingKey()?.kid, store.written.length]).toEqual([first!.kid, 0]);
    isFull = false;
    await ring.take({ keyBundle, ...at(0) });
    expect(store.written).toEqual([{ keyBundle, gatewayTime: day(0) }]);
  });

  test('a file survives a restart; torn or changed, it is no bundle and no accident', async () => {
    const path = folder();
    const { ring } = await newRing({ store: { ...memoryStore(), ...keyBundleFile(path) } });
    await ring.take({ keyBundle: await signed(bundle(1, [[first!, -1, 30]])), ...at(0) });
    const kidAfterStart = async () => (await newRing({ store: { ...memoryStore(), ...keyBundleFile(path) } })).kid();
    expect(await kidAfterStart()).toBe(first!.kid);
    const text = readFileSync(path, 'utf8');
    expect(text).not.toContain('"d"');
    for (const spoiled of [text.slice(0, 40), '', text.replace('"keyBundle":"e', '"keyBundle":"f')]) {
      writeFileSync(path, spoiled);
      expect(await kidAfterStart(), spoiled.slice(0, 40)).toBeNull();
    }
  });

  test('a folder that cannot be written says so and throws nothing', () => {
    const path = folder();
    writeFileSync(path, 'a file where a folder should be');
    expect(keyBundleFile(join(path, 'below')).write({ keyBundle: 'a.b.c', gatewayTime: day(0) })).toBe(false);
  });
});

test('each suite gets a key of its own curve from the same bundle', async () => {
  const sm2 = await newSm2PrivateKey();
  const both = bundle(1, [[first!, -1, 30]]);
  const keys = [...both.keys, { use: 'seal', key: publicHalf(sm2), notBefore: day(-1), notAfter: day(20) }];
  const handshake = { keyBundle: await signed({ ...both, keys }), ...at(0) };
  for (const [curve, kid, days] of [
    ['P-256', first!.kid, 30],
    ['SM2', sm2.kid, 20],
  ] as const) {
    const ring = await keyRing({ rootKey: publicHalf(root), store: memoryStore(), clock: new FakeClock(start), curve });
    await ring.take(handshake);
    expect([ring.sealingKey()?.kid, ring.expiresInMs()]).toEqual([kid, days * dayMs]);
  }
});
