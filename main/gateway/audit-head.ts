import type { Anchor, AnchorError } from '../audit-log/anchor.ts';
import type { ChainHead } from '../audit-log/audit-chain.ts';
import type { Clock } from '../clock/clock.ts';
import { err, ok } from '../contract/result.ts';
import type { Result } from '../contract/result.ts';
import { auditHeadType, auditReceiptSchema, auditReceiptType } from './audit-head-messages.ts';
import type { AuditHead, AuditReceipt } from './audit-head-messages.ts';
import type { Gateway } from './gateway.ts';
import type { PrivateKey } from './key-setup.ts';
import type { PublicKey } from './key-messages.ts';
import { signedJson } from './signed-json.ts';
import { verifiedJson } from './verified-json.ts';
import type { DistrustError } from './verified-json.ts';

/** Signs a head as this device, sends it and believes only the gateway's signed receipt for exactly this head. */
export function auditHeadSender(parts: {
  readonly gateway: Pick<Gateway, 'anchorAuditHead'>;
  readonly clock: Pick<Clock, 'wallTime'>;
  readonly deviceId: string;
  readonly deviceKey: PrivateKey;
  readonly acknowledgementKeys: () => readonly PublicKey[];
}): (head: ChainHead, signal: AbortSignal) => Promise<Result<Anchor, AnchorError>> {
  const { gateway, clock, deviceId, deviceKey } = parts;
  return async ({ seq, hash }, signal) => {
    const head: AuditHead = {
      deviceId,
      seq,
      hash: Buffer.from(hash).toString('hex'),
      wall: clock.wallTime().toISOString(),
    };
    const answer = await gateway.anchorAuditHead(await signedJson(head, auditHeadType, deviceKey), signal);
    if (!answer.ok) return err(answer.error === 'auditHeadRefused' ? 'refused' : 'notNow');
    const receipt = await readAuditReceipt(answer.value, parts.acknowledgementKeys());
    if (!receipt.ok || !isFor(receipt.value, head)) return err('notNow');
    return ok({ seq, hash, receipt: answer.value, serverTime: receipt.value.serverTime });
  };
}

/** The gateway's word that it has seen a head. */
export async function readAuditReceipt(
  receipt: string,
  keys: readonly PublicKey[],
): Promise<Result<AuditReceipt, DistrustError>> {
  const payload = await verifiedJson(receipt, auditReceiptType, keys);
  if (!payload.ok) return payload;
  const parsed = auditReceiptSchema.safeParse(payload.value);
  return parsed.success ? ok(parsed.data) : err('malformed');
}

const isFor = (receipt: AuditReceipt, head: AuditHead): boolean =>
  receipt.deviceId === head.deviceId && receipt.seq === head.seq && receipt.hash === head.hash;
