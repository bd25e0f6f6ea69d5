import { hardwareProfileSchema } from '../devices/hardware-profile.ts';
import { cameraView, devicesOf, type SimulatedLines } from '../devices/registry.ts';
import { knowsDivision } from './catalogue/divisions.ts';
import { serviceSearch } from './catalogue/service-search.ts';
import { chinaDay } from './clock/china-time.ts';
import { systemClock, type Clock } from './clock/clock.ts';
import { readJson, type KioskConfig } from './config/config.ts';
import { err, ok } from './contract/result.ts';
import type { DeviceLine, StepName } from './contract/session-snapshot.ts';
import { typeface, unprintableCharacter } from './documents/font.ts';
import { searchEntries } from './documents/service-words.ts';
import type { watchDelays } from './gateway/gateway-watch.ts';
import { kioskDevices } from './kiosk-devices.ts';
import { kioskLights, type KioskLights } from './kiosk-lights.ts';
import { openKioskQueue } from './kiosk-queue.ts';
import { kioskRouter } from './kiosk-router.ts';
import { deviceCapabilities } from './session/broken-devices.ts';
import { sessionDelays, type SessionDelays } from './session/delays.ts';
import type { SessionPorts } from './session/ports.ts';
import { catalogueInForce } from './catalogue-in-force.ts';
import { factOf } from './session-log.ts';
import { kioskSession } from './session/session.ts';
import { paymentDelays } from './payment/delays.ts';
import { payments as paymentsOf } from './payment/payments.ts';
import { backOffMs } from './uplink/back-off.ts';
import { uplinkDelays } from './uplink/delays.ts';
import { visitPaper } from './visit-paper.ts';
import { visitStore } from './visit-store.ts';

/** What a caller may bring along instead of the real thing. */
export interface KioskParts {
  readonly clock?: Clock;
  readonly delays?: SessionDelays;
  readonly watchDelays?: Partial<typeof watchDelays>;
  readonly lines?: SimulatedLines;
  /** Where the packaged app keeps the words and the fonts of its documents. */
  readonly localesDir?: string;
  readonly fontsDir?: string;
}

/** A whole kiosk without its window: both shells and every test start this one. */
export interface Kiosk {
  readonly router: ReturnType<typeof kioskRouter>;
  stop(): Promise<void>;
  onSessionEnded(listener: () => void): () => void;
  /** For the dock and the technician. */
  readonly inside: {
    step(): StepName;
    devices(): DeviceLine[];
    gateway(): 'online' | 'away';
    queued(): number;
    /** What a technician must look at besides the devices, a sentence each. */
    alarms(): readonly string[];
    onChanged(listener: () => void): () => void;
  };
}

/** Where a visitor stands before the camera because the screen asked them to. */
const photographed: ReadonlySet<StepName> = new Set(['faceCapture', 'idPhoto']);

/** Starts everything that `config` names. Throws with a sentence for the technician when the kiosk cannot run at all. */
export async function startKiosk(config: KioskConfig, parts: KioskParts = {}): Promise<Kiosk> {
  const { clock = systemClock, delays = sessionDelays } = parts;
  const profile = await readJson(config.hardwareProfile, hardwareProfileSchema);
  if (!profile.ok) throw new Error(profile.error);
  // Now and not at the first certificate: an installation that lacks its fonts or words must not open its doors.
  typeface(parts.fontsDir);
  const search = serviceSearch(searchEntries(parts.localesDir));
  const queue = await openKioskQueue({
    config,
    clock,
    watchDelays: parts.watchDelays ?? {},
    isIdle: () => session.snapshot().step.name === 'attract',
    onChanged: () => session.refresh(),
  });
  const { database, audit, outbox, uplink, gateway, watch, keys, ring, suite, time } = queue;

  const catalogue = await catalogueInForce({ path: config.catalogueOverride, key: keys.catalogueKey, database, audit });

  const payments = paymentsOf({
    database,
    audit,
    clock,
    gateway,
    delays: paymentDelays,
    backOffMs: (failures) => backOffMs(failures, null, Math.random, uplinkDelays),
  });
  const devices = devicesOf(profile.value, clock, parts.lines ?? null);
  const machine = kioskDevices(devices, audit, () => session.refresh());
  let lights: KioskLights | null = null;
  const today = (): string => chinaDay(time.believedTime());
  const paper = visitPaper({ config, devices, outbox, clock, ...parts });
  const storing = visitStore({ config, database, outbox, clock, keys, suite, sealingKey: ring.sealingKey });
  const ports: SessionPorts = {
    clock,
    delays,
    defaultLanguage: config.defaultLanguage,
    face: { ...config, camera: cameraView(profile.value) },
    rules: {
      unprintableCharacter: (text) => unprintableCharacter(text, parts.fontsDir),
      ageInYears: (birthDate) => fullYears(birthDate, today()),
      today,
      knowsDivision,
    },
    capabilities: () => ({
      gateway: watch.status() === 'online',
      gatewayServices: watch.status() === 'online' ? (watch.handshake()?.services ?? []) : [],
      canKeep: queue.canKeep(),
      services: catalogue.services,
      places: config.places,
      permitRewriter: devices.permitSlot?.rewriter != null,
      ...deviceCapabilities(machine.statuses()),
    }),
    ...devices,
    alarm: (on) => lights?.alarm(on),
    gateway,
    today,
    payments,
    store: storing.store,
    async reportHandOver(visit, outcome) {
      const reported = await storing.reportHandOver(visit, outcome);
      uplink.wake();
      return reported;
    },
    issue: async (stored, signal) => {
      const sent = await uplink.sendNow(stored.sid, signal);
      if (!sent.ok) return sent;
      const { outcome } = sent.value;
      if (outcome.kind === 'refused') return err('refused');
      return ok(outcome.kind === 'issued' ? outcome.certificate : 'accepted');
    },
    ...paper,
    note: (note) => void audit.record(factOf(note)),
  };
  const session = kioskSession(ports);

  lights = kioskLights(devices.ioBoard, session);
  const unsubscribe = watch.onChanged(() => {
    if (watch.status() === 'online') payments.wake();
    session.refresh();
  });
  audit.record({ event: 'kiosk-started', detail: {} });
  await machine.start();
  queue.start();
  payments.start();

  return {
    // A picture is taken of somebody who is being asked for one, and of nobody else.
    router: kioskRouter(session, search, (signal) =>
      devices.camera && photographed.has(session.snapshot().step.name)
        ? devices.camera.takePicture(signal)
        : Promise.resolve(err('offline')),
    ),
    onSessionEnded: (listener) => session.onEnded(() => listener()),
    inside: {
      step: () => session.snapshot().step.name,
      devices: () => machine.lines(),
      gateway: () => watch.status(),
      queued: () => outbox.counts().waiting,
      alarms: () => [...(catalogue.alarm === null ? [] : [catalogue.alarm]), ...queue.alarms()],
      onChanged: (listener) => session.onChanged(listener),
    },
    async stop() {
      session.stop();
      await payments.stop();
      unsubscribe();
      lights?.stop();
      await machine.stop();
      await queue.stop(() => void audit.record({ event: 'kiosk-stopped', detail: {} }));
    },
  };
}

function fullYears(birthDate: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
