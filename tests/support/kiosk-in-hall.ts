import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRouterClient } from '@orpc/server';
import { hardwareProfileSchema } from '../../devices/hardware-profile.ts';
import { readConfig, type KioskConfig } from '../../main/config/config.ts';
import { outboxConfigSchema } from '../../main/config/queue-config.ts';
import type { SessionSnapshot } from '../../main/contract/session-snapshot.ts';
import { setUpSimulatedKeys } from '../../main/gateway/key-setup.ts';
import { startKiosk, type Kiosk } from '../../main/kiosk.ts';
import { simulatedHall, type SimulatedHall } from '../../main/simulated-hall.ts';
import { must } from './outbox-fixture.ts';

/** A hall in this process, for whole kiosks without a screen: one after the other, on data that lasts. */
export interface KioskInHall {
  readonly hall: SimulatedHall;
  /** The kiosk's own keys. */
  readonly keysDir: string;
  /** A new folder for a kiosk's data. */
  newDataDir(): string;
  open(changes?: Partial<KioskConfig>): Promise<OpenKiosk>;
  close(): Promise<void>;
}

export interface OpenKiosk extends Kiosk {
  send(event: object): Promise<unknown>;
  /** What the screen shows now. */
  shown(): Promise<SessionSnapshot>;
  /** The first that fits. Bounded by the test's own time. */
  shownWhen(fits: (snapshot: SessionSnapshot) => boolean): Promise<SessionSnapshot>;
}

const profileFile = fileURLToPath(new URL('../../devices/profiles/simulated.json', import.meta.url));
const exampleFile = fileURLToPath(new URL('../../docs/kiosk.example.json', import.meta.url));

export async function kioskInHall(): Promise<KioskInHall> {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-hall-'));
  await setUpSimulatedKeys(join(folder, 'keys'));
  const profile = hardwareProfileSchema.parse(JSON.parse(readFileSync(profileFile, 'utf8')));
  const hall = await simulatedHall(join(folder, 'keys/gateway'), profile);
  const keysDir = join(folder, 'keys/kiosk');
  const newDataDir = (): string => mkdtempSync(join(folder, 'data-'));
  return {
    hall,
    keysDir,
    newDataDir,
    async open(changes = {}) {
      const config: KioskConfig = {
        ...must(await readConfig(exampleFile)),
        keysDir,
        gateway: { url: hall.gateway.url },
        hardwareProfile: profileFile,
        catalogueOverride: null,
        outbox: outboxConfigSchema.parse({ ballastBytes: 0 }),
        ...changes,
        dataDir: changes.dataDir ?? newDataDir(),
      };
      const kiosk = await startKiosk(config, { lines: hall.lines, watchDelays: { awayMs: 50, onlineMs: 50 } });
      const { session } = createRouterClient(kiosk.router);
      async function shownWhen(fits: (snapshot: SessionSnapshot) => boolean): Promise<SessionSnapshot> {
        for await (const snapshot of await session.watch()) if (fits(snapshot)) return snapshot;
        throw new Error('the kiosk shows nothing more');
      }
      return {
        ...kiosk,
        send: (event) => session.send(event as Parameters<typeof session.send>[0]),
        shown: () => shownWhen(() => true),
        shownWhen,
      };
    },
    async close() {
      await hall.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
