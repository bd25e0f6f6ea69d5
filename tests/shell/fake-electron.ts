import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { vi } from 'vitest';

/** Stands in for Electron, whose binary is not needed to see what we ask of it. Records calls, emits events. */

export const calls: string[] = [];
const record =
  (name: string) =>
  (...args: unknown[]): void => {
    calls.push([name, ...args.map((argument) => JSON.stringify(argument) ?? typeof argument)].join(' '));
  };

class FakeApp extends EventEmitter {
  isPackaged = true;
  gotLock = true;
  commandLine = { appendSwitch: vi.fn(record('appendSwitch')) };
  enableSandbox = vi.fn(record('enableSandbox'));
  exit = vi.fn(record('exit'));
  requestSingleInstanceLock = vi.fn(() => this.gotLock);
  whenReady = vi.fn(() => {
    record('whenReady')();
    return Promise.resolve();
  });
}
export const app = new FakeApp();

export const Menu = { setApplicationMenu: vi.fn(record('setApplicationMenu')) };
export const ipcMain = new EventEmitter();
export const ipcRenderer = Object.assign(new EventEmitter(), { send: vi.fn() });
export const contextBridge = { exposeInMainWorld: vi.fn() };
export const protocol = { registerSchemesAsPrivileged: vi.fn(record('registerSchemesAsPrivileged')) };

export class FakeSession extends EventEmitter {
  setPermissionRequestHandler = vi.fn();
  setPermissionCheckHandler = vi.fn();
  setDevicePermissionHandler = vi.fn();
  setDisplayMediaRequestHandler = vi.fn();
  clearStorageData = vi.fn(() => Promise.resolve());
  clearCache = vi.fn(() => Promise.resolve());
  clearAuthCache = vi.fn(() => Promise.resolve());
  protocol = { handle: vi.fn() };
}
export const session = {
  defaultSession: new FakeSession(),
  shown: new FakeSession(),
  fromPartition: vi.fn((name: string) => {
    record('fromPartition')(name);
    return session.shown;
  }),
};

export class FakeFrame {
  readonly origin: string;
  readonly postMessage = vi.fn<(channel: string, message: unknown, ports: MessagePort[]) => void>();
  constructor(origin = 'app://kiosk') {
    this.origin = origin;
  }
}

export class FakeContents extends EventEmitter {
  mainFrame = new FakeFrame();
  setWindowOpenHandler = vi.fn<(handler: (details: { url: string }) => { action: string }) => void>();
  setZoomFactor = vi.fn();
}

export class BrowserWindow extends EventEmitter {
  static all: BrowserWindow[] = [];
  static getAllWindows = (): BrowserWindow[] => [...BrowserWindow.all];
  readonly options: unknown;
  readonly webContents = new FakeContents();
  readonly loaded = vi.fn<(url: string) => void>();
  /** No mock itself: a mock listens to the promise it returns, and a rejection that nobody else hears would be lost. */
  loadURL(url: string): Promise<void> {
    this.loaded(url);
    return BrowserWindow.loading();
  }
  /** How loading a page ends. */
  static loading = (): Promise<void> => Promise.resolve();
  readonly show = vi.fn();
  constructor(options: unknown) {
    super();
    this.options = options;
    BrowserWindow.all.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  destroy(): void {
    BrowserWindow.all = BrowserWindow.all.filter((window) => window !== this);
  }
}

/** As MessagePortMain: `on('message')` with an event that has `data`, and no addEventListener. */
class FakePortMain extends EventEmitter {
  readonly port: MessagePort;
  constructor(port: MessagePort) {
    super();
    this.port = port;
    port.on('message', (data: unknown) => this.emit('message', { data, ports: [] }));
    port.on('close', () => this.emit('close'));
  }
  postMessage(data: unknown): void {
    this.port.postMessage(data);
  }
  start(): void {
    this.port.start();
  }
  close(): void {
    this.port.close();
  }
}

export class MessageChannelMain {
  readonly port1: FakePortMain;
  readonly port2: MessagePort;
  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new FakePortMain(port1);
    this.port2 = port2;
  }
}

/** An Electron event that knows whether it was prevented. */
export function fakeEvent<T extends object>(fields: T): T & { prevented: boolean; preventDefault(): void } {
  return Object.assign({ prevented: false }, fields, {
    preventDefault(this: { prevented: boolean }) {
      this.prevented = true;
    },
  });
}

/** Forgets everything between two tests. */
export function resetElectron(): void {
  calls.length = 0;
  app.removeAllListeners();
  app.isPackaged = true;
  app.gotLock = true;
  ipcMain.removeAllListeners();
  ipcRenderer.removeAllListeners();
  BrowserWindow.all = [];
  BrowserWindow.loading = () => Promise.resolve();
  session.shown = new FakeSession();
  session.defaultSession = new FakeSession();
  vi.clearAllMocks();
}
