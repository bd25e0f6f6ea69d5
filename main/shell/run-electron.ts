import path from 'node:path';
import { app } from 'electron';
import { systemClock } from '../clock/clock.ts';
import { registerAppScheme } from './app-protocol.ts';
import { startElectronShell } from './electron-shell.ts';
import { launchFaults } from './launch-guard.ts';
import type { ShownKiosk } from './shown-kiosk.ts';

export interface ElectronStart {
  /** Holds renderer/ and preload/. */
  readonly outDir: string;
  readonly openKiosk: () => Promise<ShownKiosk>;
}

/** The way from Electron's first moment to the welcome screen. */
export async function runElectron({ outDir, openKiosk }: ElectronStart): Promise<void> {
  const faults = app.isPackaged ? launchFaults(process.argv, process.env) : [];
  if (faults.length > 0) {
    process.stderr.write(`A kiosk does not start with ${faults.join(', ')}.\n`);
    return app.exit(1);
  }
  // Two kiosks would fight over the devices and the queue.
  if (!app.requestSingleInstanceLock()) return app.exit(1);
  app.enableSandbox();
  registerAppScheme();
  // Spoken help for a visitor who cannot read the screen; Chromium on Linux is silent without it.
  app.commandLine.appendSwitch('enable-speech-dispatcher');
  await app.whenReady();

  const kiosk = await openKiosk();
  stopOnSignals(kiosk);
  await startElectronShell({
    kiosk,
    rendererDir: path.join(outDir, 'renderer'),
    preload: path.join(outDir, 'preload/index.cjs'),
    clock: systemClock,
    report: (event) => process.stderr.write(`${JSON.stringify(event)}\n`),
  });
}

/** The system stops the kiosk by a signal: what is on its way to the disk gets there first. */
function stopOnSignals(kiosk: ShownKiosk): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      void kiosk.stop().finally(() => app.exit(0));
    });
  }
}
