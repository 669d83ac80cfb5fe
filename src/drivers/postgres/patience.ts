// Waiting for what takes as long as it takes, but not for a server that is gone: it is asked again and again, over another
// connection, whether it is at it still.
import pg from 'pg';
import { CONNECT_TIMEOUT_MS } from './failure.ts';

const ASK_MS = 5_000;
/** In a row: the server may be in trouble and recover. */
const MOST_MISSES = 3;

export class Patience {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /** Answers what the server process does. Throws, as of a connection that was lost, when it is not at it any more. */
  async waitFor<T>(answer: Promise<T>, process: number | undefined): Promise<T> {
    const lost = Promise.withResolvers<never>();
    let misses = 0;
    let isAsking = false;
    const ask = async (): Promise<void> => {
      if (isAsking) return;
      isAsking = true;
      misses = (await this.#isAtWork(process)) ? 0 : misses + 1;
      isAsking = false;
      if (misses >= MOST_MISSES)
        lost.reject(new Error('Connection terminated: the server knows nothing of it any more'));
    };
    const timer = setInterval(() => void ask(), ASK_MS);
    try {
      return await Promise.race([answer, lost.promise]);
    } finally {
      clearInterval(timer);
      // Whoever gives the connection up is told so once more.
      answer.catch(() => undefined);
    }
  }

  async #isAtWork(process: number | undefined): Promise<boolean> {
    const client = new pg.Client({
      connectionString: this.#url,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: CONNECT_TIMEOUT_MS,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query(
        `select 1 from pg_stat_activity where pid = $1 and coalesce(state, '') not like 'idle%'`,
        [process],
      );
      return rows.length > 0;
    } catch (error) {
      // A refusal is a sign of life.
      return error instanceof pg.DatabaseError;
    } finally {
      client.end().catch(() => undefined);
    }
  }
}
