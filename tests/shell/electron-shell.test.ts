import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { kioskContract } from '../../main/contract/kiosk-contract.ts';
import { startElectronShell } from '../../main/shell/electron-shell.ts';
import type { ShellEvent } from '../../main/shell/shown-kiosk.ts';
import { FakeClock, settle } from '../support/fake-clock.ts';
import { app, BrowserWindow, calls, FakeFrame, ipcMain, resetElectron, session } from './fake-electron.ts';
import { fakeKiosk, type FakeKiosk } from './fake-kiosk.ts';

vi.mock('electron', () => import('./fake-electron.ts'));

let rendererDir: string;
let kiosk: FakeKiosk;
let clock: FakeClock;
let events: ShellEvent[];

beforeEach(async () => {
  resetElectron();
  rendererDir = await mkdtemp(path.join(os.tmpdir(), 'kiosk-renderer-'));
  await writeFile(path.join(rendererDir, 'index.html'), '<!doctype html>');
  kiosk = fakeKiosk();
  clock = new FakeClock();
  events = [];
  await startElectronShell({ kiosk, rendererDir, preload: '/p.cjs', clock, report: (event) => events.push(event) });
});
afterEach(() => rm(rendererDir, { recursive: true }));

const shown = (): BrowserWindow => BrowserWindow.all.at(-1)!;

test('no menu, one window, a session that lives in memory only', () => {
  expect(calls).toContain('setApplicationMenu null');
  expect(calls).toContain('fromPartition "kiosk"');
  expect(BrowserWindow.all).toHaveLength(1);
});

test('both sessions are guarded, not only the one in use', () => {
  for (const guarded of [session.shown, session.defaultSession]) {
    expect(guarded.setPermissionRequestHandler).toHaveBeenCalledOnce();
    expect(guarded.setPermissionCheckHandler).toHaveBeenCalledOnce();
    expect(guarded.setDevicePermissionHandler.mock.calls[0]?.[0]({})).toBe(false);
  }
});

test('the page that asks gets a port, and speaks the contract through it', async () => {
  const frame = shown().webContents.mainFrame;
  ipcMain.emit('kiosk-port-request', { senderFrame: frame });
  const [channel, message, [port]] = frame.postMessage.mock.calls[0]!;
  expect([channel, message]).toEqual(['kiosk-port', null]);
  const client: ContractRouterClient<typeof kioskContract> = createORPCClient(new RPCLink({ port: port! }));
  expect(await client.session.send({ type: 'touch' })).toEqual({ accepted: true });
  expect(kiosk.received).toEqual(['touch']);
  await expect(client.session.send({ type: 'openSafe' } as never)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  port!.close();
});

test('a page that was loaded again gets a new port and the old one is closed', async () => {
  const frame = shown().webContents.mainFrame;
  ipcMain.emit('kiosk-port-request', { senderFrame: frame });
  const closed = new Promise((resolve) => frame.postMessage.mock.calls[0]![2][0]!.once('close', resolve));
  ipcMain.emit('kiosk-port-request', { senderFrame: frame });
  await closed;
  frame.postMessage.mock.calls[1]![2][0]!.close();
});

test('the window of the last visit gets no port any more', async () => {
  const last = shown();
  kiosk.endSession();
  await settle();
  ipcMain.emit('kiosk-port-request', { senderFrame: last.webContents.mainFrame });
  expect(last.webContents.mainFrame.postMessage).not.toHaveBeenCalled();
  expect(events).toEqual([{ event: 'sender-refused' }]);
});

test('when a visit ends, storage and cache are cleared and the renderer is another one', async () => {
  const first = shown();
  kiosk.endSession();
  await settle();
  expect(session.shown.clearStorageData).toHaveBeenCalledOnce();
  expect(session.shown.clearCache).toHaveBeenCalledOnce();
  expect(BrowserWindow.all).toContain(first);
  shown().emit('ready-to-show');
  expect(BrowserWindow.all).not.toContain(first);
  expect(BrowserWindow.all).toHaveLength(1);
});

test.each(['render-process-gone', 'unresponsive', 'did-fail-load'])('after %s the screen comes back', async (event) => {
  const first = shown();
  first.webContents.emit(event, {}, event === 'did-fail-load' ? -6 : { reason: 'crashed' }, 'text', 'url', true);
  await clock.advance(0);
  expect(shown()).not.toBe(first);
  expect(events.map(({ event: name }) => name)).toEqual(['screen-lost']);
});

test('a screen lost three times in five minutes ends the process, once, for systemd to start it again', async () => {
  for (let loss = 0; loss < 3; loss += 1) {
    shown().webContents.emit('render-process-gone', {}, { reason: 'oom' });
    await clock.advance(10_000);
  }
  expect(app.exit).toHaveBeenCalledExactlyOnceWith(1);
  expect(events.at(-1)).toEqual({ event: 'screen-lost', reason: 'oom', next: 'restart' });
});

test('a window that is already replaced cannot cause another replacement', async () => {
  const first = shown();
  first.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
  await clock.advance(0);
  const second = shown();
  first.webContents.emit('unresponsive');
  await clock.advance(10_000);
  expect(shown()).toBe(second);
});

test('a foreign frame gets nothing', () => {
  ipcMain.emit('kiosk-port-request', { senderFrame: new FakeFrame('https://evil.example') });
  expect(events).toEqual([{ event: 'sender-refused' }]);
});
