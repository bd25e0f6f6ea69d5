import { validityHours } from './catalogue/service-view.ts';
import type { Clock } from './clock/clock.ts';
import type { KioskConfig } from './config/config.ts';
import { err, ok } from './contract/result.ts';
import type { Database } from './database/database.ts';
import type { KioskKeys } from './gateway/key-setup.ts';
import type { Handshake } from './gateway/gateway.ts';
import type { SubmissionContent } from './gateway/messages.ts';
import type { Outbox } from './outbox/outbox.ts';
import type { SessionPorts, Visit } from './session/ports.ts';
import { reserveNumber } from './submission/reserve-number.ts';
import { newSubmissionId, sealSubmission } from './submission/seal-submission.ts';

/** Takes a number, seals the visit to the gateway and stores it: ok only after the commit. */
export function visitStore(parts: {
  readonly config: KioskConfig;
  readonly database: Database;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly keys: KioskKeys;
  readonly sealingKey: () => Handshake['sealingKey'] | null;
}): SessionPorts['store'] {
  const { config, database, outbox, clock, keys } = parts;
  return async (visit) => {
    const sealingKey = parts.sealingKey();
    // Without the gateway's key nothing may touch the disk; a service that needs the gateway is not begun then.
    if (!sealingKey) return err('storageFault');
    const reserved = reserveNumber(database, clock, config.kioskCode);
    if (!reserved.ok) return reserved;
    const { sequence, receiptNumber } = reserved.value;
    const content = contentOf(visit, receiptNumber, config, clock);
    const sid = newSubmissionId();
    const envelope = await sealSubmission(content, {
      sid,
      sequence,
      deviceId: keys.deviceId,
      sealingKey,
      signingKey: keys.deviceKey,
    });
    const stored = outbox.store({ envelope, receiptNumber, service: content.service });
    return stored.ok ? ok({ sid, receiptNumber }) : stored;
  };
}

const identitySources = { type: 'typed', card: 'card', passport: 'document', code: 'code' } as const;

function contentOf(
  { language, journey }: Visit,
  receiptNumber: string,
  config: KioskConfig,
  clock: Clock,
): SubmissionContent {
  const { definition, record, evidence, photo } = journey;
  if (!record || !evidence) throw new Error('only what was proved is stored');
  const purpose = journey.answers['purpose'];
  return {
    version: 1,
    service: definition.id,
    receiptNumber,
    language,
    createdAt: clock.wallTime().toISOString(),
    person: { number: record.number, name: record.name },
    evidence,
    identitySource: identitySources[journey.method],
    answers: { ...journey.answers },
    validityHours: purpose === undefined ? null : validityHours(definition, purpose, config),
    photoJpeg: photo ? Buffer.from(photo).toString('base64') : null,
    signaturePath: journey.signature ?? '',
    signatureStrokes: journey.signatureStrokes,
  };
}
