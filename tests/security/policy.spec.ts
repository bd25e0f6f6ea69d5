import { mkdtemp, rm, writeFile } from 'node:fs/promises';
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
    'foreign image': () => loads('img', elsewhere + '/dot.svg'),
    'foreign fetch': () => fetch(elsewhere + '/dot.svg', { mode: 'no-cors' }),
    'foreign frame': () => loads('iframe', elsewhere + '/dot.svg'),
    'inline style': () => (add('style', { textContent: 'body { --leak: 1 }' }), getComputedStyle(document.body).getPropertyValue('--leak')),
    'base address': () => (add('base', { href: elsewhere }), document.baseURI.startsWith(elsewhere)),
    ...Object.fromEntries(features.map((name) => [name, () => document.featurePolicy.allowsFeature(name)])),
  };
  window.happened = (async () => {
    const succeeded = [];
    for (const [name, attempt] of Object.entries(attempts)) {
      try { if (await attempt()) succeeded.push(name); } catch { /* refused */ }
    }
    return { tried: Object.keys(attempts), succeeded };
  })();
`;

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
}

/** The page makes the attempts itself: what a test evaluates in it is above the policy. */
async function attack(page: Page, origin: string): Promise<Outcome> {
  await page.goto(`${origin}/?elsewhere=${encodeURIComponent(elsewhere.origin)}`);
  return page.evaluate(() => (window as unknown as { happened: Promise<Outcome> }).happened);
}

test('nothing of it works under the headers of the kiosk', async ({ page }) => {
  const server = await startStaticServer(folder);
  const { tried, succeeded } = await attack(page, server.origin);
  expect(tried).toHaveLength(13);
  expect(succeeded).toEqual([]);
  await server.stop();
});

test('control: without the headers all of it works', async ({ page }) => {
  const server = await openServer(folder);
  const { tried, succeeded } = await attack(page, server.origin);
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

/** The same files without any header, for the controls and as the foreign site. */
async function openServer(root: string): Promise<{ origin: string; stop(): Promise<void> }> {
  const { readFile } = await import('node:fs/promises');
  const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.svg': 'image/svg+xml' };
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://any');
    const name = pathname === '/' ? '/index.html' : pathname;
    void readFile(path.join(root, path.basename(name))).then(
      (body) => response.writeHead(200, { 'content-type': types[path.extname(name)] ?? 'text/plain' }).end(body),
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
