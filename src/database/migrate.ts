// Brings a database to the schema this version reads. Runs inside one transaction of the engine that calls it.
import { sql } from 'kysely';
import { conflict } from '../core/errors.ts';
import type { Db } from './db.ts';
import * as foundation from './migrations/001-foundation.ts';
import * as bulkChanges from './migrations/002-bulk-changes.ts';
import * as usage from './migrations/003-usage.ts';
import * as jobs from './migrations/004-jobs.ts';
import * as scrub from './migrations/005-scrub.ts';
import * as jobHolders from './migrations/006-job-holders.ts';
import type { EngineTraits } from './traits.ts';

/** In order; a released migration never changes. */
const MIGRATIONS: readonly { statements(traits: EngineTraits): string[] }[] = [
  foundation,
  bulkChanges,
  usage,
  jobs,
  scrub,
  jobHolders,
];

export const SCHEMA_VERSION = MIGRATIONS.length;

/**
 * Applies what is missing. Throws when the database was written by a newer version of Vitrine, which this one must not
 * touch.
 */
export async function migrate(db: Db): Promise<void> {
  await sql`create table if not exists schema_version (version integer not null)`.execute(db);
  const found = await sql<{ version: number }>`select version from schema_version`.execute(db);
  const current = found.rows[0]?.version ?? 0;
  if (current > SCHEMA_VERSION) {
    throw conflict(
      `The database has schema ${current}; this version of Vitrine reads up to ${SCHEMA_VERSION}. Start a newer version.`,
    );
  }
  for (const migration of MIGRATIONS.slice(current)) {
    for (const statement of migration.statements(db.traits)) await sql.raw(statement).execute(db);
  }
  if (current === SCHEMA_VERSION) return;
  if (current === 0) {
    for (const statement of db.traits.searchIndex) await sql.raw(statement).execute(db);
    await sql`insert into schema_version (version) values (${SCHEMA_VERSION})`.execute(db);
  } else {
    await sql`update schema_version set version = ${SCHEMA_VERSION}`.execute(db);
  }
  for (const statement of db.traits.afterMigrations) await sql.raw(statement).execute(db);
}
