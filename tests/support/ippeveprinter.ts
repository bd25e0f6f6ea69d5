import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { delimiter, join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { tmpdir } from 'node:os';

/** PWG's printer for testing clients: an IPP peer that nobody of this project wrote. */
export interface Ippeveprinter {
  readonly url: string;
  /** The same over TLS. */
  readonly secureUrl: string;
  /** PEM file of the certificate, signed by itself, that it shows there; made at the first call. */
  certificate(): Promise<string>;
  /** The media attributes of the last job, as the printer handed them to the command that prints. */
  lastMedia(): Promise<string>;
  /** The documents that were handed over, oldest first. */
  spooled(): Promise<Buffer[]>;
  /** Where documents lie while they are printed. */
  readonly spoolDir: string;
  /** Sheets of A4 in the main tray: 250, 125, 50, 25, 5 or 0. */
  setMedia(sheets: number): Promise<void>;
  /** A job now stops with this reason (`media-jam`) until it is cleared. */
  setReason(reason: string): Promise<void>;
  clearReason(): Promise<void>;
  stop(): Promise<void>;
}

const programs = { ippeveprinter: 'cups-ipp-utils', 'dbus-daemon': 'dbus' };

/** Names the Debian packages that are missing, for the line of the skipped test. */
export function hasIppeveprinter(): { ok: true } | { ok: false; reason: string } {
  const missing = Object.entries(programs).filter(([program]) => !findProgram(program));
  if (missing.length === 0) return { ok: true };
  return { ok: false, reason: `needs: apt-get install ${missing.map(([, debPackage]) => debPackage).join(' ')}` };
}

function findProgram(name: string): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/bin'];
  return folders.map((folder) => join(folder, name)).find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * ippeveprinter ends with "Unable to initialize DNS-SD" without a system bus, even when it is to announce nothing.
 * A bus of its own, with nobody on it, satisfies it: no Avahi, no root, and nothing left of an earlier run matters.
 */
async function startBus(folder: string): Promise<{ readonly address: string; stop(): void }> {
  const address = `unix:path=${join(folder, 'bus')}`;
  const options = ['--session', '--nofork', '--nopidfile', `--address=${address}`, '--print-address=1'];
  const bus = spawn(findProgram('dbus-daemon')!, options, { stdio: ['ignore', 'pipe', 'ignore'] });
  const [event] = await Promise.race([once(bus.stdout, 'data'), once(bus, 'exit').then(() => [null])]);
  if (event === null) throw new Error('dbus-daemon ended at once');
  return { address, stop: () => bus.kill() };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

/** Runs for each job: says the reason on stderr and waits while it stands; a job must not hang a forgotten process. */
const jobCommand = (folder: string): string => `#!/bin/sh
env | grep '^IPP_MEDIA' > ${folder}/media
reason=$(cat ${folder}/reason 2>/dev/null)
[ -n "$reason" ] || exit 0
echo "STATE: +$reason" >&2
turns=0
while [ -s ${folder}/reason ] && [ $turns -lt 300 ]; do sleep 0.1; turns=$((turns + 1)); done
echo "STATE: -$reason" >&2
`;

/** `keeps`: what was printed stays in the spool, for a test to read. */
export async function startIppeveprinter({ keeps = true } = {}): Promise<Ippeveprinter> {
  const folder = await mkdtemp(join(tmpdir(), 'ippeveprinter-'));
  const spool = join(folder, 'spool');
  await mkdir(spool);
  await mkdir(join(folder, 'keys'));
  await writeFile(join(folder, 'command.sh'), jobCommand(folder), { mode: 0o755 });
  const port = await freePort();
  const bus = await startBus(folder);
  const address = ['-p', `${port}`, '-n', 'localhost', '-r', 'off'];
  const options = [
    ...address,
    '-d',
    spool,
    ...(keeps ? ['-k'] : []),
    '-K',
    join(folder, 'keys'),
    '-f',
    'application/pdf,image/pwg-raster',
  ];
  const child = spawn(
    findProgram('ippeveprinter')!,
    [...options, '-c', join(folder, 'command.sh'), `Kiosk test ${port}`],
    { stdio: 'ignore', env: { ...process.env, DBUS_SYSTEM_BUS_ADDRESS: bus.address } },
  );
  const ended = once(child, 'exit');
  const web = async (path: string): Promise<boolean> => (await fetch(`http://localhost:${port}${path}`)).ok;
  const setMedia = async (sheets: number): Promise<void> => {
    // Tray 1 is the main one, tray 3 the by-pass; a field left out counts as 0 sheets.
    await web(`/media?size1=iso_a4_210x297mm&type1=stationery&level1=${sheets}&size3=&type3=&level3=-2`);
  };
  await untilAnswers(() => web('/'), child);
  await setMedia(250);
  return {
    url: `ipp://localhost:${port}/ipp/print`,
    secureUrl: `ipps://localhost:${port}/ipp/print`,
    async certificate() {
      const socket = connectTls({ host: 'localhost', port, rejectUnauthorized: false });
      await once(socket, 'secureConnect');
      socket.destroy();
      return join(folder, 'keys', 'localhost.crt');
    },
    lastMedia: () => readFile(join(folder, 'media'), 'utf8'),
    async spooled() {
      const names = (await readdir(spool, { recursive: true })).filter((name) => name.endsWith('.pdf'));
      const numbered = names.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
      return Promise.all(numbered.map((name) => readFile(join(spool, name))));
    },
    spoolDir: spool,
    setMedia,
    setReason: (reason) => writeFile(join(folder, 'reason'), reason),
    clearReason: () => writeFile(join(folder, 'reason'), ''),
    async stop() {
      await writeFile(join(folder, 'reason'), '');
      child.kill();
      await ended;
      bus.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The start takes a fraction of a second. */
async function untilAnswers(ask: () => Promise<boolean>, child: { readonly exitCode: number | null }): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`ippeveprinter ended with ${child.exitCode}`);
    if (await ask().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('ippeveprinter does not answer');
}
