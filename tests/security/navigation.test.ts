import * as fc from 'fast-check';
import { beforeEach, expect, test, vi } from 'vitest';
import { isAppOrigin, isAppPage } from '../../main/shell/app-origin.ts';
import { guardAllPages } from '../../main/shell/navigation-guard.ts';
import type { ShellEvent } from '../../main/shell/shown-kiosk.ts';
import { app, BrowserWindow, FakeContents, fakeEvent, resetElectron } from '../shell/fake-electron.ts';

vi.mock('electron', () => import('../shell/fake-electron.ts'));

const events: ShellEvent[] = [];
beforeEach(() => {
  resetElectron();
  events.length = 0;
});

const hostileUrls = [
  'https://evil.example/',
  'http://kiosk/index.html',
  'app://kiosk@evil/index.html',
  'app://kiosk.evil/index.html',
  'app://evil/index.html',
  'app://kiosk/../../etc/passwd',
  'app://kiosk/%2e%2e/index.html',
  'app://kiosk/index.html?next=https://evil.example',
  'app://kiosk/index.html#token',
  'app://kiosk//evil.example/index.html',
  'app:kiosk/index.html',
  'APP://KIOSK/index.html.evil',
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'blob:app://kiosk/0c7d',
  'file:///etc/passwd',
  'about:blank',
  'chrome://crash',
  'devtools://devtools/bundled/inspector.html',
  'view-source:app://kiosk/index.html',
  'mailto:someone@evil.example',
  'tel:110',
  '',
];

/** Which of these attempts a page gets through. */
function escapes(guard: () => void): string[] {
  guard();
  const { webContents } = new BrowserWindow({});
  const attempt = (name: string, url: string, isMainFrame = true): string[] => {
    const event = fakeEvent({ url, isMainFrame });
    webContents.emit(name, event);
    return event.prevented ? [] : [`${name} ${url}`];
  };
  const opened = webContents.setWindowOpenHandler.mock.calls[0]?.[0]({ url: 'about:blank' }) ?? { action: 'allow' };
  return [
    ...hostileUrls.flatMap((url) => attempt('will-navigate', url)),
    ...hostileUrls.flatMap((url) => attempt('will-frame-navigate', url)),
    ...attempt('will-frame-navigate', 'app://kiosk/index.html', false),
    ...attempt('will-redirect', 'app://kiosk/index.html'),
    ...attempt('will-attach-webview', ''),
    ...(opened.action === 'deny' ? [] : ['window-open']),
  ];
}

test('no page leaves its place, and no other page opens', () => {
  expect(escapes(() => guardAllPages((event) => events.push(event)))).toEqual([]);
  expect(events).toHaveLength(hostileUrls.length * 2 + 4);
});

test('control: without the guard every attempt gets through', () => {
  expect(escapes(() => {})).toHaveLength(hostileUrls.length * 2 + 4);
});

test('control: the page may reload itself', () => {
  guardAllPages(() => {});
  const { webContents } = new BrowserWindow({});
  const event = fakeEvent({ url: 'app://kiosk/index.html', isMainFrame: true });
  webContents.emit('will-navigate', event);
  webContents.emit('will-frame-navigate', event);
  expect(event.prevented).toBe(false);
});

test('no URL but one is the page, however it is written', () => {
  const piece = fc.constantFrom(
    'app:',
    '//',
    '/',
    'kiosk',
    '@',
    '.',
    '..',
    '%2e',
    '\\',
    '\0',
    ':',
    'index.html',
    '?',
    '#',
    'evil',
  );
  const spelled = fc.oneof(
    fc.webUrl(),
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
    fc.string(),
  );
  fc.assert(fc.property(spelled, (url) => isAppPage(url) === (url === 'app://kiosk/index.html')));
  fc.assert(fc.property(spelled, (url) => !isAppOrigin(url) || /^app:\/\/kiosk\/?$/.test(url)));
});

test('a certificate, a sign-in and a client certificate are never a question to the visitor', () => {
  guardAllPages(() => {});
  const callback = vi.fn();
  const certificate = fakeEvent({});
  app.emit('certificate-error', certificate, {}, 'https://gateway', 'ERR_CERT', {}, callback);
  expect(callback).toHaveBeenCalledExactlyOnceWith(false);
  const signIn = fakeEvent({});
  app.emit('login', signIn, {}, {}, {}, vi.fn());
  const client = fakeEvent({});
  app.emit('select-client-certificate', client, {}, 'https://gateway', [], vi.fn());
  expect([certificate, signIn, client].every(({ prevented }) => prevented)).toBe(true);
});

test('zoom goes back to 1', () => {
  guardAllPages(() => {});
  const contents: FakeContents = new BrowserWindow({}).webContents;
  contents.emit('zoom-changed', {}, 'in');
  expect(contents.setZoomFactor).toHaveBeenCalledExactlyOnceWith(1);
});
