import path from 'node:path';
import { lastWords } from './shell/last-words.ts';

// First of all, or Electron would show its own error box over the kiosk. systemd starts the kiosk again.
process.on('uncaughtException', die);
process.on('unhandledRejection', die);

function die(error: unknown): never {
  process.stderr.write(lastWords(error));
  process.exit(1);
}

// Not imported above: what a module imports runs before its first statement.
const { loadConfig } = await import('./config/config.ts');
const { startKiosk } = await import('./kiosk.ts');
const { runElectron } = await import('./shell/run-electron.ts');
await runElectron({
  outDir: path.dirname(import.meta.dirname),
  openKiosk: async () => startKiosk(await loadConfig(process.env['XIAOJING_CONFIG'])),
});
