import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readJson, type KioskConfig } from './config/config.ts';
import { outboxConfigSchema, uplinkConfigSchema } from './config/queue-config.ts';
import type { DockState } from './contract/dock-contract.ts';
import { ticketText } from '../devices/receipt-printer/ticket.ts';
import { hardwareProfileSchema } from '../devices/hardware-profile.ts';
import type { SimulatedLines } from '../devices/registry.ts';
import { dockRouter, simulatedMachines } from './dock-router.ts';
import { setUpSimulatedKeys } from './gateway/key-setup.ts';
import { startKiosk, type Kiosk } from './kiosk.ts';
import { simulatedHall } from './simulated-hall.ts';

/** The whole kiosk with a simulator at the other end of every wire, and the dock that drives them. Never packaged. */
export interface SimulatedKiosk extends Kiosk {
  readonly dock: ReturnType<typeof dockRouter>;
}

/**
 * `dataDir` keeps the queue and the keys, which are made at the first start. Another profile than the one that ships may
 * bring lines to devices that this hall does not play.
 */
export async function startSimulatedKiosk({
  dataDir,
  hardwareProfile = profileFile,
  lines = {},
}: {
  dataDir: string;
  hardwareProfile?: string;
  lines?: SimulatedLines;
}): Promise<SimulatedKiosk> {
  const keysDir = join(dataDir, 'keys');
  await setUpSimulatedKeys(keysDir);
  const profile = await readJson(hardwareProfile, hardwareProfileSchema);
  if (!profile.ok) throw new Error(profile.error);
  const hall = await simulatedHall(join(keysDir, 'gateway'), profile.value);
  const config = { ...exampleConfig(dataDir, hall.gateway.url), hardwareProfile };
  const kiosk = await startKiosk(config, { lines: { ...hall.lines, ...lines } });
  const state = (): DockState => ({
    step: kiosk.inside.step(),
    devices: kiosk.inside.devices(),
    gateway: kiosk.inside.gateway(),
    queued: kiosk.inside.queued(),
    machines: simulatedMachines(hall),
    lastReceipt: hall.receiptPrinter.tickets.slice(-1).flatMap((ticket) => ticketText(ticket)),
  });
  return {
    ...kiosk,
    dock: dockRouter(hall, state, (listener) => kiosk.inside.onChanged(listener)),
    async stop() {
      await kiosk.stop();
      await hall.close();
    },
  };
}

const profileFile = fileURLToPath(new URL('../devices/profiles/simulated.json', import.meta.url));

/** Places that do not exist. */
export const examplePlaces: KioskConfig['places'] = (
  [
    ['policeStation', '示例派出所', 'Example Police Station', 350],
    ['householdCounter', '示例区户政服务窗口', 'Example District Household Registration Counter', 800],
    ['exitEntryCounter', '示例市出入境管理局', 'Example City Exit and Entry Administration', 2_400],
    ['vehicleCounter', '示例市车辆管理所', 'Example City Vehicle Administration Office', 5_100],
    ['bank', '示例银行示例路支行', 'Example Bank, Example Road Branch', 420],
  ] as const
).map(([kind, zh, en, distanceMetres], index) => ({
  kind,
  name: { 'zh-CN': zh, en },
  address: { 'zh-CN': `示例路 ${String(index + 1)} 号`, en: `${String(index + 1)} Example Road` },
  hours: { 'zh-CN': '周一至周五 9:00–17:00', en: 'Mon–Fri 9:00–17:00' },
  phone: '110',
  distanceMetres,
}));

const exampleConfig = (dataDir: string, gatewayUrl: string): Omit<KioskConfig, 'hardwareProfile'> => ({
  kioskCode: 'DEMO01',
  hallName: { 'zh-CN': '示例市公安局 24 小时自助服务区', en: 'Example City 24-Hour Police Self-Service Hall' },
  greeterName: { 'zh-CN': '小警', en: 'Xiaojing' },
  defaultLanguage: 'zh-CN',
  officerPhone: '110',
  nearestCounter: { 'zh-CN': '示例派出所，示例路 1 号', en: 'Example Police Station, 1 Example Road' },
  pixelsPerMm: 3.2,
  dataDir: join(dataDir, 'queue'),
  keysDir: join(dataDir, 'keys', 'kiosk'),
  gateway: { url: gatewayUrl },
  catalogueOverride: null,
  // On a developer's disk, which nobody's promise depends on.
  outbox: outboxConfigSchema.parse({ ballastBytes: 1024 * 1024 }),
  uplink: uplinkConfigSchema.parse({}),
  places: examplePlaces,
});
