import { describe, expect, it } from 'vitest';
import { verifyChain } from '../../main/audit-log/verify-chain.ts';
import { auditStore } from '../../main/database/audit-store.ts';
import { migrations } from '../../main/database/migrations.ts';
import { openDatabase } from '../../main/database/open-database.ts';
import { goRoundTrigger } from '../support/damaged-database.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { databasePath, must } from '../support/outbox-fixture.ts';

function open(path: string, boot = 'b'.repeat(32)) {
  const database = must(openDatabase(path));
  return { database, audit: auditStore(database, new FakeClock(), boot) };
}

describe('the audit table', () => {
  it('goes on with the chain after a new start', () => {
    const path = databasePath();
    for (const boot of ['a', 'b', 'c']) {
      const { database, audit } = open(path, boot.repeat(32));
      must(audit.record({ event: 'kiosk-started', detail: {} }));
      must(audit.record({ event: 'kiosk-stopped', detail: {} }));
      database.close();
    }
    const { database, audit } = open(path);
    expect(audit.entries(0, 100).map(({ boot }) => boot[0])).toEqual(['a', 'a', 'b', 'b', 'c', 'c']);
    expect(verifyChain(audit.entries(0, 100))).toMatchObject({ ok: true, value: { seq: 6 } });
    expect(audit.entries(4, 1).map(({ seq }) => seq)).toEqual([5]);
    database.close();
  });

  it('keeps what an older version wrote, and goes on from it', () => {
    const path = databasePath();
    const old = must(openDatabase(path, { migrations: migrations.slice(0, 3) }));
    const before = auditStore(old, new FakeClock(), 'a'.repeat(32));
    for (const detail of [{ step: 'review' }, { step: 'sign' }])
      must(before.record({ event: 'officer-called', detail }));
    const written = before.entries(0, 10);
    old.close();

    const { database, audit } = open(path);
    expect(audit.entries(0, 10)).toEqual(written);
    must(audit.record({ event: 'kiosk-started', detail: {} }));
    expect(verifyChain(audit.entries(0, 10))).toMatchObject({ ok: true, value: { seq: 3 } });
    for (const change of ['DELETE FROM audit', `UPDATE audit SET event = 'x'`])
      expect(() => database.command(change).run(), change).toThrow(/append-only/);
    database.close();
  });

  it('forgets an entry whose transaction failed, and the chain has no gap', () => {
    const { database, audit } = open(databasePath());
    must(audit.record({ event: 'kiosk-started', detail: {} }));
    expect(() =>
      database.transaction(() => {
        audit.append({ event: 'officer-called', detail: { step: 'review' } });
        throw new Error('the deed failed');
      }),
    ).toThrow('the deed failed');
    must(audit.record({ event: 'kiosk-stopped', detail: {} }));
    expect(audit.entries(0, 10).map(({ event }) => event)).toEqual(['kiosk-started', 'kiosk-stopped']);
    expect(verifyChain(audit.entries(0, 10)).ok).toBe(true);
    database.close();
  });

  it('takes no entry outside a transaction', () => {
    const { database, audit } = open(databasePath());
    expect(() => audit.append({ event: 'kiosk-started', detail: {} })).toThrow(/transaction/);
    database.close();
  });

  it.each([
    ['UPDATE', `UPDATE audit SET event = 'x' WHERE seq = 1`],
    ['DELETE', 'DELETE FROM audit WHERE seq = 2'],
    [
      'REPLACE',
      `INSERT OR REPLACE INTO audit SELECT 1, boot, mono_ms, wall, 'x', detail, prev, hash FROM audit WHERE seq = 1`,
    ],
    [
      'a gap',
      `INSERT INTO audit SELECT 9, boot, mono_ms, wall, event, detail, hash, randomblob(32) FROM audit WHERE seq = 2`,
    ],
    [
      'another chain',
      `INSERT INTO audit SELECT 3, boot, mono_ms, wall, event, detail, prev, randomblob(32) FROM audit WHERE seq = 2`,
    ],
  ])('refuses %s', (_, sql) => {
    const { database, audit } = open(databasePath());
    must(audit.record({ event: 'kiosk-started', detail: {} }));
    must(audit.record({ event: 'kiosk-stopped', detail: {} }));
    expect(() => database.command(sql).run()).toThrow(/append-only|follows/);
    expect(audit.entries(0, 10)).toHaveLength(2);
    database.close();
  });

  it('shows who went round the triggers', () => {
    const path = databasePath();
    const { database, audit } = open(path);
    for (let index = 0; index < 5; index += 1)
      must(audit.record({ event: 'outbox-recovered', detail: { count: index } }));
    database.close();

    goRoundTrigger(path, 'audit_no_update', `UPDATE audit SET detail = '{"count":"7"}' WHERE seq = 3`);

    const again = open(path);
    expect(verifyChain(again.audit.entries(0, 10))).toEqual({ ok: false, error: { seq: 3, fault: 'edited' } });
    again.database.close();
  });
});
