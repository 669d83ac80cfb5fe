// Where the time of a small download goes: the gateway of the object store alone, and a node before it that keeps nothing and one that
// keeps what was asked for lately, beside the embedded default. Processor time of everybody who takes part.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { type Ceph, startCeph } from '../test/engines/ceph.ts';
import { startPostgres } from '../test/engines/postgres.ts';
import { median } from './measure.ts';
import { get, KEY, upload } from './media-server.ts';
import { processorMs } from './process-tree.ts';
import { getRequest, load } from './processes.ts';
import type { Table } from './report.ts';
import { clustered, embedded, type Setup } from './setups.ts';

const ROUNDS = 3;
const ROUND_MS = 3_000;
const CONNECTIONS = 16;
const SMALL_BYTES = 20_000;
const FILES = 50;

interface Side {
  readonly title: string;
  readonly url: string;
  /** Of what is asked for in turn. */
  readonly requests: readonly Buffer[];
  /** The server's own process. */
  readonly pid: number | undefined;
  /** How often the object store was asked by now. */
  asked(): Promise<number>;
}

interface Measured {
  readonly perSecond: number;
  /** Milliseconds of a processor for each request: the server, PostgreSQL, the object store with its daemons. */
  readonly server: number;
  readonly database: number;
  readonly store: number;
  readonly asked: number;
}

export async function smallDownloads(): Promise<Table[]> {
  await using resources = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-bench-'));
  resources.defer(() => rm(folder, { recursive: true, force: true }));
  const postgres = resources.use(await startPostgres({ durable: true }));
  const ceph = resources.use(await startCeph({ osds: 3, store: 'disk' }));
  const engines = { postgres, ceph };
  const sides = [
    await through('embedded default', resources.use(await embedded(join(folder, 'embedded')))),
    await through(
      'a node that keeps nothing',
      resources.use(await clustered(folder, 'none', 1, engines, { VITRINE_BLOB_CACHE_BYTES: '0' })),
    ),
    await through('a node', resources.use(await clustered(folder, 'kept', 1, engines))),
  ];
  sides.push(await gatewayAlone(ceph, 'none/'));
  const daemons = [...ceph.osds, ...ceph.gateways];
  const rows = new Map<Side, Measured[]>(sides.map((side) => [side, []]));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const side of sides) {
      const spent = () => [
        side.pid === undefined ? 0 : processorMs(side.pid),
        processorMs(postgres.daemon.pid),
        daemons.reduce((sum, { pid }) => sum + processorMs(pid), 0),
      ];
      const before = [...spent(), await side.asked()];
      let at = 0;
      const next = () => side.requests[at++ % side.requests.length] ?? Buffer.alloc(0);
      const { perSecond, times } = await load(side.url, next, CONNECTIONS, ROUND_MS);
      const after = [...spent(), await side.asked()];
      const [server = 0, database = 0, store = 0, asked = 0] = after.map(
        (value, i) => (value - (before[i] ?? 0)) / times.length,
      );
      // The first round warms up.
      if (round > 0) rows.get(side)?.push({ perSecond, server, database, store, asked });
    }
  }
  return [
    {
      title: `Downloads of ${SMALL_BYTES / 1000} kB`,
      text:
        `${FILES} files in turn over ${CONNECTIONS} connections; medians of ${ROUNDS} rounds in turns. Milliseconds of a processor for each request, ` +
        `which the servers, PostgreSQL (fsync on), Ceph (3 storage daemons, one gateway) and the client all took of one machine; how often the object store was asked for each. ` +
        `The gateway alone answers requests signed beforehand, and counts no downloads.`,
      columns: ['', 'a second', 'server ms', 'PostgreSQL ms', 'Ceph ms', 'GETs'],
      rows: sides.map((side) => {
        const all = rows.get(side) ?? [];
        const middle = (of: keyof Measured) => median(all.map((one) => one[of]));
        return [
          side.title,
          middle('perSecond').toFixed(0),
          ...(['server', 'database', 'store', 'asked'] as const).map((of) => middle(of).toFixed(2)),
        ];
      }),
    },
  ];
}

async function through(title: string, { nodes: [node] }: Setup): Promise<Side> {
  if (!node) throw new Error('there is no node');
  const requests: Buffer[] = [];
  for (let i = 0; i < FILES; i++) {
    const id = await upload(node, `${i}.bin`, randomBytes(SMALL_BYTES));
    requests.push(getRequest(`/api/store/asset/${id}/content`, KEY));
  }
  return { title, url: node.url, requests, pid: node.pid, asked: () => readsOf(node.url) };
}

/** As its metrics have it; of the embedded default they are reads of files. */
async function readsOf(url: string): Promise<number> {
  const text = (await get(`${url}/metrics`)).toString();
  const lines = text.matchAll(/^vitrine_blob_operation_duration_seconds_count\{operation="(?:read|open)".*\} (\d+)$/gm);
  return [...lines].reduce((sum, [, count]) => sum + Number(count), 0);
}

/** What a node has stored there, asked for without it. */
async function gatewayAlone(ceph: Ceph, prefix: string): Promise<Side> {
  const [endpoint] = ceph.endpoints;
  const { region, bucket, accessKeyId, secretAccessKey } = ceph;
  const s3 = new S3Client({ endpoint, region, forcePathStyle: true, credentials: { accessKeyId, secretAccessKey } });
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: `${prefix}blobs/` }));
  const urls = await Promise.all(
    Contents.filter(({ Size }) => Size === SMALL_BYTES).map(({ Key }) =>
      getSignedUrl(s3, new GetObjectCommand({ Bucket: bucket, Key })),
    ),
  );
  if (urls.length === 0) throw new Error('the node has stored nothing');
  const requests = urls.map((text) => {
    const { host, pathname, search } = new URL(text);
    return Buffer.from(`GET ${pathname}${search} HTTP/1.1\r\nhost: ${host}\r\n\r\n`);
  });
  s3.destroy();
  return { title: 'the gateway alone', url: endpoint, requests, pid: undefined, asked: async () => 0 };
}
