import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { answerAppRequest } from '../../main/shell/app-protocol.ts';
import { frozenFiles, type FrozenFile } from '../../main/shell/frozen-files.ts';

vi.mock('electron', () => import('../shell/fake-electron.ts'));

let folder: string;
let files: ReadonlyMap<string, FrozenFile>;
const secret = 'outside the folder';

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kiosk-app-'));
  await mkdir(path.join(folder, 'renderer/assets'), { recursive: true });
  await writeFile(path.join(folder, 'secret.txt'), secret);
  await writeFile(path.join(folder, 'renderer/index.html'), '<p>inside</p>');
  for (const file of ['a.js', 'face-detector-worker-B8cRy_-5.js', 'other-worker-B8cRy_-5.js'])
    await writeFile(path.join(folder, 'renderer/assets', file), 'export {};');
  files = await frozenFiles(path.join(folder, 'renderer'));
});
afterAll(() => rm(folder, { recursive: true }));

const get = (url: string): Promise<Response> => answerAppRequest(files, 'GET', url);

test('a file of the list comes with its type and the policy', async () => {
  const answer = await get('app://kiosk/assets/a.js');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/);
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(await answer.text()).toBe('export {};');
});

const policyOf = async (url: string): Promise<string> => (await get(url)).headers.get('content-security-policy') ?? '';

test("WebAssembly is allowed to the face detector's script and to nothing else, and eval to nobody", async () => {
  const page = await policyOf('app://kiosk/index.html');
  expect(await policyOf('app://kiosk/assets/face-detector-worker-B8cRy_-5.js')).toBe(
    page.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'"),
  );
  for (const other of ['assets/a.js', 'assets/other-worker-B8cRy_-5.js', 'assets/face-detector-worker-x.js/index.html'])
    expect(await policyOf(`app://kiosk/${other}`)).toBe(page);
  expect(page).not.toContain('unsafe');
});

test.each([
  'app://kiosk/../secret.txt',
  'app://kiosk/%2e%2e/secret.txt',
  'app://kiosk/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
  'app://kiosk/..%5csecret.txt',
  'app://kiosk/assets/..\\..\\secret.txt',
  'app://kiosk/index.html%00.js',
  'app://kiosk//etc/passwd',
  'app://evil/index.html',
  'app://kiosk.evil/index.html',
  'app://kiosk/assets',
  'app://kiosk/assets/',
  'app://kiosk/__proto__',
  `app://kiosk/${'a'.repeat(100_000)}`,
])('nothing at %s', async (url) => {
  expect((await get(url)).status).toBe(404);
});

test('nothing but GET', async () => {
  expect((await answerAppRequest(files, 'POST', 'app://kiosk/index.html')).status).toBe(404);
});

const piece = fc.constantFrom(
  '..',
  '.',
  '/',
  '\\',
  '%2e',
  '%2f',
  '%5c',
  '%00',
  '\u2024',
  '\uff0e',
  'secret.txt',
  'assets',
  'renderer',
);
const spelling = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));

test('no spelling of a path leaves the folder', async () => {
  await fc.assert(
    fc.asyncProperty(spelling, async (spelled) => {
      const answer = await get(`app://kiosk/${spelled}`);
      expect(await answer.text()).not.toContain(secret);
    }),
    { numRuns: 500 },
  );
});

test('control: a server that joins the path to its folder loses the secret to the same property', async () => {
  const { readFile } = await import('node:fs/promises');
  const joining = (spelled: string): Promise<string> =>
    readFile(path.join(folder, 'renderer', decodeURIComponent(spelled)), 'utf8').catch(() => '');
  const run = await fc.check(
    fc.asyncProperty(spelling, async (spelled) => !(await joining(spelled)).includes(secret)),
    { numRuns: 5_000, seed: 1, examples: [['../secret.txt']] },
  );
  expect(run.failed).toBe(true);
});
