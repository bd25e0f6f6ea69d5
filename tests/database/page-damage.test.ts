import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { verifyChain } from '../../main/audit-log/verify-chain.ts';
import { seededRandom } from '../../main/contract/seeded-random.ts';
import { openOutbox } from '../../main/outbox/open-outbox.ts';
import { PAGE, damagePages, filledDatabase, openAsKiosk, pagesOf } from '../support/damaged-database.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { databasePath, must } from '../support/outbox-fixture.ts';

const ROUNDS = Number(process.env['KIOSK_DAMAGE_ROUNDS'] ?? 8);
const seed = Number(process.env['KIOSK_SEED'] ?? Date.now() % 1_000_000);

/** The only one of a file of this size, counted from 0. */
const POINTER_MAP = 1;

type Envelopes = ReturnType<typeof filledDatabase>;

interface Places {
  /** Its queue row and its body: nothing else says what is in them. */
  readonly only: ReadonlySet<number>;
  /** Its number and receipt number, which its own row and the log both know. */
  readonly row: ReadonlySet<number>;
  readonly entry: ReadonlySet<number>;
}

/** On which pages (the first is 0) what is needed to send each submission lies. */
function placesOfRows(path: string, envelopes: Envelopes): Map<string, Places> {
  const bytes = readFileSync(path, 'latin1');
  const [queue, rows, log] = [
    pagesOf(path, 'outbox', 'leaf'),
    pagesOf(path, 'submission', 'leaf'),
    pagesOf(path, 'audit', 'leaf'),
  ];
  const bodies = (['leaf', 'overflow'] as const).flatMap((kind) => pagesOf(path, 'sealed_body', kind));
  const among = (pages: readonly number[], text: string) =>
    pages.filter((page) => bytes.slice(page * PAGE, (page + 1) * PAGE).includes(text));
  return new Map(
    envelopes.map(({ sid, jwe }) => [
      sid,
      {
        only: new Set([...among(queue, sid), ...among(bodies, jwe.slice(0, 17))]),
        // It has no numbered rows, by which a damaged inner page could be written anew.
        row: new Set([...among(rows, sid), ...pagesOf(path, 'submission', 'internal')]),
        entry: new Set(among(log, sid)),
      },
    ]),
  );
}

/** What the kiosk does with it: the salvage's report, and what it would send. */
function openAndSend(path: string) {
  const { database, audit, salvage } = must(openAsKiosk(path));
  const outbox = must(openOutbox(database, audit, new FakeClock()));
  const sent = must(outbox.leaseMany(1_000)).map(({ envelope }) => envelope);
  const chain = verifyChain(audit.entries(0, 10_000));
  const integrity = database.setting('integrity_check');
  database.close();
  return { salvage, sent, isProved: chain.ok, integrity };
}

/** Generous: each round is a start of the kiosk, and the disk may be busy. */
const LIMIT_MS = 20_000 + ROUNDS * 10_000;

describe('damaged pages', { timeout: LIMIT_MS }, () => {
  it(`at random places: every row whose own pages are whole is sent, and nothing else (KIOSK_SEED=${String(seed)})`, () => {
    console.log(`KIOSK_SEED=${String(seed)}`);
    const random = seededRandom(seed);
    const source = databasePath();
    const envelopes = filledDatabase(source, 90, 3_000);
    const stored = new Map(envelopes.map((envelope) => [envelope.sid, envelope]));
    const places = placesOfRows(source, envelopes);
    const pages = readFileSync(source).length / PAGE;
    const inner = new Set(['outbox', 'sealed_body', 'audit'].flatMap((table) => pagesOf(source, table, 'internal')));
    let salvages = 0;
    let sendings = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const path = databasePath();
      copyFileSync(source, path);
      const hit = Array.from({ length: 1 + Math.floor(random() * 3) }, () => Math.floor(random() * pages));
      damagePages(path, hit, Math.floor(random() * 256));
      const { salvage, sent, isProved, integrity } = openAndSend(path);
      for (const envelope of sent) expect(envelope).toEqual(stored.get(envelope.sid));
      const out = new Set(sent.map(({ sid }) => sid));
      // What lies under a damaged inner page is found by the map of all pages, and by nothing else.
      const isHidden = hit.includes(POINTER_MAP) && hit.some((page) => inner.has(page));
      const isHit = (where: ReadonlySet<number> | undefined): boolean => hit.some((page) => where?.has(page));
      const isLost = ({ only, row, entry }: Places): boolean => isHit(only) || (isHit(row) && isHit(entry));
      const whole = envelopes.filter(({ sid }) => !isHidden && !isLost(places.get(sid)!));
      expect(whole.filter(({ sid }) => !out.has(sid)).length, `round ${String(round)}, pages ${hit.join(' ')}`).toBe(0);
      expect({ isProved, integrity }).toEqual({ isProved: true, integrity: 'ok' });
      if (salvage) salvages += 1;
      sendings += sent.length;
    }
    console.log(
      `${String(ROUNDS)} damaged files, ${String(salvages)} salvaged, ${String(sendings)} of ${String(90 * ROUNDS)} sent`,
    );
    expect(salvages).toBeGreaterThan(0);
  });

  it(`of single bytes anywhere: nothing wrong is ever sent (KIOSK_SEED=${String(seed)})`, () => {
    const random = seededRandom(seed);
    const source = databasePath();
    const stored = new Map(filledDatabase(source, 60, 3_000).map((envelope) => [envelope.sid, envelope]));
    const good = readFileSync(source);
    for (let round = 0; round < ROUNDS; round += 1) {
      const path = databasePath();
      const bytes = Buffer.from(good);
      for (let hits = 0; hits < 20; hits += 1) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      writeFileSync(path, bytes);
      const { sent } = openAndSend(path);
      // What the signature binds is as it was stored; a label beside it may have suffered, and then the gateway says no.
      for (const { sid, jwe, sha256 } of sent) expect({ jwe, sha256 }).toMatchObject(pick(stored.get(sid), sid));
    }
  });

  it.each(['outbox', 'audit', 'sealed_body', 'submission'])(
    'the first page of %s, under which all its rows lie: all are there',
    (table) => {
      const path = databasePath();
      const envelopes = filledDatabase(path, 90, 3_000);
      const inner = pagesOf(path, table, 'internal');
      expect(inner.length).toBeGreaterThan(0);
      damagePages(path, inner);
      const { salvage, sent } = openAndSend(path);
      expect(salvage).toMatchObject({
        kept: { submissions: 90, auditEntries: 90 },
        lost: { submissions: 0, auditEntries: 0 },
        dead: 0,
      });
      expect(new Set(sent)).toEqual(new Set(envelopes));
    },
  );

  it('the first page of the queue and one below it: the rows of that one are missing, and counted', () => {
    const path = databasePath();
    filledDatabase(path, 90, 3_000);
    damagePages(path, [...pagesOf(path, 'outbox', 'internal'), pagesOf(path, 'outbox', 'leaf')[3]!]);
    const { salvage, sent } = openAndSend(path);
    expect(salvage!.lost.submissions).toBeGreaterThan(0);
    expect(sent.length + salvage!.lost.submissions).toBe(90);
  });
});

const pick = (envelope: Envelopes[number] | undefined, sid: string) =>
  envelope ? { jwe: envelope.jwe, sha256: envelope.sha256 } : { jwe: `${sid} was never stored` };
