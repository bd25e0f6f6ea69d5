import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { startStaticServer } from '../support/static-server.ts';

/** What an attacker who can write into the page would try; the names of what succeeded end up in window.happened. */
const attempts = `
  const elsewhere = new URLSearchParams(location.search).get('elsewhere');
  const violated = [];
  document.addEventListener('securitypolicyviolation', (event) => violated.push(event.effectiveDirective));
  const add = (name, fields) => document.body.appendChild(Object.assign(document.createElement(name), fields));
  const loads = (name, src) => new Promise((resolve) => {
    const element = add(name, { src });
    element.onload = () => setTimeout(() => resolve(!violated.includes('frame-src')));
    element.onerror = () => resolve(false);
  });
  const features = ['geolocation', 'microphone', 'usb', 'hid', 'serial'];
  const attempts = {
    'inline script': () => (add('script', { text: 'window.inline = true' }), window.inline === true),
    'markup from a string': () => (document.body.insertAdjacentHTML('beforeend', '<i id="m"></i>'), document.getElementById('m')),
    eval: () => eval('1 + 1') === 2,
    WebAssembly: () => WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])),
    'foreign image': () => loads('img', elsewhere + '/dot.svg'),
    'foreign fetch': () => fetch(elsewhere + '/dot.svg', { mode: 'no-cors' }),
    'foreign frame': () => loads('iframe', elsewhere + '/dot.svg'),
    'inline style': () => (add('style', { textContent: 'body { --leak: 1 }' }), getComputedStyle(document.body).getPropertyValue('--leak')),
    'base address': () => (add('base', { href: elsewhere }), document.baseURI.startsWith(elsewhere)),
    ...Object.fromEntries(features.map((name) => [name, () => document.featurePolicy.allowsFeature(name)])),
  };
  window.happened = (async () => {
    const succeeded = [], refused = {};
    for (const [name, attempt] of Object.entries(attempts)) {
      try { if (await attempt()) succeeded.push(name); } catch (error) { refused[name] = String(error); }
    }
    return { tried: Object.keys(attempts), succeeded, refused };
  })();
`;

/** What an attacker who can write into a worker would try; its one message names what succeeded. */
const workerAttempts = `
  const elsewhere = new URLSearchParams(location.search).get('elsewhere');
  const attempts = {
    WebAssembly: () => WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])),
    eval: () => eval('1 + 1') === 2,
    'new Function': () => new Function('return 2')() === 2,
    'script from a string later': () => (setTimeout('self.later = true'), new Promise((resolve) => setTimeout(() => resolve(self.later), 50))),
    'foreign script': () => import(elsewhere + '/empty.js'),
    'foreign fetch': () => fetch(elsewhere + '/dot.svg', { mode: 'no-cors' }),
  };
  const succeeded = [], refused = {};
  for (const [name, attempt] of Object.entries(attempts)) {
    try { if (await attempt()) succeeded.push(name); } catch (error) { refused[name] = String(error); }
  }
  postMessage({ tried: Object.keys(attempts), succeeded, refused });
`;
/** Under the name that the bundler gives the face detector's script, and under another one. */
const [detectorFile, otherFile] = ['assets/face-detector-worker-B8cRy_-5.js', 'assets/another-worker-B8cRy_-5.js'];

let folder: string;
let elsewhere: { origin: string; stop(): Promise<void> };

test.beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kiosk-policy-'));
  await writeFile(
    path.join(folder, 'index.html'),
    '<!doctype html><body>page<script src="/attempts.js"></script></body>',
  );
  await writeFile(path.join(folder, 'plain.html'), '<!doctype html><body>page</body>');
  await writeFile(path.join(folder, 'attempts.js'), attempts);
  await mkdir(path.join(folder, 'assets'));
  for (const file of [detectorFile, otherFile]) await writeFile(path.join(folder, file), workerAttempts);
  await writeFile(path.join(folder, 'empty.js'), 'export {};');
  await writeFile(path.join(folder, 'dot.svg'), '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>');
  elsewhere = await openServer(folder);
});
test.afterAll(async () => {
  await elsewhere.stop();
  await rm(folder, { recursive: true });
});

interface Outcome {
  readonly tried: string[];
  readonly succeeded: string[];
  /** What the browser said of those that threw. */
  readonly refused: Readonly<Record<string, string>>;
}

/** Why WebAssembly does not run: by the policy, and not because the attempt was a bad one. */
const byPolicy = /WebAssembly.*Content Security Policy/;

/** The page makes the attempts itself: what a test evaluates in it is above the policy. */
async function attack(page: Page, origin: string): Promise<Outcome> {
  await page.goto(`${origin}/?elsewhere=${encodeURIComponent(elsewhere.origin)}`);
  return page.evaluate(() => (window as unknown as { happened: Promise<Outcome> }).happened);
}

test('nothing of it works under the headers of the kiosk', async ({ page }) => {
  const server = await startStaticServer(folder);
  const { tried, succeeded, refused } = await attack(page, server.origin);
  expect(tried).toHaveLength(14);
  expect(succeeded).toEqual([]);
  expect(refused['WebAssembly']).toMatch(byPolicy);
  await server.stop();
});

test('control: without the headers all of it works', async ({ page }) => {
  const server = await openServer(folder);
  const { tried, succeeded } = await attack(page, server.origin);
  expect(succeeded).toEqual(tried);
  await server.stop();
});

/** What a worker of ours with that script could do. */
async function attackFromWorker(page: Page, origin: string, file: string): Promise<Outcome> {
  await page.goto(`${origin}/plain.html`);
  return page.evaluate(
    (url) => {
      // The page's own name for it: there is no other.
      const policy = window.trustedTypes?.createPolicy('kiosk-worker', { createScriptURL: (text) => text });
      const worker = new Worker(policy?.createScriptURL(url) ?? url, { type: 'module' });
      return new Promise<Outcome>((resolve, reject) => {
        worker.addEventListener('message', ({ data }: MessageEvent<Outcome>) => resolve(data));
        worker.addEventListener('error', () => reject(new Error('the worker does not start')));
      });
    },
    `/${file}?elsewhere=${encodeURIComponent(elsewhere.origin)}`,
  );
}

test("the face detector's worker runs WebAssembly and no script out of a string; another worker runs neither", async ({
  page,
}) => {
  const server = await startStaticServer(folder);
  expect((await attackFromWorker(page, server.origin, detectorFile)).succeeded).toEqual(['WebAssembly']);
  const other = await attackFromWorker(page, server.origin, otherFile);
  expect(other.succeeded).toEqual([]);
  expect(other.refused['WebAssembly']).toMatch(byPolicy);
  await server.stop();
});

test('control: a worker without the headers can do all of it', async ({ page }) => {
  const server = await openServer(folder);
  const { tried, succeeded } = await attackFromWorker(page, server.origin, detectorFile);
  expect(tried).toHaveLength(6);
  expect(succeeded).toEqual(tried);
  await server.stop();
});

test('no page of another origin can frame the screen', async ({ page }) => {
  const server = await startStaticServer(folder);
  const framed = async (origin: string): Promise<boolean> => {
    await page.goto(`${elsewhere.origin}/plain.html`);
    await page.evaluate((source) => {
      const frame = document.createElement('iframe');
      frame.src = source;
      document.body.append(frame);
      return new Promise((resolve) => frame.addEventListener('load', resolve));
    }, `${origin}/plain.html`);
    const inner = page.frames().find((frame) => frame !== page.mainFrame());
    return ((await inner?.locator('body').textContent()) ?? '').includes('page');
  };
  expect(await framed(server.origin)).toBe(false);
  expect(await framed(elsewhere.origin)).toBe(true);
  await server.stop();
});

/** The same files without the kiosk's headers, for the controls and as the foreign site, which gives to everybody. */
async function openServer(root: string): Promise<{ origin: string; stop(): Promise<void> }> {
  const { readFile } = await import('node:fs/promises');
  const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.svg': 'image/svg+xml' };
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://any');
    const name = pathname === '/' ? '/index.html' : pathname;
    void readFile(path.join(root, name)).then(
      (body) =>
        response
          .writeHead(200, {
            'content-type': types[path.extname(name)] ?? 'text/plain',
            'access-control-allow-origin': '*',
          })
          .end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    stop: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
}
