import { app, BrowserWindow, Menu, session as sessions, type Session } from 'electron';
import type { Clock } from '../clock/clock.ts';
import { serveAppFiles } from './app-protocol.ts';
import { frozenFiles } from './frozen-files.ts';
import { handOverPorts } from './kiosk-port.ts';
import { guardAllPages } from './navigation-guard.ts';
import { guardPermissions } from './permissions.ts';
import { recoveryFrom } from './screen-recovery.ts';
import { createSecureWindow } from './secure-window.ts';
import type { ReportShellEvent, ShownKiosk } from './shown-kiosk.ts';

export interface ElectronShellConfig {
  readonly kiosk: ShownKiosk;
  readonly rendererDir: string;
  /** Absolute path of the preload script. */
  readonly preload: string;
  readonly clock: Clock;
  readonly report: ReportShellEvent;
}

/** Shows the kiosk in Electron's window; call when Electron is ready. A window lives for one visit. */
export async function startElectronShell(config: ElectronShellConfig): Promise<void> {
  const { kiosk, report } = config;
  Menu.setApplicationMenu(null);
  guardAllPages(report);
  // Without "persist:" the session lives in memory only: no profile on the disk that could keep a visitor.
  const session = sessions.fromPartition('kiosk');
  guardPermissions(session);
  guardPermissions(sessions.defaultSession);
  serveAppFiles(session, await frozenFiles(config.rendererDir));

  const screen = new Screen(config, session);
  handOverPorts(kiosk, () => screen.window, report);
  kiosk.onSessionEnded(() => void screen.wipe());
  screen.replace();
}

/** The one window, replaced whenever its visit or its renderer ends. */
class Screen {
  window: BrowserWindow | null = null;
  private readonly config: ElectronShellConfig;
  private readonly session: Session;
  private lossesMs: readonly number[] = [];

  constructor(config: ElectronShellConfig, session: Session) {
    this.config = config;
    this.session = session;
  }

  /** The old window stays until the new one has something to show, so that the desktop never shows through. */
  replace(): void {
    const { preload } = this.config;
    const window = createSecureWindow({ preload, session: this.session, isPackaged: app.isPackaged });
    this.window = window;
    window.webContents.on('render-process-gone', (_event, { reason }) => this.lost(window, reason));
    window.webContents.on('unresponsive', () => this.lost(window, 'unresponsive'));
    window.webContents.on('did-fail-load', (_event, code, _text, _url, isMainFrame) => {
      if (isMainFrame) this.lost(window, `load ${code}`);
    });
    window.once('ready-to-show', () => {
      for (const old of BrowserWindow.getAllWindows()) if (old !== window) old.destroy();
    });
  }

  /** The end of a visit: nothing the page stored, cached or held in its memory is left to the next visitor. */
  async wipe(): Promise<void> {
    await Promise.all([this.session.clearStorageData(), this.session.clearCache(), this.session.clearAuthCache()]);
    this.replace();
  }

  private lost(window: BrowserWindow, reason: string): void {
    if (window !== this.window) return;
    const nowMs = this.config.clock.monotonicMs();
    const recovery = recoveryFrom(this.lossesMs, nowMs);
    this.lossesMs = [...this.lossesMs, nowMs].slice(-10);
    this.config.report({ event: 'screen-lost', reason, next: recovery.next });
    if (recovery.next === 'restart') app.exit(1);
    else this.config.clock.after(recovery.afterMs, () => this.replace());
  }
}
