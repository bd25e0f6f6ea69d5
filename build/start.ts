import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildTargets } from './build.ts';
import { chooseScreen } from './electron-binary.ts';
import { projectFolder } from './project-folder.ts';
import { unlessUnchanged } from './sources-stamp.ts';

/** Fixed, so that a developer's bookmark works; --port changes it. */
const defaultPort = '4180';

// As it was: a build sets NODE_ENV, which is none of the kiosk's business.
const environment = { ...process.env };

const { values } = parseArgs({
  options: { dev: { type: 'boolean', default: false }, port: { type: 'string', default: defaultPort } },
});
process.exitCode = await start(values.dev, values.port);

/** Builds what has changed and shows the kiosk. Resolves to the exit code when it was stopped. */
async function start(isDevelopment: boolean, port: string): Promise<number> {
  // A developer wants reloads, and those come from Vite to a browser.
  if (isDevelopment)
    return run(process.execPath, ['--watch', '--watch-preserve-output', 'build/preview.ts', '--dev', '--port', port]);
  const screen = chooseScreen(projectFolder, environment);
  const outDir = path.join(projectFolder, 'out');
  const rendererOnly = screen.kind === 'browser';
  mkdirSync(outDir, { recursive: true });
  await unlessUnchanged(projectFolder, path.join(outDir, rendererOnly ? 'renderer.stamp' : 'electron.stamp'), () =>
    buildTargets({ outDir, release: false, rendererOnly }),
  );
  if (screen.kind === 'electron') return run(screen.binary, ['.']);
  console.log(screen.because);
  return run(process.execPath, ['build/preview.ts', '--port', port]);
}

/** A signal reaches the whole terminal's group; we only have to wait for the other to end. */
function run(program: string, args: string[]): Promise<number> {
  const child = spawn(program, args, {
    cwd: projectFolder,
    stdio: 'inherit',
    // Lets an open page find its kiosk again when --watch starts it anew.
    env: { ...environment, KIOSK_PREVIEW_SEED: randomBytes(32).toString('base64url') },
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`${program} did not start: ${error.message}`);
      resolve(1);
    });
    child.on('exit', (code) => resolve(code ?? 0));
  });
}
