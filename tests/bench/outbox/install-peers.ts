import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectFolder } from '../../../build/project-folder.ts';

const peersFolder = join(projectFolder, 'node_modules/.cache/bench-peers');
const listFolder = join(import.meta.dirname, 'peers');
const lists = ['package.json', 'package-lock.json'] as const;
/** The only peers' part that is compiled here; N-API, so that any Node's headers will do. */
const compiled = 'node_modules/sqlite3/build/Release/node_sqlite3.node';

const peerRequire = createRequire(join(peersFolder, 'package.json'));

/** A CommonJS module of the peers'. The caller says what it is: nobody here has types for it. */
export const requirePeer = (name: string): unknown => peerRequire(name);
/** An ES module of the peers' by its file below their node_modules. */
export const importPeer = (file: string): Promise<unknown> =>
  import(pathToFileURL(join(peersFolder, 'node_modules', file)).href);

/**
 * Installs the peers at their first use or when their list has changed. Whoever cannot be installed fails later, when it
 * is opened, and alone.
 */
export function installPeers(): void {
  if (!isInstalled()) {
    mkdirSync(peersFolder, { recursive: true });
    for (const list of lists) cpSync(join(listFolder, list), join(peersFolder, list));
    npm('ci', '--ignore-scripts', '--no-audit', '--no-fund');
    writeFileSync(join(peersFolder, 'installed-lock.json'), readFileSync(join(listFolder, 'package-lock.json')));
  }
  if (!existsSync(join(peersFolder, compiled))) compileSqlite3();
}

function isInstalled(): boolean {
  const installed = join(peersFolder, 'installed-lock.json');
  return existsSync(installed) && readFileSync(installed).equals(readFileSync(join(listFolder, 'package-lock.json')));
}

/** Its ready-made binaries lie where a closed network does not reach; it takes a minute or two. */
function compileSqlite3(): void {
  const nodeFolder = dirname(dirname(process.execPath));
  const headers = existsSync(join(nodeFolder, 'include/node/node_api.h')) ? [`--nodedir=${nodeFolder}`] : [];
  try {
    npm('rebuild', 'sqlite3', '--ignore-scripts=false', '--build-from-source', ...headers);
  } catch {
    console.error('sqlite3 could not be compiled (needs python3, make and g++): two peers stay out');
  }
}

function npm(...args: readonly string[]): void {
  execFileSync('npm', args, { cwd: peersFolder, stdio: ['ignore', 'ignore', 'pipe'], timeout: 15 * 60_000 });
}
