// Throw-away PostgreSQL on loopback: one server, or a primary with a synchronous standby that can take over.
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { type Daemon, startDaemon } from './daemon.ts';
import { openEngineFolder } from './folder.ts';
import { postgresPrograms } from './packages.ts';
import { freePort } from './ports.ts';
import { isRoot, runProgram, until } from './processes.ts';

export interface PostgresOptions {
  /**
   * Whether what it acknowledged survives a power cut, as in production; false is faster. What it acknowledged survives
   * its own end in either case.
   */
  readonly durable?: boolean;
}

export interface Postgres extends AsyncDisposable {
  readonly port: number;
  /**
   * The database `postgres` as the role `vitrine`, which may create databases and owns them, and is no superuser, because
   * row-level security does not bind those.
   */
  readonly url: string;
  /** The same database as its superuser. */
  readonly superuserUrl: string;
  readonly daemon: Daemon;
  /** Creates an empty database of the role `vitrine`, or a copy of the one named; answers its URL. */
  createDatabase(template?: string): Promise<string>;
  stop(): Promise<void>;
}

export interface PostgresPair extends AsyncDisposable {
  /** Acknowledges a commit once the standby has it too. */
  readonly primary: Postgres;
  /** Answers reads, and refuses writes with 25006, until it is promoted. */
  readonly standby: Postgres;
  /** Makes a primary of the standby; answers once it takes writes. It leaves the old primary as it is. */
  promote(): Promise<void>;
  stop(): Promise<void>;
}

const ROLE = 'vitrine';
const SUPERUSER = 'superuser';
const STANDBY = 'standby';
/** PostgreSQL refuses to run as root; Debian's packages bring this user. */
const SYSTEM_USER = 'postgres';

interface Passwords {
  readonly role: string;
  readonly superuser: string;
}

/** Answers once it takes connections. Throws when PostgreSQL is not installed. */
export async function startPostgres(options: PostgresOptions = {}): Promise<Postgres> {
  await using resources = new AsyncDisposableStack();
  const { path: folder } = resources.use(await openEngineFolder());
  const passwords = { role: randomBytes(16).toString('hex'), superuser: randomBytes(16).toString('hex') };
  const data = await dataFolder(folder, 'data');
  await initialise(folder, data, passwords);
  const server = resources.use(await serve({ ...options, folder, data, name: 'postgres', passwords }));
  await administer(server.superuserUrl, [
    `create role ${ROLE} login createdb nosuperuser nobypassrls password '${passwords.role}'`,
  ]);
  const kept = resources.move();
  return { ...server, ...stopping(kept) };
}

/** Answers once the standby has caught up and commits wait for it. */
export async function startPostgresPair(options: PostgresOptions = {}): Promise<PostgresPair> {
  await using resources = new AsyncDisposableStack();
  const primary = resources.use(await startPostgres(options));
  const { path: folder } = resources.use(await openEngineFolder());
  const data = await dataFolder(folder, 'data');
  await runProgram(
    [join(postgresPrograms(), 'pg_basebackup'), '-d', primary.superuserUrl, '-D', data, '-R', '-c', 'fast'],
    {
      user: SYSTEM_USER,
    },
  );
  const passwords = { role: new URL(primary.url).password, superuser: new URL(primary.superuserUrl).password };
  const standby = resources.use(await serve({ ...options, folder, data, name: STANDBY, passwords }));
  await administer(primary.superuserUrl, [
    `alter system set synchronous_standby_names = '${STANDBY}'`,
    'select pg_reload_conf()',
  ]);
  await until('the standby to be synchronous', async () => {
    const rows = await administer(primary.superuserUrl, ['select sync_state from pg_stat_replication']);
    return rows[0]?.['sync_state'] === 'sync';
  });
  const kept = resources.move();
  return {
    primary,
    standby,
    async promote() {
      const rows = await administer(standby.superuserUrl, ['select pg_promote(true) as promoted']);
      if (rows[0]?.['promoted'] !== true) throw new Error('the standby could not be promoted');
    },
    ...stopping(kept),
  };
}

async function dataFolder(folder: string, name: string): Promise<string> {
  const path = join(folder, name);
  await mkdir(path, { mode: 0o700 });
  if (isRoot()) {
    const [, , uid, gid] = await userEntry(SYSTEM_USER);
    await chown(path, Number(uid), Number(gid));
  }
  return path;
}

/** Of /etc/passwd: name, password, number, number of the group, and more. */
async function userEntry(name: string): Promise<string[]> {
  const entry = (await readFile('/etc/passwd', 'utf8')).split('\n').find((line) => line.startsWith(`${name}:`));
  if (entry === undefined) throw new Error(`PostgreSQL does not run as root, and there is no user ${name} here`);
  return entry.split(':');
}

async function initialise(folder: string, data: string, { superuser }: Passwords): Promise<void> {
  const passwordFile = join(folder, 'password');
  // Readable to the system's PostgreSQL user too; the folder can only be entered by who knows its random name.
  await writeFile(passwordFile, superuser, { mode: 0o644 });
  await runProgram(
    [
      ...[join(postgresPrograms(), 'initdb'), '-D', data, '-U', SUPERUSER, `--pwfile=${passwordFile}`],
      ...['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'],
    ],
    { user: SYSTEM_USER },
  );
}

interface Serving extends PostgresOptions {
  readonly folder: string;
  readonly data: string;
  /** What it is called in the log, and by the primary it copies. */
  readonly name: string;
  readonly passwords: Passwords;
}

async function serve({ durable = false, folder, data, name, passwords }: Serving): Promise<Postgres> {
  const port = await freePort();
  const urlOf = (user: string, password: string, database = 'postgres') =>
    `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
  const url = urlOf(ROLE, passwords.role);
  const superuserUrl = urlOf(SUPERUSER, passwords.superuser);
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    cluster_name: name,
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
  };
  const daemon = await startDaemon({
    folder,
    name,
    command: [
      ...[join(postgresPrograms(), 'postgres'), '-D', data],
      ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
    ],
    user: SYSTEM_USER,
    endSignal: 'QUIT',
    isReady: async () => (await administer(superuserUrl, ['select 1'])).length > 0,
  });
  return {
    port,
    url,
    superuserUrl,
    daemon,
    async createDatabase(template = 'template1') {
      const database = `test_${randomBytes(8).toString('hex')}`;
      await administer(url, [`create database ${database} template ${template}`]);
      return urlOf(ROLE, passwords.role, database);
    },
    ...stopping(daemon),
  };
}

/** Runs the statements in turn; answers the rows of the last. */
async function administer(url: string, statements: readonly string[]): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // A server that ends while the connection is open says so here too; the query that waits for it fails anyway.
  client.on('error', () => undefined);
  try {
    await client.connect();
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) rows = (await client.query<Record<string, unknown>>(statement)).rows;
    return rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

const stopping = (resource: AsyncDisposable) => ({
  stop: async () => resource[Symbol.asyncDispose](),
  [Symbol.asyncDispose]: async () => resource[Symbol.asyncDispose](),
});
