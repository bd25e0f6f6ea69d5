import { beforeEach, expect, test, vi } from 'vitest';
import { windowOptions, createSecureWindow } from '../../main/shell/secure-window.ts';
import { BrowserWindow, fakeEvent, resetElectron, session } from './fake-electron.ts';

vi.mock('electron', () => import('./fake-electron.ts'));
beforeEach(resetElectron);

const settings = { preload: '/app/out/preload/index.cjs', session: session.shown as never, isPackaged: true };

test('the options of the window, word for word: a change of any of them is a decision', () => {
  const { webPreferences, ...window } = windowOptions(settings);
  expect(window).toMatchInlineSnapshot(`
    {
      "autoHideMenuBar": true,
      "backgroundColor": "#f4f7fb",
      "closable": false,
      "frame": false,
      "fullscreen": true,
      "kiosk": true,
      "maximizable": false,
      "minimizable": false,
      "movable": false,
      "resizable": false,
      "show": false,
    }
  `);
  expect({ ...webPreferences, session: 'the kiosk session' }).toMatchInlineSnapshot(`
    {
      "allowRunningInsecureContent": false,
      "autoplayPolicy": "no-user-gesture-required",
      "backgroundThrottling": false,
      "contextIsolation": true,
      "devTools": false,
      "disableBlinkFeatures": "Auxclick",
      "disableDialogs": true,
      "enableWebSQL": false,
      "experimentalFeatures": false,
      "navigateOnDragDrop": false,
      "nodeIntegration": false,
      "nodeIntegrationInSubFrames": false,
      "nodeIntegrationInWorker": false,
      "plugins": false,
      "preload": "/app/out/preload/index.cjs",
      "sandbox": true,
      "session": "the kiosk session",
      "spellcheck": false,
      "webSecurity": true,
      "webviewTag": false,
    }
  `);
});

test('developer tools exist only where a developer is', () => {
  expect(windowOptions(settings).webPreferences?.devTools).toBe(false);
  expect(windowOptions({ ...settings, isPackaged: false }).webPreferences?.devTools).toBe(true);
});

test('a page that does not load ends no process: the shell hears of it as did-fail-load', async () => {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  BrowserWindow.loading = () => Promise.reject(new Error('ERR_FAILED'));
  createSecureWindow(settings);
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});

test('a window opens the one page, shows itself when there is something to see, and cannot be closed', () => {
  createSecureWindow(settings);
  const [window] = BrowserWindow.all;
  expect(window?.loaded).toHaveBeenCalledExactlyOnceWith('app://kiosk/index.html');
  expect(window?.show).not.toHaveBeenCalled();
  window?.emit('ready-to-show');
  expect(window?.show).toHaveBeenCalledOnce();
  const closing = fakeEvent({});
  window?.emit('close', closing);
  expect(closing.prevented).toBe(true);
});
