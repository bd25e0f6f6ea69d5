import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { anchoring, type Anchoring } from './audit-log/anchor.ts';
import { clockWatch, type ClockWatch } from './clock/clock-watch.ts';
import type { CancelTimer, Clock } from './clock/clock.ts';
import type { KioskConfig } from './config/config.ts';
import { anchorStore, newestTimeOnDisk } from './database/anchor-store.ts';
import type { AuditStore } from './database/audit-store.ts';
import { ballast as ballastAt } from './database/ballast.ts';
import type { Database } from './database/database.ts';
import { diskRoom } from './database/disk-room.ts';
import { openOrSalvage } from './database/open-or-salvage.ts';
import { upkeep as upkeepOf } from './database/upkeep.ts';
import { verifyAcknowledgement } from './gateway/acknowledgement.ts';
import { auditHeadSender } from './gateway/audit-head.ts';
import { gatewayWatch, type GatewayWatch, type watchDelays } from './gateway/gateway-watch.ts';
import { httpsGateway } from './gateway/https-gateway.ts';
import { keyBundleFile } from './gateway/key-bundle-file.ts';
import { keyRing, type KeyRing } from './gateway/key-ring.ts';
import { readKioskKeys, type KioskKeys } from './gateway/key-setup.ts';
import { maximumEnvelopeBytes } from './gateway/envelope-messages.ts';
import { openOutbox } from './outbox/open-outbox.ts';
import type { Outbox } from './outbox/outbox.ts';
import { queueAlarms } from './queue-alarms.ts';
import { ke1, type SealSuite } from './submission/seal-suite.ts';
import { lastNumber, raiseTo } from './submission/reserve-number.ts';
import { ke1Sm } from './submission/sm-suite.ts';
import type { Transport, Verify } from './uplink/deliver.ts';
import { uplinkDelays } from './uplink/delays.ts';
import { natsTransport } from './uplink/nats-transport.ts';
import { uplink as uplinkOf, type Uplink } from './uplink/uplink.ts';

/** What keeps the promise of a visit: the disk, the queue on it, the keys, and the way to the gateway. */
export interface KioskQueue {
  readonly database: Database;
  readonly audit: AuditStore;
  readonly outbox: Outbox;
  readonly uplink: Uplink;
  readonly gateway: ReturnType<typeof httpsGateway>;
  readonly watch: GatewayWatch;
  readonly keys: KioskKeys;
  readonly ring: KeyRing;
  readonly suite: SealSuite;
  readonly time: ClockWatch;
  readonly anchor: Anchoring;
  /** Whether one more visit could be sealed and stored; asked before a visitor gives any data. */
  canKeep(): boolean;
  /** Sentences for the technician. */
  alarms(): string[];
  start(): void;
  /** Ends what is under way; afterwards the database is closed. */
  stop(last: () => void): Promise<void>;
}

/** How often it is tried to take back the room that a full disk was given. */
const BALLAST_EVERY_MS = 60_000;

/** Throws with a sentence for the technician when there is no queue to be had. */
export async function openKioskQueue(parts: {
  readonly config: KioskConfig;
  readonly clock: Clock;
  readonly watchDelays: Partial<typeof watchDelays>;
  /** Whether nobody is served. */
  readonly isIdle: () => boolean;
  /** What can be kept may have changed. */
  readonly onChanged: () => void;
}): Promise<KioskQueue> {
  const { config, clock } = parts;
  const { dataDir } = config;
  const { ballastBytes, backupDir, ...bounds } = config.outbox;
  const keys = readKioskKeys(config.keysDir);
  /** The disk was full, and there is not room enough yet to be safe again. */
  let isBallastGone = false;
  const ballast = ballastAt(join(dataDir, 'ballast'), ballastBytes);
  const opened = openOrSalvage(join(dataDir, 'kiosk.sqlite'), {
    clock,
    boot: randomBytes(16).toString('hex'),
    deviceId: keys.deviceId,
    backupDir,
    makeRoom() {
      const freed = ballast.release();
      isBallastGone ||= freed;
      return freed;
    },
  });
  if (!opened.ok) throw new Error(`The queue in ${dataDir} cannot be opened: ${opened.error}.`);
  const { database, audit, salvage, scrubbed } = opened.value;
  const anchors = anchorStore(database);
  const time = clockWatch({
    clock,
    newestOnDisk: newestTimeOnDisk(audit, anchors),
    onChanged: (reason) =>
      void audit.record(
        reason === null ? { event: 'clock-trusted', detail: {} } : { event: 'clock-suspect', detail: { reason } },
      ),
  });
  const queue = openOutbox(database, audit, clock, { ...bounds, clockTrust: () => time.trust() });
  if (!queue.ok) throw new Error(`The queue in ${dataDir} cannot be read: ${queue.error}.`);
  const outbox = queue.value;

  const gateway = httpsGateway({
    url: config.gateway.url,
    ca: keys.ca,
    client: keys.client,
    deviceId: keys.deviceId,
    clock,
  });
  // Enrolment decides: a kiosk that was given a key of that curve seals by the national standards.
  const suite = keys.deviceSmKey ? ke1Sm : ke1;
  const ring = await keyRing({
    rootKey: keys.rootKey,
    store: keyBundleFile(join(dataDir, 'key-bundle.json')),
    clock,
    curve: suite.curve,
  });
  const verify: Verify = (acknowledgement, expected) =>
    verifyAcknowledgement({ acknowledgement, keys: ring.acknowledgementKeys(), expected });
  const watch = gatewayWatch({
    gateway,
    clock,
    delays: parts.watchDelays,
    async learn(handshake) {
      const before = ring.refusal();
      const taken = await ring.take(handshake);
      if (taken.ok && taken.value === 'taken')
        audit.record({ event: 'gateway-keys-taken', detail: { count: ring.version() ?? 0 } });
      if (!taken.ok && taken.error !== before)
        audit.record({ event: 'gateway-keys-refused', detail: { reason: taken.error } });
      time.gatewaySaid(handshake.serverTime);
      raiseTo(database, audit, handshake.lastSequence);
    },
  });
  const transport = transportOf(config, keys, clock, verify, gateway);
  const { inFlight, bytesPerSecond } = config.uplink;
  const uplink = uplinkOf({
    outbox,
    clock,
    audit,
    delays: uplinkDelays,
    random: Math.random,
    transport,
    verify,
    inFlight,
    bytesPerSecond,
  });
  const upkeep = upkeepOf({ database, audit, clock, backupDir, isIdle: parts.isIdle });
  const anchor = anchoring({
    clock,
    head: () => audit.head(),
    anchoredSeq: () => anchors.last()?.seq ?? 0,
    send: auditHeadSender({
      gateway,
      clock,
      deviceId: keys.deviceId,
      deviceKey: keys.deviceKey,
      acknowledgementKeys: () => ring.acknowledgementKeys(),
    }),
    keep: (head) => anchors.keep(head),
    note: (fact) => void audit.record(fact),
  });
  const hasRoom = (): boolean => diskRoom(dataDir, { ballastBytes: 0, submissionBytes: maximumEnvelopeBytes }).isEnough;
  const unsubscribe = watch.onChanged(() => {
    if (watch.status() !== 'online') return;
    uplink.wake();
    anchor.wake();
  });
  let cancelBallast: CancelTimer | null = null;
  let restoring: Promise<void> = Promise.resolve();

  /** Again and again: a disk that was full may have room, and one that has room may not have been asked yet. */
  function keepBallast(): void {
    restoring = restoreBallast();
    cancelBallast = clock.after(BALLAST_EVERY_MS, keepBallast);
  }

  async function restoreBallast(): Promise<void> {
    isBallastGone = !(await ballast.restore()).ok;
    parts.onChanged();
  }

  return {
    database,
    audit,
    outbox,
    uplink,
    gateway,
    watch,
    keys,
    ring,
    suite,
    time,
    anchor,
    canKeep: () =>
      ring.sealingKey() !== null &&
      lastNumber(database) !== null &&
      outbox.room() === 'ok' &&
      !isBallastGone &&
      hasRoom(),
    alarms: () => [
      ...queueAlarms({
        salvage,
        scrubbed,
        uplink: uplink.alarms(),
        room: outbox.room(),
        isOldestLate: outbox.isOldestLate(),
        dead: outbox.counts().dead,
        isDiskFull: isBallastGone || !hasRoom(),
        // A kiosk that has never heard the gateway has no keys yet, and says by itself that the gateway is away.
        keysEndInMs: ring.version() === null ? Infinity : ring.expiresInMs(),
        isAuditRefused: anchor.isRefused(),
        suspicion: time.suspicion(),
      }),
      ...(ring.refusal() === null
        ? []
        : ['The gateway shows keys that its root did not sign, or old ones: they are not used. Call its operator.']),
      ...upkeep.alarms(),
    ],
    start() {
      keepBallast();
      time.start();
      watch.start();
      uplink.start();
      upkeep.start();
      anchor.start();
    },
    async stop(last) {
      watch.stop();
      unsubscribe();
      cancelBallast?.();
      time.stop();
      await Promise.all([uplink.stop(), upkeep.stop(), anchor.stop(), restoring]);
      await transport.close();
      gateway.close();
      last();
      database.close();
    },
  };
}

function transportOf(
  { uplink: { transport } }: KioskConfig,
  keys: KioskKeys,
  clock: Clock,
  verify: Verify,
  gateway: ReturnType<typeof httpsGateway>,
): Transport & { close(): Promise<void> } {
  if (transport.kind === 'https')
    return { send: (envelope, signal) => gateway.submit(envelope, signal), close: () => Promise.resolve() };
  return natsTransport({
    servers: transport.servers.map((server) => `nats://${server}`),
    stream: transport.stream,
    identity: { ca: keys.ca, ...keys.client },
    deviceId: keys.deviceId,
    clock,
    verify,
  });
}
