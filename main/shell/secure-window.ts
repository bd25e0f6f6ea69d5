import { BrowserWindow, type BrowserWindowConstructorOptions, type Session } from 'electron';
import { appPage } from './app-origin.ts';

export interface WindowSettings {
  /** Absolute path of the preload script. */
  readonly preload: string;
  readonly session: Session;
  /** True in the packaged app: no developer tools. */
  readonly isPackaged: boolean;
}

/** Every option is written out, also where it is Electron's default: a default may change under us. */
export function windowOptions({ preload, session, isPackaged }: WindowSettings): BrowserWindowConstructorOptions {
  return {
    show: false,
    kiosk: true,
    fullscreen: true,
    frame: false,
    movable: false,
    resizable: false,
    minimizable: false,
    maximizable: false,
    closable: false,
    autoHideMenuBar: true,
    // The welcome screen's colour: a white flash looks broken.
    backgroundColor: '#f4f7fb',
    webPreferences: {
      preload,
      session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      plugins: false,
      navigateOnDragDrop: false,
      disableDialogs: true,
      spellcheck: false,
      enableWebSQL: false,
      // A middle click opens windows.
      disableBlinkFeatures: 'Auxclick',
      // A prompt is spoken before the first touch; an idle screen must still see its time-outs.
      autoplayPolicy: 'no-user-gesture-required',
      backgroundThrottling: false,
      devTools: !isPackaged,
    },
  };
}

/** The only place that makes a window. It is shown when its page is there, and cannot be closed by a key. */
export function createSecureWindow(settings: WindowSettings): BrowserWindow {
  const window = new BrowserWindow(windowOptions(settings));
  window.on('close', (event) => event.preventDefault());
  window.once('ready-to-show', () => window.show());
  // The same failure arrives as did-fail-load, where the screen is replaced; unheard, this one would end the kiosk.
  window.loadURL(appPage).catch(() => {});
  return window;
}
