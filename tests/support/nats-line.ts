import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../../main/clock/clock.ts';
import { httpsGateway } from '../../main/gateway/https-gateway.ts';
import type { SimulatedKeys } from '../../main/gateway/key-setup.ts';
import { gatewaySimulator } from '../../main/gateway/simulator/gateway-simulator.ts';
import type { GatewaySimulator } from '../../main/gateway/simulator/gateway-simulator.ts';
import { natsBridge } from '../../main/uplink/nats-bridge.ts';
import type { BridgeEvent, NatsBridge } from '../../main/uplink/nats-bridge.ts';
import { hallLimits } from '../../main/uplink/nats-streams.ts';
import { temporaryKeys } from '../gateway/fixture.ts';
import { natsServers, testStream } from './nats-server.ts';
import type { NatsServers } from './nats-server.ts';

/** The servers, the bridge, and the gateway behind it. */
export interface NatsHall {
  readonly keys: SimulatedKeys;
  /** Where the kiosk finds its own of them. It trusts the servers too. */
  readonly keysDir: string;
  readonly simulator: GatewaySimulator;
  readonly servers: NatsServers;
  readonly events: readonly BridgeEvent[];
  /** Besides the one that is there already. */
  anotherBridge(): Promise<NatsBridge>;
  close(): Promise<void>;
}

/** A cluster chooses its leaders first. */
const BRIDGE_BEGINS_WITHIN_MS = 20_000;

export async function natsHall({ nodes, devices = [] }: { nodes: 1 | 3; devices?: string[] }): Promise<NatsHall> {
  const { keys, dir, remove } = await temporaryKeys();
  const keysDir = join(dir, 'kiosk');
  const simulator = await gatewaySimulator({ keys: keys.gateway, evidence: 'trusted', clientCertificate: 'required' });
  const servers = await natsServers([keys.kiosk.deviceId, ...devices], nodes, keys.kiosk.ca);
  appendFileSync(join(keysDir, 'ca.pem'), `\n${servers.authority.ca}`);
  const { ca, client } = keys.kiosk;
  const gateway = httpsGateway({
    url: simulator.url,
    ca,
    deviceId: 'bridge',
    client,
    clock: systemClock,
    delays: { submitMs: 1_000 },
  });
  const events: BridgeEvent[] = [];
  const bridges: NatsBridge[] = [];

  async function anotherBridge(): Promise<NatsBridge> {
    const line = await servers.bridgeLine();
    for (const giveUpMs = performance.now() + BRIDGE_BEGINS_WITHIN_MS; ;) {
      try {
        const bridge = await natsBridge({
          ...line,
          stream: testStream,
          // Small: a server sets aside what a stream may take.
          limits: { ...hallLimits, replicas: nodes, mostBytes: 512 * 1024 * 1024, redeliverMs: 5_000 },
          gateway,
          clock: systemClock,
          inFlight: 8,
          delays: { firstRetryMs: 50, longestRetryMs: 200, requestMs: 2_000 },
          report: (event) => void events.push(event),
        });
        bridges.push(bridge);
        return bridge;
      } catch (error) {
        if (performance.now() > giveUpMs) throw error;
        await pause(100);
      }
    }
  }
  async function close(): Promise<void> {
    await Promise.all(bridges.map((bridge) => bridge.stop()));
    gateway.close();
    await servers.stop();
    await simulator.close();
    remove();
  }
  try {
    await anotherBridge();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    keys,
    keysDir,
    simulator,
    servers,
    events,
    anotherBridge,
    close,
  };
}
