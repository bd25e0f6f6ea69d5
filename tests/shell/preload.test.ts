import { beforeEach, expect, test, vi } from 'vitest';

const page = { postMessage: vi.fn(), addEventListener: vi.fn<(name: string, listener: () => void) => void>() };

/** The preload script runs once for each page, so each test loads it afresh, with its own Electron. */
async function loadPreload(): Promise<typeof import('./fake-electron.ts')> {
  vi.resetModules();
  const electron = await import('./fake-electron.ts');
  vi.doMock('electron', () => electron);
  await import('../../main/preload.ts');
  return electron;
}

beforeEach(() => {
  vi.clearAllMocks();
  vi.stubGlobal('window', page);
  vi.stubGlobal('location', { origin: 'app://kiosk' });
});

test('the page gets the port and no function of Electron or ours', async () => {
  const before = Object.keys(page);
  const { contextBridge, ipcRenderer } = await loadPreload();
  const port = { port: true };
  ipcRenderer.emit('kiosk-port', { ports: [port], sender: ipcRenderer }, { secret: 'argument' });
  expect(page.postMessage).toHaveBeenCalledExactlyOnceWith('kiosk-port', 'app://kiosk', [port]);
  expect(contextBridge.exposeInMainWorld).not.toHaveBeenCalled();
  expect(Object.keys(page)).toEqual(before);
  expect(ipcRenderer.eventNames()).toEqual(['kiosk-port']);
});

test('it asks for the port once the page can hear it', async () => {
  const { ipcRenderer } = await loadPreload();
  expect(ipcRenderer.send).not.toHaveBeenCalled();
  page.addEventListener.mock.calls.find(([name]) => name === 'load')?.[1]();
  expect(ipcRenderer.send).toHaveBeenCalledExactlyOnceWith('kiosk-port-request');
});
