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
const { mendLines } = await import('./kiosk-devices.ts');
const { runElectron } = await import('./shell/run-electron.ts');

/** This file is out/main/index.js of the package; electron-builder.yml says what else lies in it. */
const outDir = path.dirname(import.meta.dirname);
const packageDir = path.dirname(outDir);

/** No visitor has been here yet: why a kiosk cannot start is said to the technician word for word. */
async function openKiosk(): ReturnType<typeof startKiosk> {
  try {
    const kiosk = await startKiosk(await loadConfig(process.env['XIAOJING_CONFIG']), {
      localesDir: path.join(packageDir, 'locales'),
      fontsDir: path.join(packageDir, 'node_modules/@expo-google-fonts/noto-sans-sc'),
    });
    // A kiosk with a broken device still serves: what lacks is said here, and to the visitor on the tiles.
    const { inside } = kiosk;
    for (const line of [...mendLines(inside.devices()), ...inside.alarms()]) process.stderr.write(`${line}\n`);
    return kiosk;
  } catch (error) {
    if (error instanceof Error) process.stderr.write(`This kiosk cannot start. ${error.message}\n`);
    throw error;
  }
}

await runElectron({ outDir, openKiosk });
