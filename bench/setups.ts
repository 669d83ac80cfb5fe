// What is measured beside each other: the embedded default, and nodes on PostgreSQL and Ceph.
import { join } from 'node:path';
import type { Ceph } from '../test/engines/ceph.ts';
import type { Postgres } from '../test/engines/postgres.ts';
import { KEY } from './media-server.ts';
import { type Server, startServer } from './processes.ts';

/** What clients see as one: each client stays with one of the nodes. */
export interface Setup extends AsyncDisposable {
  readonly title: string;
  readonly nodes: readonly Server[];
}

export async function embedded(folder: string): Promise<Setup> {
  const node = await startServer('src/cli.ts', ['serve'], settings(folder));
  return { title: 'embedded', nodes: [node], [Symbol.asyncDispose]: () => node[Symbol.asyncDispose]() };
}

/** `more`: settings of the server besides. */
export async function clustered(
  folder: string,
  name: string,
  count: number,
  engines: { readonly postgres: Postgres; readonly ceph: Ceph },
  more: Record<string, string> = {},
): Promise<Setup> {
  const { postgres, ceph } = engines;
  await using starting = new AsyncDisposableStack();
  const url = await postgres.createDatabase();
  const started: Server[] = [];
  for (let i = 0; i < count; i++) {
    const node = await startServer('src/cli.ts', ['serve'], {
      ...settings(join(folder, `${name}-${i}`)),
      VITRINE_DATABASE_URL: url,
      VITRINE_S3_BUCKET: ceph.bucket,
      VITRINE_S3_ENDPOINT: ceph.endpoints[i % ceph.endpoints.length] ?? ceph.endpoints[0],
      VITRINE_S3_REGION: ceph.region,
      VITRINE_S3_ACCESS_KEY_ID: ceph.accessKeyId,
      VITRINE_S3_SECRET_ACCESS_KEY: ceph.secretAccessKey,
      VITRINE_S3_PREFIX: `${name}/`,
      ...more,
    });
    started.push(starting.use(node));
  }
  const kept = starting.move();
  return {
    title: count === 1 ? '1 node' : `${count} nodes`,
    nodes: started,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** Originals are looked at when somebody asks for a picture: nothing else goes on meanwhile. */
const settings = (dataFolder: string): Record<string, string> => ({
  VITRINE_DATA: dataFolder,
  VITRINE_PORT: '0',
  VITRINE_LOG_LEVEL: 'warn',
  VITRINE_ROOT_KEY: KEY,
  VITRINE_WORKER: 'false',
});
