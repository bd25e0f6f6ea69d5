import { isDeepStrictEqual } from 'node:util';
import SQLite from 'better-sqlite3';

/**
 * Whether tables, indexes and triggers are as the migrations up to the file's version write them. To SQLite's own check
 * a flipped bit in one of their texts is no damage: a column has another name, or a table refuses every row.
 */
export function hasOwnSchema(file: SQLite.Database, migrations: readonly string[]): boolean {
  const version = versionOf(file);
  if (version < 0 || version > migrations.length) return false;
  const fresh = new SQLite(':memory:');
  try {
    for (const step of migrations.slice(0, version)) fresh.exec(step);
    return isDeepStrictEqual(schemaOf(file), schemaOf(fresh));
  } finally {
    fresh.close();
  }
}

export const versionOf = (file: SQLite.Database): number => Number(file.pragma('user_version', { simple: true }));

const schemaOf = (file: SQLite.Database): unknown[] =>
  file.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name').raw().all();
