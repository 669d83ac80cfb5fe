// A whole server for tests: a real port, stores of its own (on the engines that the tests have, else in a folder), and a client
// that holds the root key.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp } from '../../src/app/index.ts';
import { readConfig } from '../../src/config.ts';
import type { Core } from '../../src/core/index.ts';
import { testBucket, testDatabase } from './engines.ts';
import type { Settings } from './process.ts';

export interface ApiInit extends Omit<RequestInit, 'headers'> {
  readonly headers?: Readonly<Record<string, string>>;
  /** Becomes the body, as JSON. */
  readonly json?: unknown;
  /** Another key than the root key; null for none at all. */
  readonly key?: string | null;
}

export interface TestServer extends AsyncDisposable {
  readonly url: string;
  /** With `VITRINE_METRICS_PORT`. */
  readonly operationsUrl: string | undefined;
  readonly core: Core;
  readonly rootKey: string;
  readonly dataFolder: string;
  /** For commands that work on the same library. */
  readonly settings: Settings;
  /** A request; redirects are not followed. */
  api(path: string, init?: ApiInit): Promise<Response>;
  /** The body of an answer that has to be a success. */
  json<T>(path: string, init?: ApiInit): Promise<T>;
  /** Uploads through the store dialect. */
  upload<T = { readonly id: string }>(name: string, bytes: string | Uint8Array, query?: string): Promise<T>;
}

export interface TestServerOptions {
  /** Settings as they stand in the environment. */
  readonly settings?: Settings;
  /** On SQLite and the disk, whatever engines the tests have. */
  readonly isEmbedded?: boolean;
}

export async function startTestServer({
  settings = {},
  isEmbedded = false,
}: TestServerOptions = {}): Promise<TestServer> {
  await using resources = new AsyncDisposableStack();
  const dataFolder = await mkdtemp(join(tmpdir(), 'vitrine-test-'));
  resources.defer(() => rm(dataFolder, { recursive: true, force: true }));
  const database = isEmbedded ? undefined : await testDatabase();
  if (database) resources.use(database);
  const bucket = isEmbedded ? undefined : testBucket();
  if (bucket) resources.use(bucket);
  const stores: Settings = {
    VITRINE_DATA: dataFolder,
    ...(database && { VITRINE_DATABASE_URL: database.url, VITRINE_DATABASE_CONNECTIONS: '6' }),
    ...bucket?.settings,
    ...Object.fromEntries(Object.entries(settings).filter(([name]) => /^VITRINE_(DATA|S3)/.test(name))),
  };
  const rootKey = `root_${randomBytes(24).toString('hex')}`;
  const { core, url, operationsUrl } = resources.use(
    await startApp(
      readConfig({
        VITRINE_PORT: '0',
        VITRINE_ROOT_KEY: rootKey,
        VITRINE_LOG_LEVEL: 'silent',
        VITRINE_DECODERS: '1',
        ...stores,
        ...settings,
      }),
    ),
  );
  const kept = resources.move();

  async function api(path: string, { json, key = rootKey, headers = {}, ...init }: ApiInit = {}): Promise<Response> {
    return fetch(url + path, {
      redirect: 'manual',
      ...init,
      headers: {
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    });
  }

  async function json<T>(path: string, init?: ApiInit): Promise<T> {
    const response = await api(path, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${init?.method ?? 'GET'} ${path} answered ${response.status}: ${text}`);
    return JSON.parse(text) as T;
  }

  return {
    url,
    operationsUrl,
    core,
    rootKey,
    dataFolder,
    settings: stores,
    api,
    json,
    upload: (name, bytes, query = '') =>
      json(`/api/store/asset/upload${query}`, { method: 'POST', body: formWith(name, bytes) }),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** A form with one file in the field `file`, and further fields before it. */
export function formWith(
  name: string,
  bytes: string | Uint8Array,
  fields: Readonly<Record<string, string>> = {},
): FormData {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.append(field, value);
  form.append('file', new File([typeof bytes === 'string' ? bytes : Uint8Array.from(bytes)], name));
  return form;
}
