import type { Clock } from '../../clock/clock.ts';
import { err, ok } from '../../contract/result.ts';
import type { Result } from '../../contract/result.ts';
import { auditHeadSchema, auditHeadType, auditReceiptType } from '../audit-head-messages.ts';
import type { AuditHead, AuditReceipt } from '../audit-head-messages.ts';
import type { SimulatedGatewayKeys } from '../key-setup.ts';
import type { ProblemType } from '../messages.ts';
import { signedJson } from '../signed-json.ts';
import { verifiedJson } from '../verified-json.ts';
import type { GatewayAlarms } from './alarms.ts';
import type { KeyChest } from './key-chest.ts';

export interface AuditHeads {
  /** A signed receipt for the head that this JWS of the device bears. */
  take(head: string, deviceId: string): Promise<Result<string, ProblemType>>;
  /** In order: what an auditor brings along to a kiosk's log. */
  of(deviceId: string): readonly AuditHead[];
}

/**
 * Keeps the heads of every kiosk's log. A log only grows: a head before the last one, or another hash for the same
 * entry, is not of the log that was seen before.
 */
export function auditHeads(options: {
  readonly keys: Pick<SimulatedGatewayKeys, 'devices'>;
  readonly chest: Pick<KeyChest, 'acknowledgementKey'>;
  readonly clock: Clock;
  readonly alarms: GatewayAlarms;
}): AuditHeads {
  const { keys, chest, clock, alarms } = options;
  const heads = new Map<string, AuditHead[]>();

  return {
    async take(jws, deviceId) {
      const device = keys.devices.find((each) => each.deviceId === deviceId);
      if (!device) return err('unknownDevice');
      const payload = await verifiedJson(jws, auditHeadType, [device.key]);
      if (!payload.ok) return payload;
      const parsed = auditHeadSchema.safeParse(payload.value);
      if (!parsed.success || parsed.data.deviceId !== deviceId) return err('malformed');
      const head = parsed.data;
      const known = heads.get(deviceId) ?? [];
      const last = known.at(-1);
      if (last && (head.seq < last.seq || (head.seq === last.seq && head.hash !== last.hash))) {
        alarms.raise({ kind: 'auditHead', deviceId, seq: head.seq, known: last.seq });
        return err('auditHeadRefused');
      }
      if (head.seq !== last?.seq) heads.set(deviceId, [...known, head]);
      const { seq, hash } = head;
      const receipt: AuditReceipt = { deviceId, seq, hash, serverTime: clock.wallTime().toISOString() };
      return ok(await signedJson(receipt, auditReceiptType, chest.acknowledgementKey()));
    },
    of: (deviceId) => heads.get(deviceId) ?? [],
  };
}
