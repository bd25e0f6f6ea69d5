import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../main/clock/clock.ts';
import { httpsGateway } from '../main/gateway/https-gateway.ts';
import { deviceIdSchema } from '../main/gateway/wire-values.ts';
import { natsBridge } from '../main/uplink/nats-bridge.ts';
import type { NatsIdentity } from '../main/uplink/nats-connection.ts';
import { hallLimits } from '../main/uplink/nats-streams.ts';
import { natsUsers } from '../main/uplink/nats-users.ts';

/** An example of the program that a city runs beside its gateway; docs/jetstream.md says what it needs. */
const usage = `usage: node build/nats-bridge.ts <action>
  users <device>…                     prints users.conf for the server: the bridge and these kiosks
  run --servers <nats://host:4222,…>  carries submissions until it is stopped
      --gateway <https://host:port>
      --identity <folder>             ca.pem, client.pem, client-key.pem: for the server and the gateway
      --replicas <1|3>                servers that hold a copy (1)
      --in-flight <number>            submissions under way at most (16)
  both: --stream <name>               (KIOSK)
`;

function readIdentity(folder: string): NatsIdentity {
  const [ca = '', certificate = '', key = ''] = ['ca.pem', 'client.pem', 'client-key.pem'].map((file) =>
    readFileSync(path.join(folder, file), 'utf8'),
  );
  return { ca, certificate, key };
}

async function run(values: Readonly<Record<string, string | undefined>>, stream: string): Promise<void> {
  const { servers = '', gateway: url = '', identity: folder = '' } = values;
  const identity = readIdentity(folder);
  const gateway = httpsGateway({ url, ca: identity.ca, deviceId: 'bridge', client: identity, clock: systemClock });
  const bridge = await natsBridge({
    servers: servers.split(','),
    identity,
    stream,
    limits: { ...hallLimits, replicas: Number(values['replicas'] ?? 1) },
    gateway,
    clock: systemClock,
    inFlight: Number(values['in-flight'] ?? 16),
    report: (event) => console.log(JSON.stringify({ at: new Date().toISOString(), ...event })),
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void bridge.stop());
  const reason = await bridge.ended;
  gateway.close();
  if (reason) throw reason;
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    stream: { type: 'string', default: 'KIOSK' },
    servers: { type: 'string' },
    gateway: { type: 'string' },
    identity: { type: 'string' },
    replicas: { type: 'string' },
    'in-flight': { type: 'string' },
  },
});
const [action, ...devices] = positionals;
try {
  if (action === 'users' && devices.length > 0) {
    process.stdout.write(
      natsUsers(
        values.stream,
        devices.map((device) => deviceIdSchema.parse(device)),
      ),
    );
  } else if (action === 'run' && values.servers && values.gateway && values.identity) {
    await run(values, values.stream);
  } else {
    process.stderr.write(usage);
    process.exitCode = 2;
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
