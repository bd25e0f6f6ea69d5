import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chooseScreen, findElectron } from '../../build/electron-binary.ts';
import { projectFolder } from '../../build/project-folder.ts';
import { sourcesStamp, unlessUnchanged } from '../../build/sources-stamp.ts';

let folder: string;
let children: ChildProcess[];

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'kiosk-start-'));
  children = [];
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const write = (file: string, text: string): string => {
  const full = path.join(folder, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, text);
  return full;
};

/** Runs a program to its end. */
async function run(
  args: string[],
  env: Record<string, string> = {},
  cwd = folder,
): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, args, { cwd, env: { PATH: process.env['PATH'] ?? '', HOME: folder, ...env } });
  children.push(child);
  let output = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (output += String(chunk)));
  const [code] = (await once(child, 'close')) as [number];
  return { code, output };
}

/** The project without its packages: its start scripts and a lock file that wants one package. */
function bareProject(): void {
  for (const file of ['start.mjs', 'launch.mjs', 'install.mjs', 'node-24.mjs']) {
    cpSync(path.join(projectFolder, 'build', file), path.join(folder, 'build', file));
  }
  const wanted = { name: 'xiaojing', version: '0.1.0', dependencies: { zod: '4.6.7' } };
  write('package.json', JSON.stringify({ ...wanted, type: 'module' }));
  const resolved = 'http://127.0.0.1:9/zod/-/zod-4.6.7.tgz';
  const packages = { '': wanted, 'node_modules/zod': { version: '4.6.7', resolved } };
  write('package-lock.json', JSON.stringify({ ...wanted, lockfileVersion: 3, requires: true, packages }));
}

test('an old Node is told which one is needed', async () => {
  bareProject();
  const old = write('old.mjs', "Object.defineProperty(process.versions, 'node', { value: '18.20.4' });");
  const { code, output } = await run(['--import', old, 'build/start.mjs']);
  expect(output.trim()).toBe('Node 18.20.4 is too old: please install Node 20.19 or newer (https://nodejs.org).');
  expect(code).toBe(1);
});

test('without a network it says so, ends with an error, and leaves nothing that looks installed', async () => {
  bareProject();
  const nobody = { npm_config_registry: 'http://127.0.0.1:9/', npm_config_cache: path.join(folder, 'cache') };
  const first = await run(['build/start.mjs'], nobody);
  expect(first.output).toContain('the registry cannot be reached');
  expect(first.code).toBe(1);
  const second = await run(['build/start.mjs'], nobody);
  expect(second.output).toContain('the registry cannot be reached');
}, 60_000);

test('npm that fails for another reason is quoted', async () => {
  bareProject();
  // A lock file that lacks a dependency; one from a folder, so that npm needs no network to see it.
  write('other/package.json', JSON.stringify({ name: 'other', version: '1.0.0' }));
  write('package.json', JSON.stringify({ name: 'bare', version: '1.0.0', dependencies: { other: 'file:other' } }));
  write(
    'package-lock.json',
    JSON.stringify({ lockfileVersion: 3, requires: true, packages: { '': { name: 'bare' } } }),
  );
  const { code, output } = await run(['build/start.mjs']);
  expect(output).toContain('npm ci failed. Its last words:');
  expect(code).toBe(1);
}, 60_000);

test('no npm at all is told too', async () => {
  bareProject();
  const { code, output } = await run(['build/start.mjs'], { PATH: folder });
  expect(output).toContain('npm itself did not start');
  expect(code).toBe(1);
});

test('a full disk is told from a missing network', async () => {
  const { installProblem } = (await import(path.join(projectFolder, 'build/install.mjs'))) as {
    installProblem: (output: string, freeBytes?: number) => string;
  };
  expect(installProblem('npm error code ENOSPC')).toContain('the disk is full');
  expect(installProblem('', 1_000_000)).toContain('the disk is full');
  expect(installProblem('npm error code ENOTFOUND')).toContain('registry cannot be reached');
});

test('packages count as installed when npm has finished, and not before', async () => {
  const { isInstalled } = (await import(path.join(projectFolder, 'build/install.mjs'))) as {
    isInstalled: (folder: string) => boolean;
  };
  bareProject();
  expect(isInstalled(folder)).toBe(false);
  write('node_modules/zod/package.json', '{}');
  expect(isInstalled(folder)).toBe(false);
  write('node_modules/.package-lock.json', JSON.stringify({ packages: { 'node_modules/zod': { version: '4.6.6' } } }));
  expect(isInstalled(folder)).toBe(false);
  write('node_modules/.package-lock.json', JSON.stringify({ packages: { 'node_modules/zod': { version: '4.6.7' } } }));
  expect(isInstalled(folder)).toBe(true);
});

test('a port that is taken is named, with the way out', async () => {
  const other = net.createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const { port } = address;
  mkdirSync(path.join(folder, 'pages'));
  const args = ['build/preview.ts', '--port', String(port), '--data', folder, '--pages', path.join(folder, 'pages')];
  const { code, output } = await run(args, {}, projectFolder);
  expect(output).toContain(`Port ${port} is taken, perhaps by another kiosk.`);
  expect(code).toBe(1);
  other.close();
}, 30_000);

test('the preview prints three lines, and a signal ends it in peace', async () => {
  write('pages/index.html', '<p>screen</p>');
  const args = ['build/preview.ts', '--port', '0', '--data', folder, '--pages', path.join(folder, 'pages')];
  const child = spawn(process.execPath, args, { cwd: projectFolder, env: { PATH: process.env['PATH'] ?? '' } });
  children.push(child);
  let output = '';
  const printed = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk) => {
      output += String(chunk);
      if (output.includes('Ctrl+C')) resolve();
    });
  });
  const ended = once(child, 'close');
  await Promise.race([printed, ended]);
  expect(output.trim().split('\n')).toHaveLength(3);
  const url = /http:\/\/\S+/.exec(output)?.[0] ?? '';
  expect(await (await fetch(new URL('/', url))).text()).toBe('<p>screen</p>');
  child.kill('SIGINT');
  expect((await ended)[0]).toBe(0);
}, 30_000);

test('Electron is found by its files, never by importing it', () => {
  expect(findElectron(folder, {})).toBeNull();
  write('node_modules/electron/path.txt', 'electron');
  expect(findElectron(folder, {})).toBeNull();
  const installed = write('node_modules/electron/dist/electron', '');
  expect(findElectron(folder, {})).toBe(installed);
  const carried = write('carried/electron', '');
  expect(findElectron(folder, { ELECTRON_OVERRIDE_DIST_PATH: path.dirname(carried) })).toBe(carried);
});

test('without Electron or a display the preview is shown, and the reason is one line', () => {
  const missing = chooseScreen(folder, { DISPLAY: ':0' });
  expect(missing).toMatchObject({ kind: 'browser' });
  expect('because' in missing && missing.because).toContain('npx install-electron');
  write('node_modules/electron/path.txt', 'electron');
  write('node_modules/electron/dist/electron', '');
  expect(chooseScreen(folder, { WAYLAND_DISPLAY: 'wayland-0' })).toMatchObject({ kind: 'electron' });
  if (process.platform === 'linux') expect(chooseScreen(folder, {})).toMatchObject({ kind: 'browser' });
});

const fail = (): Promise<unknown> => Promise.reject(new Error('no'));

test('a build runs when a source has changed, and only then; one that failed runs again', async () => {
  write('renderer/a.ts', '1');
  write('package-lock.json', '{}');
  const stamp = path.join(folder, 'stamp');
  let builds = 0;
  const build = (): Promise<unknown> => Promise.resolve((builds += 1));
  expect(await unlessUnchanged(folder, stamp, build)).toBe(true);
  expect(await unlessUnchanged(folder, stamp, build)).toBe(false);
  const before = sourcesStamp(folder);
  write('renderer/a.ts', '2');
  expect(sourcesStamp(folder)).not.toBe(before);
  await expect(unlessUnchanged(folder, stamp, fail)).rejects.toThrow('no');
  expect(await unlessUnchanged(folder, stamp, build)).toBe(true);
  expect(builds).toBe(2);
});
