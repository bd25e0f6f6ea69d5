import { rmSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { CompactEncrypt, importJWK } from 'jose';
import { openDatabase } from '../../../main/database/open-database.ts';
import { newPrivateKey, publicHalf } from '../../../main/gateway/key-setup.ts';
import { must } from './must.ts';
import type { Payload } from './payload.ts';
import type { BenchQueue, QueueFile } from './queue.ts';

/** What decides how much work a write is. */
const settings = ['auto_vacuum', 'journal_mode', 'synchronous', 'secure_delete', 'locking_mode', 'wal_autocheckpoint'];

/** A file of its own with the kiosk's settings as its database says them, so that the two cannot drift apart. */
function openRaw({ folder, sync }: QueueFile): SQLite.Database {
  const path = join(folder, 'settings.db');
  const kiosk = must(openDatabase(path));
  const values = settings.map((name) => [name, kiosk.setting(name)] as const);
  kiosk.close();
  rmSync(path);
  const raw = new SQLite(join(folder, 'queue.db'));
  for (const [name, value] of values) raw.pragma(`${name} = ${String(value)}`);
  raw.pragma(`synchronous = ${sync}`);
  raw.exec('CREATE TABLE q(id INTEGER PRIMARY KEY, data BLOB NOT NULL)');
  return raw;
}

/** The floor: one prepared INSERT a transaction; to deliver, SELECT, handler, DELETE. */
export async function rawQueue(file: QueueFile): Promise<BenchQueue> {
  const raw = openRaw(file);
  const insert = raw.prepare('INSERT INTO q(data) VALUES (?)');
  const first = raw.prepare<[], { id: number; data: Buffer }>('SELECT id, data FROM q ORDER BY id LIMIT 1');
  const remove = raw.prepare('DELETE FROM q WHERE id = ?');
  return {
    prepare(payload) {
      const bytes = Buffer.from(JSON.stringify(payload));
      return () => void insert.run(bytes);
    },
    async drain(deliver, isOver) {
      for (let row = first.get(); row && !isOver(); row = first.get()) {
        await deliver(JSON.parse(row.data.toString()) as Payload);
        remove.run(row.id);
      }
    },
    close: () => void raw.close(),
  };
}

/** The floor of sealing: jose with its key at hand, then the insert. */
export async function sealedRawQueue(file: QueueFile): Promise<BenchQueue> {
  const raw = openRaw(file);
  const insert = raw.prepare('INSERT INTO q(data) VALUES (?)');
  const key = await importJWK(publicHalf(await newPrivateKey('ECDH-ES+A256KW')), 'ECDH-ES+A256KW');
  return {
    prepare: (payload) => async () => {
      const jwe = await new CompactEncrypt(Buffer.from(JSON.stringify(payload)))
        .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM' })
        .encrypt(key);
      insert.run(Buffer.from(jwe, 'latin1'));
    },
    drain: null,
    close: () => void raw.close(),
  };
}
