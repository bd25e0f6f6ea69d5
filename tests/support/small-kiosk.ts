import { anchoring } from '../../main/audit-log/anchor.ts';
import type { Clock } from '../../main/clock/clock.ts';
import { clockWatch } from '../../main/clock/clock-watch.ts';
import { anchorStore, newestTimeOnDisk } from '../../main/database/anchor-store.ts';
import { auditStore } from '../../main/database/audit-store.ts';
import { openDatabase } from '../../main/database/open-database.ts';
import { verifyAcknowledgement } from '../../main/gateway/acknowledgement.ts';
import { auditHeadSender } from '../../main/gateway/audit-head.ts';
import { gatewayWatch } from '../../main/gateway/gateway-watch.ts';
import { httpsGateway } from '../../main/gateway/https-gateway.ts';
import { keyRing } from '../../main/gateway/key-ring.ts';
import type { KioskKeys } from '../../main/gateway/key-setup.ts';
import { openOutbox } from '../../main/outbox/open-outbox.ts';
import { lastNumber, raiseTo, reserveNumber } from '../../main/submission/reserve-number.ts';
import { newSubmissionId, sealSubmission } from '../../main/submission/seal-submission.ts';
import { uplinkDelays } from '../../main/uplink/delays.ts';
import { uplink } from '../../main/uplink/uplink.ts';
import { contentFor } from '../gateway/fixture.ts';
import { memoryStore } from './ring.ts';

const must = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(`Expected ok, got ${String(result.error)}`);
  return result.value;
};

/** A kiosk from the sealing to the gateway, without devices and screen: every part is the one that ships. */
export async function smallKiosk(options: {
  readonly path: string;
  readonly keys: KioskKeys;
  readonly url: string;
  readonly clock: Clock;
}) {
  const { path, keys, url, clock } = options;
  const database = must(openDatabase(path));
  const audit = auditStore(database, clock, newSubmissionId());
  const anchors = anchorStore(database);
  const time = clockWatch({
    clock,
    newestOnDisk: newestTimeOnDisk(audit, anchors),
    onChanged: (reason) =>
      void audit.record(
        reason === null ? { event: 'clock-trusted', detail: {} } : { event: 'clock-suspect', detail: { reason } },
      ),
  });
  const outbox = must(openOutbox(database, audit, clock, { clockTrust: () => time.trust() }));
  const gateway = httpsGateway({ url, ca: keys.ca, client: keys.client, deviceId: keys.deviceId, clock });
  const ring = await keyRing({ rootKey: keys.rootKey, store: memoryStore(), clock });
  const watch = gatewayWatch({
    gateway,
    clock,
    async learn(handshake) {
      await ring.take(handshake);
      time.gatewaySaid(handshake.serverTime);
      must(raiseTo(database, audit, handshake.lastSequence));
    },
  });
  const line = uplink({
    outbox,
    audit,
    clock,
    // A hundredth of every wait.
    random: () => 0.01,
    delays: uplinkDelays,
    transport: { send: (envelope, signal) => gateway.submit(envelope, signal) },
    verify: (acknowledgement, expected) =>
      verifyAcknowledgement({ acknowledgement, keys: ring.acknowledgementKeys(), expected }),
  });
  const heads = anchoring({
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
    keep: (anchor) => anchors.keep(anchor),
    note: (fact) => void audit.record(fact),
  });
  time.start();

  return {
    database,
    audit,
    anchors,
    outbox,
    time,
    watch,
    line,
    heads,
    lastNumber: () => lastNumber(database),
    /** Seals and stores one; the gateway must have answered once. */
    async store() {
      const { sequence, receiptNumber } = must(reserveNumber(database, clock, 'T01'));
      const content = contentFor({ number: '500105199001010013', name: '张示例' }, 'evidence-0001', { receiptNumber });
      const sealingKey = ring.sealingKey();
      if (!sealingKey) throw new Error('no key to seal with');
      const sid = newSubmissionId();
      const { deviceId, deviceKey: signingKey } = keys;
      const envelope = await sealSubmission(content, { sid, sequence, deviceId, sealingKey, signingKey });
      must(outbox.store({ envelope, receiptNumber, service: content.service }));
      return { sid, sequence, receiptNumber };
    },
    async stop() {
      time.stop();
      watch.stop();
      await heads.stop();
      await line.stop();
      gateway.close();
      database.close();
    },
  };
}
