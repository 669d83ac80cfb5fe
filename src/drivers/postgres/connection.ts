// Kysely over connections to PostgreSQL: statements that come again are prepared, and each connection knows behind which
// workspace's wall it stands.
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import pg from 'pg';
import type { Id } from '../../core/ids.ts';
import { SLOW } from '../../database/engine.ts';
import { isLost } from './failure.ts';
import type { Patience } from './patience.ts';

/** What the wall is called in the session, and its value where there is none (see wall.ts). */
const NO_WALL = '*';
const STATEMENTS_KEPT = 400;
const LONGEST_PREPARED = 8_000;
/** Lists of values make statements of every length: only those that were met so often are worth preparing. */
const USES_TO_PREPARE = 3;
/**
 * What may look at many rows, and words, are planned anew for their values: the one plan that PostgreSQL makes for all values of
 * a prepared statement knows neither how frequent they are nor how few rows are wanted.
 */
const PLANNED_ANEW = [SLOW, '@@'];

const walls = new WeakMap<pg.ClientBase, string>();

/** From now on, the connection sees that workspace alone, or everything. */
export async function setWall(client: pg.ClientBase, workspaceId: Id | null): Promise<void> {
  const wall = workspaceId ?? NO_WALL;
  if (walls.get(client) === wall) return;
  walls.delete(client);
  await client.query({ name: 'wall', text: `select set_config('vitrine.workspace', $1, false)`, values: [wall] });
  walls.set(client, wall);
}

/** The same for the transaction under way, as part of a longer command. */
export const wallStatement = (workspaceId: Id | null): string =>
  `select set_config('vitrine.workspace', ${pg.escapeLiteral(workspaceId ?? NO_WALL)}, true)`;

const uses = new Map<string, number>();
const names = new Map<string, string>();

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= STATEMENTS_KEPT || text.length > LONGEST_PREPARED) return known;
  if (PLANNED_ANEW.some((part) => text.includes(part))) return undefined;
  const used = (uses.get(text) ?? 0) + 1;
  if (used < USES_TO_PREPARE) {
    if (uses.size > 10 * STATEMENTS_KEPT) uses.clear();
    uses.set(text, used);
    return undefined;
  }
  uses.delete(text);
  const name = `vitrine_${names.size}`;
  names.set(text, name);
  return name;
}

/** Of the server, one for each connection. */
const processes = new WeakMap<pg.ClientBase, number>();

export const knowProcess = (client: pg.ClientBase, process: number): void => void processes.set(client, process);

const ends = new WeakMap<pg.ClientBase, Error>();

/** Keeps why the connection ended while nothing was asked of it, for whoever asks next. */
export function watchEnd(client: pg.ClientBase, onEnd: (error: Error) => void): void {
  client.on('error', (error) => {
    // The first says why, the second that.
    if (!ends.has(client)) onEnd(error);
    ends.set(client, ends.get(client) ?? error);
  });
}

interface TimedQuery extends pg.QueryConfig {
  /** On this side, for a server that says nothing any more. */
  query_timeout?: number;
}

/** The longest that a timer can be set to. */
const FOR_EVER_MS = 2 ** 31 - 1;

/** One connection for as long as somebody holds it. */
export class HeldConnection implements DatabaseConnection {
  readonly client: pg.PoolClient;
  readonly #bound: number | Patience | undefined;
  /** Set once the connection is of no use any more. */
  lost: unknown;

  /**
   * `bound`: the connection is lost once a statement is not answered in so many milliseconds, or patience ends. Without one, it is
   * as its pool has it.
   */
  constructor(client: pg.PoolClient, bound?: number | Patience) {
    this.client = client;
    this.#bound = bound;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const name = nameOf(sql);
    const { rows, rowCount } = await this.#ask<R & pg.QueryResultRow>({
      text: sql,
      values: parameters.map(storable),
      ...(name !== undefined && { name }),
    });
    return { rows, numAffectedRows: BigInt(rowCount ?? 0) };
  }

  /** Several commands without parameters in one go; the result of the last. */
  async run(commands: string): Promise<pg.QueryResult> {
    const results: pg.QueryResult | pg.QueryResult[] = await this.#ask({ text: commands });
    const last = Array.isArray(results) ? results.at(-1) : results;
    if (!last) throw new TypeError('there is nothing to run');
    return last;
  }

  async #ask<R extends pg.QueryResultRow>(query: TimedQuery): Promise<pg.QueryResult<R>> {
    const bound = this.#bound;
    if (bound !== undefined) query.query_timeout = typeof bound === 'number' ? bound : FOR_EVER_MS;
    try {
      const answer = this.client.query<R>(query);
      return await (typeof bound === 'object' ? bound.waitFor(answer, processes.get(this.client)) : answer);
    } catch (error) {
      const cause = ends.get(this.client) ?? error;
      if (isLost(cause)) this.lost = cause;
      throw cause;
    }
  }

  /** Ends whatever transaction is open; nothing of it stays. */
  async rollBack(): Promise<void> {
    if (this.lost !== undefined) return;
    await this.run('rollback').catch((failure: unknown) => {
      this.lost ??= failure;
    });
  }

  release(): void {
    this.client.release(this.lost !== undefined);
  }

  streamQuery(): AsyncIterableIterator<QueryResult<never>> {
    throw new Error('lists are read by pages');
  }
}

/** A code point that is no character, where PostgreSQL could not even be asked for the one that is sent (core/text.ts). */
const storable = (value: unknown): unknown => (typeof value === 'string' ? value.replaceAll('\0', '\ufdd0') : value);
