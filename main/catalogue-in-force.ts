import { z } from 'zod';
import { baseCatalogue } from './catalogue/catalogue.ts';
import { readOverride } from './catalogue/read-override.ts';
import type { ServiceDefinition } from './catalogue/service-definition.ts';
import type { AuditStore } from './database/audit-store.ts';
import type { Database } from './database/database.ts';
import type { PublicKey } from './gateway/key-messages.ts';

export interface CatalogueInForce {
  readonly services: readonly ServiceDefinition[];
  /** Why the city's changes are not in force: a sentence for the technician; null when they are, or there are none. */
  readonly alarm: string | null;
}

/**
 * The base catalogue with the city's signed changes. Whatever is wrong with them, the kiosk opens with the base and says
 * so: a wrong fee list must not close a hall.
 */
export async function catalogueInForce(parts: {
  readonly path: string | null;
  readonly key: PublicKey | null;
  readonly database: Database;
  readonly audit: AuditStore;
}): Promise<CatalogueInForce> {
  const { path, key, database, audit } = parts;
  if (path === null) return { services: baseCatalogue, alarm: null };
  const newest = database.query(
    `SELECT value FROM counter WHERE name = 'catalogue-override'`,
    z.object({ value: z.int() }),
  );
  const newestVersion = newest.get()?.value ?? 0;
  const read = await readOverride(
    { path, newestVersion, key: key && { kid: key.kid, jwk: { ...key } } },
    baseCatalogue,
  );
  if (!read.ok) {
    audit.record({ event: 'catalogue-refused', detail: { reason: read.error.reason } });
    return { services: baseCatalogue, alarm: read.error.sentence };
  }
  const { services, version } = read.value;
  if (version === newestVersion) return { services, alarm: null };
  const rise = database.command(
    `INSERT INTO counter(name, value) VALUES ('catalogue-override', ?)
     ON CONFLICT(name) DO UPDATE SET value = excluded.value`,
  );
  const noted = database.transaction(() => {
    rise.run(version);
    audit.append({ event: 'catalogue-changed', detail: { count: version } });
  });
  // A version that is not on the disk could be put back behind our back: it is not in force yet.
  return noted.ok
    ? { services, alarm: null }
    : { services: baseCatalogue, alarm: `${path}: its version could not be recorded (${noted.error}).` };
}
