import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectFolder } from '../../build/project-folder.ts';
import { baseCatalogue } from '../../main/catalogue/catalogue.ts';
import { localOverrideSchema, serviceChangeSchema } from '../../main/catalogue/local-override.ts';
import { readOverride, understandOverride } from '../../main/catalogue/read-override.ts';
import { publicKeySchema } from '../../main/gateway/key-messages.ts';
import { override, temporaryFolder } from '../support/city-override.ts';

/** The tool as the office starts it. */
function run(...argv: readonly string[]): { readonly said: string; readonly code: number | null } {
  const tool = spawnSync(process.execPath, [join(projectFolder, 'build/catalogue.ts'), ...argv], { encoding: 'utf8' });
  return { said: tool.stdout + tool.stderr, code: tool.status };
}

const mode = (file: string): string => (statSync(file).mode & 0o777).toString(8);
const fileOf = (folder: string, content: unknown): string => {
  const file = join(folder, 'override.json');
  writeFileSync(file, JSON.stringify(content, null, 2));
  return file;
};

describe('an office with a key', () => {
  let folder: string;
  let privateKey: string;
  let publicKey: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kiosk-city-'));
    privateKey = join(folder, 'catalogue-private-key.json');
    publicKey = join(folder, 'catalogue-key.json');
    expect(run('keygen', folder)).toMatchObject({ code: 0, said: expect.stringContaining(publicKey) });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const key = () => publicKeySchema.parse(JSON.parse(readFileSync(publicKey, 'utf8')));
  const read = (path: string) =>
    readOverride({ path, newestVersion: 0, key: { kid: key().kid, jwk: { ...key() } } }, baseCatalogue);

  test('its private half is for nobody else to read, its public half holds nothing private', () => {
    expect(mode(privateKey)).toBe('600');
    expect(readFileSync(privateKey, 'utf8')).toContain('"d":');
    expect(readFileSync(publicKey, 'utf8')).not.toContain('"d":');
  });

  test('it is not made anew over one that is in use', () => {
    const before = readFileSync(privateKey, 'utf8');
    expect(run('keygen', folder)).toMatchObject({ code: 1, said: `${privateKey} is there already and stays.\n` });
    expect(readFileSync(privateKey, 'utf8')).toBe(before);
  });

  test('signs a file that a kiosk then believes, and no longer after a change', async () => {
    const file = fileOf(temporaryFolder(), override({ 'passport-reissue': { fee: { yuan: 100 } } }, 4));
    expect(run('sign', file, '--key', privateKey)).toEqual({
      code: 0,
      said: `OK: ${file}, version 4.\n${file}.jws is its signature by ${key().kid}.\n`,
    });
    expect(readFileSync(`${file}.jws`, 'utf8')).toMatch(/^[A-Za-z0-9_-]+\.\.[A-Za-z0-9_-]{86}\n$/);
    expect(await read(file)).toMatchObject({ ok: true, value: { version: 4 } });
    writeFileSync(file, readFileSync(file, 'utf8').replace('100', '1'));
    expect(await read(file)).toMatchObject({ ok: false, error: { reason: 'wrongSignature' } });
  });

  test('does not sign what it would refuse', async () => {
    const file = fileOf(temporaryFolder(), override({ 'passport-reissue': { fee: { yuan: -1 } } }));
    const sentence = `${file}, line 7: services.passport-reissue.fee.yuan: Too small: expected number to be >=0.\n`;
    expect(run('check', file)).toEqual({ code: 1, said: sentence });
    expect(run('sign', file, '--key', privateKey)).toEqual({ code: 1, said: sentence });
    expect(await read(file)).toMatchObject({ ok: false, error: { reason: 'notSigned' } });
  });

  test('does not sign with a public half', () => {
    const file = fileOf(temporaryFolder(), override({}));
    expect(run('sign', file, '--key', publicKey)).toEqual({
      code: 1,
      said: `${publicKey} holds no private key of a city.\n`,
    });
  });
});

test('a right file is told so, and one that is not there, too', () => {
  const folder = temporaryFolder();
  const file = fileOf(folder, override({}, 12));
  expect(run('check', file)).toEqual({ code: 0, said: `OK: ${file}, version 12.\n` });
  expect(run('check', folder)).toEqual({ code: 1, said: `${folder} cannot be read.\n` });
});

test.each(['', 'check', 'sign file', 'publish file', 'check one two'])(
  'who asks to "%s" is told how to ask',
  (argv) => {
    expect(run(...argv.split(' '))).toMatchObject({
      code: 2,
      said: expect.stringMatching(/^usage: npm run catalogue/),
    });
  },
);

describe('docs/services.md', () => {
  const page = readFileSync(join(projectFolder, 'docs/services.md'), 'utf8');

  test('shows a file that a kiosk can follow', () => {
    const example = /```json\n(.*?)```/s.exec(page)?.[1] ?? expect.fail('there is no example');
    const understood = understandOverride('services.md', Buffer.from(example), baseCatalogue);
    expect(understood).toMatchObject({ ok: true, value: { version: 1 } });
    expect(understood.ok && understood.value.services).not.toEqual(baseCatalogue);
  });

  test('names every field that a city can change, and every part of the file', () => {
    const table = page.split('## What a city changes')[1]?.split('\n## ')[0] ?? '';
    for (const field of [...Object.keys(localOverrideSchema.shape), ...Object.keys(serviceChangeSchema.shape)])
      expect(table, field).toMatch(new RegExp(`[\`"]${field}[\`"]`));
  });

  test('reads the record as it ships', () => {
    const record = readFileSync(join(projectFolder, 'main/catalogue/vehicle/temporary-plate.ts'), 'utf8');
    const rows = (page.split('## Reading one')[1]?.split('\n## ')[0] ?? '').matchAll(/^\| `([^`]+)`/gm);
    const quoted = [...rows].map(([, code = '']) => code);
    expect(quoted.length).toBeGreaterThan(15);
    expect(quoted.filter((code) => !record.includes(code))).toEqual([]);
  });
});
