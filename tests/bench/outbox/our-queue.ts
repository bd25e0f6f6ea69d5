import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { systemClock } from '../../../main/clock/clock.ts';
import { auditStore } from '../../../main/database/audit-store.ts';
import { openDatabase } from '../../../main/database/open-database.ts';
import { receiptCheckCharacter } from '../../../main/contract/receipt-number.ts';
import type { Acknowledgement, Envelope } from '../../../main/gateway/gateway.ts';
import { newPrivateKey, publicHalf } from '../../../main/gateway/key-setup.ts';
import { openOutbox } from '../../../main/outbox/open-outbox.ts';
import type { Lease, Outbox } from '../../../main/outbox/outbox.ts';
import { newSubmissionId, sealSubmission } from '../../../main/submission/seal-submission.ts';
import { must } from './must.ts';
import type { Payload } from './payload.ts';
import type { BenchQueue, Deliver, QueueFile } from './queue.ts';

const deviceId = 'kiosk-bench';
/** As long as a real one: a header, nothing, and 64 bytes in base64url. */
const signature = `${'h'.repeat(80)}..${'s'.repeat(86)}`;
/** A compact JWS as long as the gateway's. */
const acknowledgementJws = `${'h'.repeat(60)}.${'p'.repeat(300)}.${'s'.repeat(86)}`;

/** The kiosk's own database, audit log and outbox, without anything of it left out. */
export function openKioskQueue(path: string) {
  const database = must(openDatabase(path));
  const audit = auditStore(database, systemClock, newSubmissionId());
  const outbox = must(openOutbox(database, audit, systemClock, { mostItems: Infinity, mostBytes: Infinity }));
  return { database, outbox };
}

export function storedAs(envelope: Envelope) {
  const body = `XJ-T01-261122-${String(envelope.sequence).padStart(5, '0')}`;
  return { envelope, receiptNumber: `${body}-${receiptCheckCharacter(body)}`, service: 'temp-id-proof' };
}

/** Bytes in the place of a sealed text, each as one Latin-1 character, which is how the outbox keeps it. */
export function envelopeOf(body: Buffer, sequence: number): Envelope {
  const jwe = body.toString('latin1');
  const sha256 = createHash('sha256').update(body).digest('hex');
  return { sid: newSubmissionId(), jwe, sha256, signature, deviceId, sequence };
}

export const acceptedOf = ({ sid, sha256 }: Envelope): Acknowledgement => ({
  sid,
  sha256,
  serverTime: '2026-11-22T00:00:00Z',
  outcome: { kind: 'accepted' },
});

/** So many deliveries at a time, and their acknowledgements written down in one transaction, as the uplink does. */
export const ourQueue =
  (most: number) =>
  async ({ folder }: QueueFile): Promise<BenchQueue> => {
    const { database, outbox } = openKioskQueue(join(folder, 'kiosk.db'));
    return {
      prepare: storing(outbox),
      async drain(deliver, isOver) {
        await deliverAll(outbox, most, { deliver, isOver });
        purgeAll(outbox);
      },
      close: () => database.close(),
    };
  };

interface Delivering {
  readonly deliver: Deliver;
  readonly isOver: () => boolean;
}

/** Until nothing is left or it is over. What is delivered is acknowledged and not yet purged. */
export async function deliverAll(outbox: Outbox, most: number, { deliver, isOver }: Delivering): Promise<void> {
  let leases = must(outbox.leaseMany(most));
  while (leases.length > 0) {
    for (const lease of leases) await deliver(payloadOf(lease));
    leases = must(outbox.settle(leases.map(acknowledged), isOver() ? 0 : most));
  }
}

/** From the application to the row, as a visit does it: seal, sign, store. */
export async function sealedQueue({ folder }: QueueFile): Promise<BenchQueue> {
  const { database, outbox } = openKioskQueue(join(folder, 'kiosk.db'));
  const sealingKey = publicHalf(await newPrivateKey('ECDH-ES+A256KW'));
  const signingKey = await newPrivateKey('ES256');
  let sequence = 0;
  return {
    prepare: (payload) => async () => {
      sequence += 1;
      const request = { sid: newSubmissionId(), sequence, deviceId, sealingKey, signingKey };
      must(outbox.store(storedAs(await sealSubmission(payload, request))));
    },
    drain: null,
    close: () => database.close(),
  };
}

function storing(outbox: Outbox): BenchQueue['prepare'] {
  let sequence = 0;
  return (payload) => {
    sequence += 1;
    const submission = storedAs(envelopeOf(Buffer.from(JSON.stringify(payload)), sequence));
    return () => must(outbox.store(submission));
  };
}

const payloadOf = ({ envelope }: Lease): Payload =>
  JSON.parse(Buffer.from(envelope.jwe, 'latin1').toString()) as Payload;

const acknowledged = ({ envelope }: Lease) => ({
  kind: 'acknowledged' as const,
  sid: envelope.sid,
  jws: acknowledgementJws,
  acknowledgement: acceptedOf(envelope),
});

export function purgeAll(outbox: Outbox): void {
  while (must(outbox.purge()) > 0);
}
