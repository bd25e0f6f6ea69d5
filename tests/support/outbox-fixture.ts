import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Clock } from '../../main/clock/clock.ts';
import type { Result } from '../../main/contract/result.ts';
import { auditStore } from '../../main/database/audit-store.ts';
import { openDatabase } from '../../main/database/open-database.ts';
import type { Acknowledgement, Envelope } from '../../main/gateway/gateway.ts';
import { openOutbox } from '../../main/outbox/open-outbox.ts';
import type { OutboxOptions } from '../../main/outbox/outbox.ts';
import { newSubmissionId } from '../../main/submission/seal-submission.ts';
import { receiptNumber } from '../../main/submission/receipt-number.ts';
import { FakeClock } from './fake-clock.ts';

/** A path for a database of this test alone, removed after it. */
export function databasePath(): string {
  const directory = mkdtempSync(join(tmpdir(), 'kiosk-database-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return join(directory, 'kiosk.db');
}

export function must<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`Expected ok, got ${String(result.error)}`);
  return result.value;
}

/** Database, audit log and outbox on a real file, as at a start of the kiosk. */
export function start(path: string, clock: Clock = new FakeClock(), options: Partial<OutboxOptions> = {}) {
  const database = must(openDatabase(path, { busyTimeoutMs: 0 }));
  const audit = auditStore(database, clock, newSubmissionId());
  const outbox = must(openOutbox(database, audit, clock, options));
  return { database, audit, outbox, clock };
}

/** Looks like a sealed one and holds `marker`: for tests that do not open it. */
export function envelopeOf(sequence: number, marker = randomBytes(8).toString('hex'), bytes = 200): Envelope {
  const jwe = `${marker}.`.repeat(Math.ceil(bytes / (marker.length + 1)));
  return {
    sid: newSubmissionId(),
    jwe,
    sha256: createHash('sha256').update(jwe).digest('hex'),
    signature: 'aGVhZGVy..c2lnbmF0dXJl',
    deviceId: 'kiosk-test',
    sequence,
  };
}

export const submissionOf = (envelope: Envelope, caseId?: string) => ({
  envelope,
  receiptNumber: receiptNumber({ kioskCode: 'T01', wallTime: new Date(0), sequence: envelope.sequence }),
  service: 'temp-id-proof',
  ...(caseId === undefined ? {} : { caseId }),
});

export const accepted = ({ sid, sha256 }: { sid: string; sha256: string }): Acknowledgement => ({
  sid,
  sha256,
  serverTime: '2026-11-21T08:00:00Z',
  outcome: { kind: 'accepted' },
});

export const issued = (envelope: { sid: string; sha256: string }): Acknowledgement => ({
  ...accepted(envelope),
  outcome: {
    kind: 'issued',
    certificate: {
      number: 'LS-2026-000123',
      verificationCode: 'ABCDEFGH23456789',
      verificationUrl: 'https://gateway.example.org/v/ABCDEFGH23456789',
      issuedAt: '2026-11-21T08:00:00Z',
      validUntil: '2026-11-22T08:00:00Z',
      authority: { 'zh-CN': '示例市公安局', en: 'Example City Public Security Bureau' },
    },
  },
});
