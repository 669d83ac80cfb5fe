// Kysely over connections to PostgreSQL: statements that come again are prepared, and each connection knows behind which
// workspace's wall it stands.
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import pg from 'pg';
import type { Id } from '../../core/ids.ts';
import { isLost } from './failure.ts';

/** What the wall is called in the session, and its value where there is none (see wall.ts). */
const NO_WALL = '*';
const STATEMENTS_KEPT = 400;
const LONGEST_PREPARED = 8_000;
/** Lists of values make statements of every length: only those that were met so often are worth preparing. */
const USES_TO_PREPARE = 3;

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

/** One connection for as long as somebody holds it. */
export class HeldConnection implements DatabaseConnection {
  readonly client: pg.PoolClient;
  /** Set once the connection is of no use any more. */
  lost: unknown;

  constructor(client: pg.PoolClient) {
    this.client = client;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const name = nameOf(sql);
    try {
      const result = await this.client.query<R & pg.QueryResultRow>({
        text: sql,
        values: [...parameters],
        ...(name !== undefined && { name }),
      });
      return { rows: result.rows, numAffectedRows: BigInt(result.rowCount ?? 0) };
    } catch (error) {
      if (isLost(error)) this.lost = error;
      throw error;
    }
  }

  /** Several commands without parameters in one go; the rows of the last. */
  async run(commands: string): Promise<pg.QueryResultRow[]> {
    try {
      const results: pg.QueryResult | pg.QueryResult[] = await this.client.query(commands);
      return (Array.isArray(results) ? results.at(-1) : results)?.rows ?? [];
    } catch (error) {
      if (isLost(error)) this.lost = error;
      throw error;
    }
  }

  release(): void {
    this.client.release(this.lost !== undefined);
  }

  streamQuery(): AsyncIterableIterator<QueryResult<never>> {
    throw new Error('lists are read by pages');
  }
}
