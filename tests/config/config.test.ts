import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hardwareProfileSchema } from '../../devices/hardware-profile.ts';
import { devicesOf } from '../../devices/registry.ts';
import { kioskConfigSchema, loadConfig, readConfig, readJson } from '../../main/config/config.ts';
import { FakeClock } from '../support/fake-clock.ts';

const root = path.resolve(import.meta.dirname, '../..');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kiosk-config-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function written(text: string): Promise<string> {
  const file = path.join(folder, 'config.json');
  await writeFile(file, text);
  return file;
}
const example = async () => JSON.parse(await readFile(path.join(root, 'docs/kiosk.example.json'), 'utf8'));

describe('the configuration', () => {
  test('in the documentation is a whole one, and every field is explained', async () => {
    expect(await readConfig(path.join(root, 'docs/kiosk.example.json'))).toMatchObject({ ok: true });
    const explained = await readFile(path.join(root, 'docs/configuration.md'), 'utf8');
    for (const field of Object.keys(kioskConfigSchema.shape)) expect(explained, field).toContain(`\`${field}`);
  });

  test.each([
    ['a missing field', { officerPhone: undefined }, 'officerPhone'],
    ['an unknown field', { colour: 'blue' }, 'colour'],
    ['a gateway without TLS', { gateway: { url: 'http://gateway.example' } }, 'gateway.url'],
    ['a place of no kind', { places: [{ kind: 'shop' }] }, 'places[0].kind'],
    ['a name in one language', { hallName: { en: 'Hall' } }, 'hallName'],
  ])('with %s is refused by name', async (_what, change, name) => {
    const read = await readConfig(await written(JSON.stringify({ ...(await example()), ...change })));
    expect(read).toMatchObject({ ok: false });
    expect(read.ok ? '' : read.error).toContain(name);
  });

  test('that is not there, not named or no JSON ends the start with a sentence', async () => {
    await expect(loadConfig(undefined)).rejects.toThrow('XIAOJING_CONFIG');
    await expect(loadConfig(path.join(folder, 'nowhere.json'))).rejects.toThrow('cannot be read');
    await expect(loadConfig(await written('{'))).rejects.toThrow('is not JSON');
  });
});

describe('a hardware profile', () => {
  test.each(['simulated', 'example-hall'])('that ships is right: %s', async (name) => {
    expect(await readJson(path.join(root, `devices/profiles/${name}.json`), hardwareProfileSchema)).toMatchObject({
      ok: true,
    });
  });

  test('that simulates a device is refused by a kiosk without simulators', async () => {
    const profile = await readJson(path.join(root, 'devices/profiles/simulated.json'), hardwareProfileSchema);
    expect(() => profile.ok && devicesOf(profile.value, new FakeClock(), null)).toThrow('brings no simulators');
  });
});
