// A server process that tests of faults break: on a library of its own, in a temporary folder or on the engines that the tests have.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testBucket, testDatabase } from './engines.ts';
import type { LibraryModel } from './library-model.ts';
import { resumeUploads } from './mixed-load.ts';
import { type Api, apiOf } from './nodes.ts';
import { type ServerProcess, type Settings, startServerProcess } from './process.ts';
import { METERED } from './process-state.ts';

export const ROOT_KEY = 'k'.repeat(40);

interface OwnLibrary extends AsyncDisposable {
  /** For as many servers as one likes, one after the other. */
  readonly settings: Settings;
  readonly dataFolder: string;
}

/** On the engines that the tests have, unless it `isEmbedded`. */
export async function openOwnLibrary(isEmbedded = false): Promise<OwnLibrary> {
  await using resources = new AsyncDisposableStack();
  const dataFolder = await mkdtemp(join(tmpdir(), 'vitrine-fault-'));
  resources.defer(() => rm(dataFolder, { recursive: true, force: true }));
  const bucket = isEmbedded ? undefined : testBucket();
  if (bucket) resources.use(bucket);
  const database = isEmbedded ? undefined : await testDatabase();
  if (database) resources.use(database);
  const kept = resources.move();
  return {
    dataFolder,
    settings: {
      VITRINE_DATA: dataFolder,
      VITRINE_ROOT_KEY: ROOT_KEY,
      VITRINE_DECODERS: '1',
      ...(database && { VITRINE_DATABASE_URL: database.url }),
      ...bucket?.settings,
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

export interface MeteredServer extends OwnLibrary {
  readonly server: ServerProcess;
  readonly pid: number;
  readonly api: Api;
}

/** One whose memory and turns are measured, on SQLite and a disk. */
export async function startMeteredServer(more: Settings = {}): Promise<MeteredServer> {
  await using resources = new AsyncDisposableStack();
  const library = resources.use(await openOwnLibrary(true));
  const settings = { ...library.settings, ...more };
  const server = resources.use(await startServerProcess({ ...settings, ...METERED }));
  const kept = resources.move();
  return {
    ...{ server, settings, dataFolder: library.dataFolder, pid: server.process.pid ?? 0 },
    api: apiOf(() => server.url, ROOT_KEY),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

interface CheckedServer {
  readonly server: ServerProcess;
  readonly api: Api;
  /** Until it was ready. */
  readonly startMs: number;
  readonly resumed: number;
}

/** The next server after one that has ended somehow: what was touched is as the model has it, and uploads go on. */
export async function startAndCheck(
  settings: Settings,
  model: LibraryModel,
  /** Looked at besides what was touched. */
  others: readonly string[] = [],
): Promise<CheckedServer> {
  await using resources = new AsyncDisposableStack();
  const begun = performance.now();
  const server = resources.use(await startServerProcess(settings));
  // As soon as it listens.
  const { status } = await fetch(`${server.url}/readyz`);
  if (status !== 200) throw new Error(`the server listens, and /readyz answers ${status}`);
  const startMs = Math.round(performance.now() - begun);
  const api = apiOf(() => server.url, ROOT_KEY);
  await model.checkTouched(api, others);
  const resumed = await resumeUploads(api, model);
  resources.move();
  return { server, api, startMs, resumed };
}
