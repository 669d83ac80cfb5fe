// Several real server processes on the same stores, as nodes behind a balancer without affinity would be.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testBucket, testDatabase } from './engines.ts';
import { type ServerProcess, type Settings, startServerProcess } from './process.ts';
import { formWith } from './server.ts';

export interface Api {
  api(path: string, init?: RequestInit & { readonly key?: string | null; readonly json?: unknown }): Promise<Response>;
  json<T>(path: string, init?: RequestInit & { readonly key?: string | null; readonly json?: unknown }): Promise<T>;
  upload(
    name: string,
    bytes: Uint8Array | string,
    headers?: Readonly<Record<string, string>>,
  ): Promise<{ readonly id: string; readonly sha256: string }>;
}

export interface Node extends Api {
  readonly url: string;
  readonly server: ServerProcess;
}

export interface Nodes extends AsyncDisposable {
  readonly rootKey: string;
  /** What all of them are started with, for commands beside them. */
  readonly settings: Settings;
  start(settings?: Settings): Promise<Node>;
}

export type Kind = 'PostgreSQL and S3' | 'PostgreSQL and a shared folder' | 'the embedded default';

/** Throws where the engines are not named: a test without them has failed. */
export async function openNodes(kind: Kind): Promise<Nodes> {
  await using resources = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-nodes-'));
  resources.defer(() => rm(folder, { recursive: true, force: true }));
  const rootKey = `root_${randomBytes(24).toString('hex')}`;
  let settings: Settings = { VITRINE_ROOT_KEY: rootKey, VITRINE_DECODERS: '1', VITRINE_DATA: join(folder, 'shared') };
  if (kind !== 'the embedded default') {
    const database = await testDatabase();
    if (!database) throw new Error('VITRINE_TEST_DATABASE_URL has to name a PostgreSQL to test with');
    resources.use(database);
    settings = { ...settings, VITRINE_DATABASE_URL: database.url, VITRINE_DATABASE_CONNECTIONS: '6' };
  }
  if (kind === 'PostgreSQL and S3') {
    const bucket = testBucket();
    if (!bucket) throw new Error('VITRINE_TEST_S3_ENDPOINT has to name an S3 to test with');
    resources.use(bucket);
    settings = { ...settings, ...bucket.settings };
  }
  let count = 0;
  const nodes = resources.adopt(new Set<ServerProcess>(), async (all) => {
    await Promise.all([...all].map((server) => server[Symbol.asyncDispose]()));
  });
  const kept = resources.move();
  return {
    rootKey,
    settings,
    async start(more = {}) {
      // With S3, nothing of a node's own folder is shared.
      const own = kind === 'PostgreSQL and S3' ? { VITRINE_DATA: join(folder, `node-${count++}`) } : {};
      const server = await startServerProcess({ ...settings, ...own, ...more });
      nodes.add(server);
      return { server, url: server.url, ...apiOf(() => server.url, rootKey) };
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** `url` is asked for each request, so that it may be another node's each time. */
export function apiOf(url: () => string, rootKey: string): Api {
  const api: Api['api'] = (path, { key = rootKey, json, headers, ...init } = {}) =>
    fetch(url() + path, {
      redirect: 'manual',
      ...init,
      headers: {
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...Object.fromEntries(new Headers(headers)),
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    });
  const json = async <T>(path: string, init: Parameters<Api['json']>[1] = {}): Promise<T> => {
    const response = await api(path, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${init.method ?? 'GET'} ${path} answered ${response.status}: ${text}`);
    return JSON.parse(text) as T;
  };
  return {
    api,
    json,
    upload: (name, bytes, headers = {}) =>
      json('/api/store/asset/upload', { method: 'POST', body: formWith(name, bytes), headers }),
  };
}
