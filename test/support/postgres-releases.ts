// The libraries of releases.ts as they were in PostgreSQL. As a program (a schema) it makes the file of one that has just been made:
// with the release itself, for it restores the library by this very code.
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { postgresPrograms } from '../engines/packages.ts';
import { startPostgres } from '../engines/postgres.ts';
import { runProgram } from '../engines/processes.ts';
import type { PostgresDatabase } from './postgres.ts';
import { runCommand } from './process.ts';
import { RELEASES, unpackRelease } from './releases.ts';

const fileOf = (schema: string): string =>
  fileURLToPath(new URL(`../fixtures/releases/${schema}/vitrine.postgres.sql.gz`, import.meta.url));

/** Their schemas. */
export const POSTGRES_RELEASES: readonly string[] = RELEASES.filter((schema) => existsSync(fileOf(schema)));

/** In place of all that is in the database. */
export async function loadRelease(schema: string, database: PostgresDatabase): Promise<void> {
  const statements = gunzipSync(await readFile(fileOf(schema))).toString();
  await database.run('drop schema public cascade', 'create schema public', statements);
}

async function makeFile(schema: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-release-'));
  const [data, backup] = [join(folder, 'data'), join(folder, 'backup')];
  await unpackRelease(schema, data);
  await using postgres = await startPostgres();
  const url = await postgres.createDatabase();
  const restored = { VITRINE_DATA: join(folder, 'restored'), VITRINE_DATABASE_URL: url };
  for (const [command, settings] of [
    ['backup', { VITRINE_DATA: data }],
    ['restore', restored],
  ] as const) {
    const { code, stderr } = await runCommand([command, backup], settings);
    if (code !== 0) throw new Error(`${command}: ${stderr}`);
  }
  const whole = Object.assign(new URL(postgres.superuserUrl), { pathname: new URL(url).pathname }).href;
  const file = join(folder, 'dump.sql');
  await runProgram([join(postgresPrograms(), 'pg_dump'), '--no-owner', '--no-acl', '--inserts', '-f', file, whole]);
  // Lines that begin so are for psql alone.
  const statements = (await readFile(file, 'utf8')).replaceAll(/^\\.*\n/gm, '');
  await writeFile(fileOf(schema), gzipSync(statements, { level: 9 }));
  await rm(folder, { recursive: true });
}

const [, program = '', schema] = process.argv;
if (program.endsWith('postgres-releases.ts') && schema !== undefined) await makeFile(schema);
