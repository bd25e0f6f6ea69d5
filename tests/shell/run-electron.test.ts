import { beforeEach, expect, test, vi } from 'vitest';
import { runElectron } from '../../main/shell/run-electron.ts';
import { app, calls, resetElectron } from './fake-electron.ts';

vi.mock('electron', () => import('./fake-electron.ts'));
const startKiosk = vi.hoisted(() => vi.fn());
vi.mock('../../main/kiosk.ts', () => ({ startKiosk }));
vi.mock('../../main/config/config.ts', () => ({ loadConfig: () => ({}) }));
vi.mock('../../main/shell/electron-shell.ts', () => ({ startElectronShell: vi.fn() }));

beforeEach(() => {
  resetElectron();
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  vi.spyOn(process, 'once').mockReturnValue(process);
  process.argv = ['/opt/kiosk/kiosk'];
  vi.stubEnv('NODE_OPTIONS', undefined);
});

test('the sandbox and the scheme come before Electron is ready', async () => {
  await runElectron();
  const order = calls.map((call) => call.split(' ')[0]);
  expect(order).toEqual(['enableSandbox', 'registerSchemesAsPrivileged', 'appendSwitch', 'whenReady']);
  expect(calls[1]).toContain('"privileges":{"standard":true,"secure":true,"supportFetchAPI":true}');
  expect(calls[2]).toBe('appendSwitch "enable-speech-dispatcher"');
  expect(startKiosk).toHaveBeenCalledOnce();
});

test('a packaged kiosk does not start with an inspector', async () => {
  process.argv = ['/opt/kiosk/kiosk', '--inspect=0.0.0.0:9229'];
  await runElectron();
  expect(app.exit).toHaveBeenCalledWith(1);
  expect(startKiosk).not.toHaveBeenCalled();
});

test('a developer may inspect what is not packaged', async () => {
  app.isPackaged = false;
  process.argv = ['electron', '--inspect'];
  await runElectron();
  expect(startKiosk).toHaveBeenCalledOnce();
});

test('a second kiosk ends at once', async () => {
  app.gotLock = false;
  await runElectron();
  expect(app.exit).toHaveBeenCalledWith(1);
  expect(startKiosk).not.toHaveBeenCalled();
});
