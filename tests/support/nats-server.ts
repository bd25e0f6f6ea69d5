import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { projectFolder } from '../../build/project-folder.ts';
import { newAuthority } from '../../main/gateway/simulated-authority.ts';
import type { Authority } from '../../main/gateway/simulated-authority.ts';
import { bridgeName, natsUsers } from '../../main/uplink/nats-users.ts';
import type { NatsIdentity, NatsLine } from '../../main/uplink/nats-connection.ts';

export const testStream = 'KIOSK';

let found: boolean | undefined;

/** Tells on the first call how to get the server where it is missing; tests that need it are then skipped. */
export function hasNatsServer(): boolean {
  if (found === undefined) {
    found = spawnSync('nats-server', ['--version']).status === 0;
    if (!found) console.warn('tests of JetStream are skipped: apt-get install nats-server');
  }
  return found;
}

export interface NatsNode {
  readonly name: string;
  readonly url: string;
  /** At the same port, with what it has on its disk. */
  start(): Promise<void>;
  /** As when the power fails for this process. */
  kill(): Promise<void>;
}

export interface NatsServers {
  readonly nodes: readonly NatsNode[];
  /** As a city issues them. */
  readonly authority: Authority;
  /** What the kiosk or the bridge with this common name connects with. */
  line(commonName: string): Promise<NatsLine>;
  bridgeLine(): Promise<NatsLine>;
  stop(): Promise<void>;
}

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Servers in temporary folders, by the configuration files that ship; three of them are a cluster. `kiosksCa`: of another
 * authority whose kiosks they also serve.
 */
export async function natsServers(deviceIds: readonly string[], count: 1 | 3 = 1, kiosksCa = ''): Promise<NatsServers> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kiosk-nats-'));
  const authority = await newAuthority({
    notBefore: new Date(Date.now() - dayMs),
    notAfter: new Date(Date.now() + dayMs),
  });
  const ports = await freePorts(2 * count);
  const [clientPorts, routePorts] = [ports.slice(0, count), ports.slice(count)];
  const routes = routePorts.map((port) => `nats://localhost:${String(port)}`);
  const clustered = (routePort: number): string[] =>
    count === 1 ? [] : ['--cluster', `nats://127.0.0.1:${String(routePort)}`, '--routes', routes.join(',')];
  const nodes: NatsNode[] = [];
  for (const [index, port] of clientPorts.entries()) {
    const name = `node-${String(index)}`;
    const home = path.join(folder, name);
    await furnish(home, authority, deviceIds, kiosksCa);
    const file = count === 1 ? 'nats-server.conf' : 'nats-cluster.conf';
    const own = ['-a', '127.0.0.1', '-p', String(port), '-n', name];
    nodes.push(node({ home, name, port }, ['-c', file, ...own, ...clustered(routePorts[index] ?? 0)]));
  }
  await Promise.all(nodes.map((each) => each.start()));

  async function line(commonName: string): Promise<NatsLine> {
    const identity: NatsIdentity = { ca: authority.ca, ...(await authority.issue({ commonName, hosts: [] })) };
    return { servers: nodes.map(({ url }) => url), identity };
  }
  return {
    nodes,
    authority,
    line,
    bridgeLine: () => line(bridgeName),
    async stop() {
      await Promise.all(nodes.map((each) => each.kill()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function furnish(
  home: string,
  authority: Authority,
  deviceIds: readonly string[],
  kiosksCa: string,
): Promise<void> {
  mkdirSync(home);
  for (const file of ['nats-server.conf', 'nats-cluster.conf']) {
    copyFileSync(path.join(projectFolder, 'build/nats', file), path.join(home, file));
  }
  const hosts = ['localhost', '127.0.0.1'];
  const server = await authority.issue({ commonName: 'NATS', hosts, peer: true });
  writeFileSync(path.join(home, 'ca.pem'), `${authority.ca}\n${kiosksCa}`);
  writeFileSync(path.join(home, 'server.pem'), server.certificate);
  writeFileSync(path.join(home, 'server-key.pem'), server.key, { mode: 0o600 });
  writeFileSync(path.join(home, 'users.conf'), natsUsers(testStream, deviceIds));
}

/** A server is there within half a second, on a machine that does much else too. */
const STARTS_WITHIN_MS = 15_000;

function node(
  { home, name, port }: { readonly home: string; readonly name: string; readonly port: number },
  parameters: readonly string[],
): NatsNode {
  let running: ChildProcess | null = null;
  let said = '';
  return {
    name,
    url: `nats://localhost:${String(port)}`,
    async start() {
      const server = spawn('nats-server', parameters, { cwd: home, stdio: ['ignore', 'ignore', 'pipe'] });
      running = server;
      said = '';
      server.stderr.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString('utf8')}`.slice(-4000)));
      for (const giveUpMs = performance.now() + STARTS_WITHIN_MS; !(await answers(port));) {
        if (server.exitCode !== null || performance.now() > giveUpMs) {
          server.kill('SIGKILL');
          throw new Error(`nats-server did not start:\n${said}`);
        }
        await pause(20);
      }
    },
    async kill() {
      const server = running;
      running = null;
      if (!server || server.exitCode !== null || server.signalCode !== null) return;
      const ended = once(server, 'exit');
      server.kill('SIGKILL');
      await ended;
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (answered: boolean) => (): void => {
      socket.destroy();
      resolve(answered);
    };
    socket.once('data', end(true)).once('error', end(false)).once('close', end(false));
  });
}

/** All at once, so that none is given twice. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => {
    const address = server.address();
    return address && typeof address === 'object' ? address.port : 0;
  });
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
