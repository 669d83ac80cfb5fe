// Locks of all nodes, as advisory locks of one session per process: PostgreSQL frees them the moment the process is gone. Whoever
// wants one that is held says so by NOTIFY. The session must be the process's own: a pooler may not share it out.
import { createHash } from 'node:crypto';
import pg from 'pg';
import { CoreError } from '../../core/errors.ts';
import type { HeldLock, Locks } from '../../core/ports.ts';

export interface PostgresLocksOptions {
  readonly url: string;
  log?(error: unknown, message: string): void;
}

const CHANNEL = 'vitrine_locks';
const CONNECT_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 5_000;
/** While locks are held: a session that does not answer in time has lost them, and sooner than the server finds it dead. */
const HEARTBEAT_MS = 1_000;
const HEARTBEAT_TIMEOUT_MS = 2_500;
/** How soon the server gives up a process whose machine says nothing any more: later than the process itself does. */
const KEEPALIVE = 'set tcp_keepalives_idle = 4; set tcp_keepalives_interval = 1; set tcp_keepalives_count = 3';
/** Those who want a lock ask more often than its holder needs to be told. */
const TELL_EVERY_MS = 500;

interface Held {
  readonly onWanted: () => void;
  readonly lost: AbortController;
}

export const openPostgresLocks = (options: PostgresLocksOptions): Locks => new PostgresLocks(options);

class PostgresLocks implements Locks {
  readonly #options: PostgresLocksOptions;
  readonly #held = new Map<string, Held>();
  readonly #toldAt = new Map<string, number>();
  readonly #ended = new WeakSet<pg.Client>();
  #session: Promise<pg.Client> | undefined;
  #heartbeat: NodeJS.Timeout | undefined;
  #lastAsked: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(options: PostgresLocksOptions) {
    this.#options = options;
  }

  async tryHold(name: string, onWanted: () => void): Promise<HeldLock | undefined> {
    if (this.#isClosed) throw unavailable();
    const holder = this.#held.get(name);
    if (holder) {
      holder.onWanted();
      return undefined;
    }
    const held: Held = { onWanted, lost: new AbortController() };
    this.#held.set(name, held);
    let session: pg.Client | undefined;
    try {
      session = await this.#connected();
      const { rows } = await this.#ask(session, 'take', 'select pg_try_advisory_lock($1) as taken', keyOf(name));
      held.lost.signal.throwIfAborted();
      if (rows[0]?.['taken'] === true) {
        this.#heartbeat ??= setInterval(() => void this.#beat(), HEARTBEAT_MS);
        return { lost: held.lost.signal, release: () => this.#release(name, held) };
      }
      this.#forget(name, held);
      await this.#tell(session, name);
      return undefined;
    } catch (error) {
      this.#forget(name, held);
      // What was answered too late may be taken all the same, and would be for as long as the session lasts.
      if (session) this.#end(session, error);
      throw error instanceof CoreError ? error : unavailable(error);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    const session = await this.#session?.catch(() => undefined);
    this.#loseAll(session, new Error('the process stops'));
    await session?.end().catch(() => undefined);
  }

  async #release(name: string, held: Held): Promise<void> {
    if (this.#held.get(name) !== held) return;
    try {
      const session = await this.#session;
      if (session) await this.#ask(session, 'give', 'select pg_advisory_unlock($1)', keyOf(name));
    } catch (error) {
      // What can not be given back alone is given back with the session.
      await this.#drop(error);
    } finally {
      this.#forget(name, held);
    }
  }

  #forget(name: string, held: Held): void {
    if (this.#held.get(name) === held) this.#held.delete(name);
    if (this.#held.size > 0) return;
    clearInterval(this.#heartbeat);
    this.#heartbeat = undefined;
  }

  async #tell(session: pg.Client, name: string): Promise<void> {
    const now = performance.now();
    if (now - (this.#toldAt.get(name) ?? Number.NEGATIVE_INFINITY) < TELL_EVERY_MS) return;
    if (this.#toldAt.size > 1_000) this.#toldAt.clear();
    this.#toldAt.set(name, now);
    await this.#ask(session, 'tell', `select pg_notify('${CHANNEL}', $1)`, name);
  }

  async #beat(): Promise<void> {
    const late = setTimeout(() => void this.#drop(new Error('the session does not answer')), HEARTBEAT_TIMEOUT_MS);
    try {
      const session = await this.#session;
      if (session) await this.#ask(session, 'beat', 'select $1::text', 'beat');
    } catch (error) {
      await this.#drop(error);
    } finally {
      clearTimeout(late);
    }
  }

  /** One statement after the other. */
  #ask(session: pg.Client, name: string, text: string, value: string): Promise<pg.QueryResult> {
    const asked = this.#lastAsked.then(() => session.query({ name, text, values: [value] }));
    this.#lastAsked = asked.catch(() => undefined);
    return asked;
  }

  #connected(): Promise<pg.Client> {
    this.#session ??= this.#connect().catch((error: unknown) => {
      this.#session = undefined;
      throw error;
    });
    return this.#session;
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.#options.url,
      application_name: 'vitrine locks',
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: STATEMENT_TIMEOUT_MS,
      keepAlive: true,
    });
    client.on('error', (error) => this.#loseAll(client, error));
    client.on('end', () => this.#loseAll(client, new Error('the session has ended')));
    client.on('notification', ({ payload }) => {
      if (payload !== undefined) this.#held.get(payload)?.onWanted();
    });
    try {
      await client.connect();
      await client.query(`${KEEPALIVE}; set idle_session_timeout = 0; listen ${CHANNEL}`);
      return client;
    } catch (error) {
      client.end().catch(() => undefined);
      throw error;
    }
  }

  async #drop(error: unknown): Promise<void> {
    const session = await this.#session?.catch(() => undefined);
    if (session) this.#end(session, error);
  }

  /** Its locks are free from then on. */
  #end(session: pg.Client, error: unknown): void {
    this.#loseAll(session, error);
    session.connection.stream.destroy();
  }

  #loseAll(session: pg.Client | undefined, error: unknown): void {
    // Its end is told more than once; what is held by then is the next one's.
    if (session && this.#ended.has(session)) return;
    if (session) this.#ended.add(session);
    void this.#session?.then((current) => {
      if (current === session) this.#session = undefined;
    });
    if (this.#held.size > 0 && !this.#isClosed) this.#options.log?.(error, 'locks were lost with their connection');
    const lost = [...this.#held.values()];
    this.#held.clear();
    clearInterval(this.#heartbeat);
    this.#heartbeat = undefined;
    for (const held of lost) held.lost.abort(unavailable(error));
  }
}

/** 64 bits, so that two names never meet. */
const keyOf = (name: string): string =>
  createHash('sha256').update(`vitrine ${name}`).digest().readBigInt64BE().toString();

const unavailable = (cause?: unknown): CoreError =>
  new CoreError('unavailable', 'The locks of all nodes can not be reached.', { cause, retryAfterSeconds: 2 });
