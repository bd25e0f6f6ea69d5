import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runElectron } from '../../main/shell/run-electron.ts';
import { app, calls, resetElectron } from './fake-electron.ts';
import { fakeKiosk } from './fake-kiosk.ts';

vi.mock('electron', () => import('./fake-electron.ts'));
vi.mock('../../main/shell/electron-shell.ts', () => ({ startElectronShell: vi.fn() }));

const environment = process.env;
afterEach(() => {
  process.env = environment;
});

const openKiosk = vi.fn(() => Promise.resolve(fakeKiosk()));

beforeEach(() => {
  resetElectron();
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  vi.spyOn(process, 'once').mockReturnValue(process);
  process.argv = ['/opt/kiosk/kiosk'];
  process.env = { HOME: '/var/lib/kiosk' };
});

test('the sandbox and the scheme come before Electron is ready', async () => {
  await runElectron({ outDir: '/opt/kiosk/out', openKiosk });
  const order = calls.map((call) => call.split(' ')[0]);
  expect(order).toEqual(['enableSandbox', 'registerSchemesAsPrivileged', 'appendSwitch', 'whenReady']);
  expect(calls[1]).toContain('"privileges":{"standard":true,"secure":true,"supportFetchAPI":true}');
  expect(calls[2]).toBe('appendSwitch "enable-speech-dispatcher"');
  expect(openKiosk).toHaveBeenCalledOnce();
});

test('a packaged kiosk does not start with an inspector', async () => {
  process.argv = ['/opt/kiosk/kiosk', '--inspect=0.0.0.0:9229'];
  await runElectron({ outDir: '/opt/kiosk/out', openKiosk });
  expect(app.exit).toHaveBeenCalledWith(1);
  expect(openKiosk).not.toHaveBeenCalled();
});

test('a developer may inspect what is not packaged', async () => {
  app.isPackaged = false;
  process.argv = ['electron', '--inspect'];
  await runElectron({ outDir: '/opt/kiosk/out', openKiosk });
  expect(openKiosk).toHaveBeenCalledOnce();
});

test('a second kiosk ends at once', async () => {
  app.gotLock = false;
  await runElectron({ outDir: '/opt/kiosk/out', openKiosk });
  expect(app.exit).toHaveBeenCalledWith(1);
  expect(openKiosk).not.toHaveBeenCalled();
});
