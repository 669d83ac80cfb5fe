// A server of a script's own: over a folder that goes with it, on a port that is free.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp } from '../src/app/index.ts';
import { readConfig } from '../src/config.ts';

export const KEY = 'a-root-key-that-lives-no-longer-than-this-run';

interface OwnServer extends AsyncDisposable {
  readonly url: string;
}

/** `prepare`: what is done to its data before it starts. Its root key is KEY. */
export async function startOwnServer(
  name: string,
  prepare?: (dataFolder: string) => Promise<void>,
): Promise<OwnServer> {
  await using resources = new AsyncDisposableStack();
  const dataFolder = await mkdtemp(join(tmpdir(), `vitrine-${name}-`));
  resources.defer(() => rm(dataFolder, { recursive: true, force: true }));
  await prepare?.(dataFolder);
  const config = readConfig({
    VITRINE_PORT: '0',
    VITRINE_DATA: dataFolder,
    VITRINE_ROOT_KEY: KEY,
    VITRINE_LOG_LEVEL: 'error',
    PATH: process.env['PATH'],
  });
  const { url } = resources.use(await startApp(config));
  const kept = resources.move();
  return { url, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}
