import path from 'node:path';
import { startSimulatedKiosk } from '../main/simulated-kiosk.ts';
import { runElectron } from '../main/shell/run-electron.ts';
import { projectFolder } from './project-folder.ts';

/** Electron on a developer's machine: the window of the hall, with simulated devices. Stands in out/ for main/index.ts. */
await runElectron({
  outDir: path.join(projectFolder, 'out'),
  openKiosk: () => startSimulatedKiosk({ dataDir: path.join(projectFolder, '.cache/preview') }),
});
