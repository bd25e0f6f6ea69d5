import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import SQLite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { auditDocument, auditDocumentPath } from '../../build/audit-document.ts';
import { runAudit } from '../../build/audit.ts';
import { projectFolder } from '../../build/project-folder.ts';
import { auditEvents } from '../../main/audit-log/audit-event.ts';
import { seededRandom } from '../../main/contract/seeded-random.ts';
import { anchorStore } from '../../main/database/anchor-store.ts';
import { auditStore } from '../../main/database/audit-store.ts';
import { openDatabase } from '../../main/database/open-database.ts';
import { randomFact } from '../audit-log/random-log.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { databasePath, must } from '../support/outbox-fixture.ts';

/** A stopped kiosk's file with a log of `length` entries; the gateway has signed for the entry `anchored`. */
function logOf(length: number, anchored: number | null = null) {
  const file = databasePath();
  const random = seededRandom(length);
  const database = must(openDatabase(file));
  const audit = auditStore(database, new FakeClock(), 'b'.repeat(32));
  const heads: { seq: number; hash: string }[] = [];
  must(
    database.transaction(() => {
      for (let index = 0; index < length; index += 1) {
        audit.append(randomFact(random));
        const { seq, hash } = audit.head();
        heads.push({ seq, hash: Buffer.from(hash).toString('hex') });
      }
    }),
  );
  const entry = audit.entries(0, length).find(({ seq }) => seq === anchored);
  const wall = { receipt: 'a.b.c', serverTime: '2026-11-21T08:00:00Z' };
  if (entry) must(anchorStore(database).keep({ seq: entry.seq, hash: entry.hash, ...wall }));
  database.close();
  return { file, heads };
}

/** Somebody with the file and without scruples. */
function tamper(file: string, sql: string): void {
  const intruder = new SQLite(file);
  for (const trigger of ['audit_no_update', 'audit_no_delete']) intruder.exec(`DROP TRIGGER ${trigger}`);
  intruder.exec(sql);
  intruder.close();
}

function run(...argv: string[]): { code: number; said: string } {
  const said: string[] = [];
  const code = runAudit(argv, (text) => said.push(text));
  return { code, said: said.join('') };
}

function witnessFile(file: string, text: string): string {
  const witness = path.join(path.dirname(file), 'heads.json');
  writeFileSync(witness, text);
  return witness;
}

describe('npm run audit -- verify', () => {
  test('says that a log is good, how long it is, its head, and that nobody vouches for its end', () => {
    const { file, heads } = logOf(5);
    const { code, said } = run('verify', file);
    expect(code).toBe(0);
    expect(said).toContain(`OK: 5 entries. The head is ${heads[4]?.hash ?? ''}.`);
    expect(said).toContain('No head was anchored');
  });

  test('reads a log of many pages', () => {
    const { file } = logOf(2_500, 2_400);
    expect(run('verify', file).said).toMatch(/^OK: 2500 entries\..*\nAnchored up to entry 2400, by this disk/);
    tamper(file, `UPDATE audit SET wall = '2026-11-21T08:00:00.001Z' WHERE seq = 2001`);
    expect(run('verify', file)).toEqual({ code: 1, said: 'BAD: entry 2001 is not as it was written.\n' });
  });

  test.each([
    ['an edit', `UPDATE audit SET detail = '{"count":"9"}' WHERE seq = 4`, 'entry 4 is not as it was written'],
    ['a deletion', 'DELETE FROM audit WHERE seq = 4', 'entry 4 is missing'],
    ['another link', `UPDATE audit SET prev = zeroblob(32) WHERE seq = 4`, 'entry 4 does not follow'],
    ['a beginning that is gone', 'DELETE FROM audit WHERE seq < 3', 'entry 1 is missing'],
    ['an entry before the first', 'UPDATE audit SET seq = -1 WHERE seq = 1', 'entry 1 is missing'],
    [
      'rows that changed places',
      'UPDATE audit SET seq = -4 WHERE seq = 4; UPDATE audit SET seq = 4 WHERE seq = 6; UPDATE audit SET seq = 6 WHERE seq = -4',
      'entry 4 does not follow',
    ],
  ])('names the first bad entry after %s', (_, sql, sentence) => {
    const { file } = logOf(9);
    tamper(file, sql);
    const { code, said } = run('verify', file);
    expect(said).toContain(`BAD: ${sentence}`);
    expect(code).toBe(1);
  });

  test('sees a cut end only with a witness: the gateway’s heads', () => {
    const { file, heads } = logOf(9);
    tamper(file, 'DELETE FROM audit WHERE seq > 6');
    expect(run('verify', file).code).toBe(0);
    const witness = witnessFile(file, JSON.stringify(heads.slice(7, 8)));
    expect(run('verify', file, '--witness', witness)).toEqual({ code: 1, said: 'BAD: entry 7 is missing.\n' });
  });

  test('sees a cut end by the receipts on the disk, as long as nobody cuts them too', () => {
    const { file } = logOf(9, 8);
    tamper(file, 'DELETE FROM audit WHERE seq > 6');
    expect(run('verify', file)).toEqual({ code: 1, said: 'BAD: entry 7 is missing.\n' });
    const intruder = new SQLite(file);
    intruder.exec('DROP TRIGGER anchor_no_delete; DELETE FROM anchor');
    intruder.close();
    expect(run('verify', file).code).toBe(0);
  });

  test('says when the witness agrees to the last entry', () => {
    const { file, heads } = logOf(9);
    const witness = witnessFile(file, JSON.stringify(heads));
    expect(run('verify', file, '--witness', witness).said).toContain('Anchored to its last entry');
  });

  test('changes nothing in the file', () => {
    const { file } = logOf(9);
    const before = readFileSync(file);
    run('verify', file);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('says when there is nothing to verify', () => {
    const { file } = logOf(1);
    expect(run('verify', `${file}.not`)).toMatchObject({ code: 2 });
    expect(run('verify', import.meta.filename)).toMatchObject({ code: 2 });
    expect(run('verify', file, '--witness', witnessFile(file, '{"seq": 1}'))).toMatchObject({ code: 2 });
    expect(run('verify')).toMatchObject({ code: 2 });
    expect(run('else', file).said).toMatch(/^usage: /);
  });

  test('a kiosk that runs holds its file alone', () => {
    const { file } = logOf(1);
    const database = must(openDatabase(file));
    expect(run('verify', file)).toMatchObject({ code: 2 });
    expect(run('verify', file).said).toContain('must be stopped');
    database.close();
  });
});

describe('the auditor’s document', () => {
  test('is as the catalogue of events is; else run: npm run audit -- docs', () => {
    expect(readFileSync(path.join(projectFolder, auditDocumentPath), 'utf8')).toBe(auditDocument());
  });

  test('names each event with what it means', () => {
    for (const [event, { means }] of Object.entries(auditEvents)) {
      expect(auditDocument()).toContain(`### \`${event}\`\n\n`);
      expect(auditDocument()).toContain(means);
    }
  });
});
