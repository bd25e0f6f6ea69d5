import { z } from 'zod';
import type { Database } from './database.ts';
import type { SalvagedRow } from './salvage-source.ts';
import { isRefusedRow } from './storage-error.ts';

/**
 * Inserts those columns of the row that the table has; the others take their defaults. False when a rule of the schema
 * refuses it: then it was damaged, or is there already.
 */
export function insertRow(database: Database, table: string, row: SalvagedRow): boolean {
  const known = columnsOf(database, table);
  const entries = Object.entries(row).filter(([column]) => known.has(column));
  const columns = entries.map(([column]) => column).join(', ');
  const places = entries.map(() => '?').join(', ');
  const insert = database.command(`INSERT INTO ${table}(${columns}) VALUES (${places})`);
  try {
    return insert.run(...entries.map(([, value]) => value)) === 1;
  } catch (error) {
    if (!isRefusedRow(error)) throw error;
    return false;
  }
}

function columnsOf(database: Database, table: string): ReadonlySet<string> {
  const columns = database.query('SELECT name FROM pragma_table_info(?)', z.object({ name: z.string() }));
  return new Set(columns.all(table).map(({ name }) => name));
}
