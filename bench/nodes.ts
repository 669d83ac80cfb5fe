// One and two nodes on PostgreSQL and Ceph beside the embedded default, all on this machine and in the same run; and what clients
// notice of a storage daemon that is killed.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Ceph, startCeph } from '../test/engines/ceph.ts';
import { startPostgres } from '../test/engines/postgres.ts';
import { median, percentile, ratio } from './measure.ts';
import { get, getEach, KEY, thumbnailPath, upload } from './media-server.ts';
import { distinct, makePhoto } from './photos.ts';
import { getRequest, type Load, load, type Server, uploadRequest } from './processes.ts';
import type { Table } from './report.ts';
import { clustered, embedded, type Setup } from './setups.ts';

const ROUNDS = 3;
const ROUND_MS = 2_000;
const CLIENTS = 8;
const CONNECTIONS = 16;
const SMALL_BYTES = 20_000;
const LARGE_BYTES = 20_000_000;
const PHOTOS = 16;
const BEFORE_MS = 8_000;
const AFTER_MS = 12_000;
/** What uploads are called that are read back in the end. */
const KEPT = 'kept.bin';

export async function nodes(): Promise<Table[]> {
  await using resources = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-bench-'));
  resources.defer(() => rm(folder, { recursive: true, force: true }));
  const postgres = resources.use(await startPostgres({ durable: true }));
  const ceph = resources.use(await startCeph({ osds: 3, store: 'disk', gateways: 2 }));
  const setups = [
    resources.use(await embedded(join(folder, 'embedded'))),
    resources.use(await clustered(folder, 'one', 1, { postgres, ceph })),
    resources.use(await clustered(folder, 'two', 2, { postgres, ceph })),
  ];
  const throughput = await compareSetups(setups);
  const [, , two] = setups;
  return two ? [throughput, await killedDaemon(two, ceph)] : [throughput];
}

const FIGURES: readonly { title: string; unit: string; measure(setup: Setup): Promise<number> }[] = [
  { title: `uploads of ${SMALL_BYTES / 1000} kB`, unit: 'a second', measure: smallUploads },
  { title: `downloads of ${SMALL_BYTES / 1000} kB`, unit: 'a second', measure: smallDownloads },
  { title: `downloads of ${LARGE_BYTES / 1e6} MB`, unit: 'MB/s', measure: largeDownloads },
  { title: 'lists of the 50 newest', unit: 'a second', measure: lists },
  { title: 'thumbnails, made when asked for', unit: 'a second', measure: coldThumbnails },
  { title: 'thumbnails, made before', unit: 'a second', measure: warmThumbnails },
];

async function compareSetups(setups: readonly Setup[]): Promise<Table> {
  const rows: string[][] = [];
  for (const { title, unit, measure } of FIGURES) {
    const found = new Map<Setup, number[]>(setups.map((setup) => [setup, []]));
    for (let round = 0; round <= ROUNDS; round++) {
      for (const setup of setups) {
        const value = await measure(setup);
        // The first round warms up.
        if (round > 0) found.get(setup)?.push(value);
      }
    }
    const values = setups.map((setup) => median(found.get(setup) ?? []));
    const [first = Number.NaN] = values;
    rows.push([
      title,
      unit,
      ...values.map((value) => value.toFixed(value < 100 ? 1 : 0)),
      ...values.slice(1).map((value) => ratio(value / first)),
    ]);
    console.log(rows.at(-1)?.join('  '));
  }
  const [, ...others] = setups;
  return {
    title: 'Nodes on PostgreSQL and Ceph beside the embedded default',
    text:
      `Servers, PostgreSQL (fsync on), Ceph (3 storage daemons with 3 copies on disk, 2 gateways) and the client all share the processors of one machine, so this shows ` +
      `what the way costs and that nodes do not stand in each other's light, not what machines of their own would give. Every side keeps what it acknowledges. ${CLIENTS} ` +
      `clients upload and ask for pictures, ${CONNECTIONS} connections do the rest, divided among the nodes. Medians of ${ROUNDS} rounds in turns.`,
    columns: ['', '', ...setups.map(({ title }) => title), ...others.map(({ title }) => `${title} / embedded`)],
    rows,
  };
}

/** The same load on all nodes at once, its connections divided among them. */
async function onAll(
  { nodes: all }: Setup,
  rawFor: (node: Server) => () => Buffer,
  connections: number,
  durationMs: number,
): Promise<Load> {
  const loads = await Promise.all(
    all.map((node) => load(node.url, rawFor(node), connections / all.length, durationMs)),
  );
  return {
    perSecond: loads.reduce((sum, one) => sum + one.perSecond, 0),
    times: loads.flatMap((one) => one.times),
  };
}

async function smallUploads(setup: Setup): Promise<number> {
  return (await onAll(setup, () => () => uploadRequest('small.bin', randomBytes(SMALL_BYTES), KEY), CLIENTS, ROUND_MS))
    .perSecond;
}

async function smallDownloads(setup: Setup): Promise<number> {
  const id = await upload(firstNode(setup), 'small.bin', randomBytes(SMALL_BYTES));
  return (await onAll(setup, () => () => getRequest(`/api/store/asset/${id}/content`, KEY), CONNECTIONS, ROUND_MS))
    .perSecond;
}

async function largeDownloads(setup: Setup): Promise<number> {
  const id = await upload(firstNode(setup), 'large.bin', randomBytes(LARGE_BYTES));
  const path = () => getRequest(`/api/store/asset/${id}/content`, KEY);
  return ((await onAll(setup, () => path, CLIENTS, ROUND_MS)).perSecond * LARGE_BYTES) / 1e6;
}

async function lists(setup: Setup): Promise<number> {
  return (await onAll(setup, () => () => getRequest('/api/store/asset/?limit=50', KEY), CONNECTIONS, ROUND_MS))
    .perSecond;
}

async function coldThumbnails(setup: Setup): Promise<number> {
  const photo = await makePhoto({ width: 2725, height: 2225, format: 'jpeg' });
  const each = await Promise.all(
    setup.nodes.map(async (node, i) => {
      const ids: string[] = [];
      for (let n = 0; n < PHOTOS / setup.nodes.length; n++)
        ids.push(await upload(node, `${i}-${n}.jpg`, distinct(photo)));
      return ids;
    }),
  );
  const rates = await Promise.all(
    setup.nodes.map((node, i) => getEach(node, (each[i] ?? []).map(thumbnailPath), CLIENTS / setup.nodes.length)),
  );
  return rates.reduce((sum, rate) => sum + rate, 0);
}

async function warmThumbnails(setup: Setup): Promise<number> {
  const photo = await makePhoto({ width: 2725, height: 2225, format: 'jpeg' });
  const path = thumbnailPath(await upload(firstNode(setup), 'warm.jpg', distinct(photo)));
  for (const node of setup.nodes) await get(node.url + path);
  return (await onAll(setup, () => () => getRequest(path, KEY), CONNECTIONS, ROUND_MS)).perSecond;
}

/** Throws on any answer but a success, so a table is the proof that there was none. */
async function killedDaemon(setup: Setup, { osds }: Ceph): Promise<Table> {
  const [node] = setup.nodes;
  const [osd] = osds;
  if (!node || !osd) throw new Error('there is nothing to kill');
  const id = await upload(node, 'read.bin', randomBytes(SMALL_BYTES));
  const written: string[] = [];
  const newBytes = (): Buffer => {
    const bytes = randomBytes(SMALL_BYTES);
    written.push(createHash('sha256').update(bytes).digest('hex'));
    return uploadRequest(KEPT, bytes, KEY);
  };
  const mixed = async (durationMs: number) => {
    const [puts, gets] = await Promise.all([
      onAll(setup, () => newBytes, CLIENTS, durationMs),
      onAll(setup, () => () => getRequest(`/api/store/asset/${id}/content`, KEY), CLIENTS, durationMs),
    ]);
    return [puts, gets] as const;
  };
  const rows: string[][] = [];
  const report = (title: string, [puts, gets]: Awaited<ReturnType<typeof mixed>>) => {
    const slowest = (times: readonly number[]) => percentile(times, 1).toFixed(0);
    rows.push([
      title,
      ...[puts, gets].flatMap(({ times, perSecond }) => [
        String(times.length),
        '0',
        perSecond.toFixed(0),
        percentile(times, 0.5).toFixed(0),
        slowest(times),
      ]),
    ]);
    console.log(rows.at(-1)?.join('  '));
  };
  report('all three daemons', await mixed(BEFORE_MS));
  const during = mixed(AFTER_MS);
  await pause(1_000);
  await osd.kill();
  report('one killed after a second', await during);
  report('two daemons left', await mixed(BEFORE_MS));
  await osd.resume();
  report('the third is back', await mixed(BEFORE_MS));
  await checkKept(node, written);
  return {
    title: 'A storage daemon is killed',
    text: `Two nodes, ${CLIENTS} clients that upload ${SMALL_BYTES / 1000} kB each and ${CLIENTS} that download, while one of three storage daemons is killed with SIGKILL and later started again. Any answer but a success would have ended the run. Afterwards all ${written.length} uploads were read back, byte for byte.`,
    columns: [
      '',
      ...['uploads', 'errors', 'a second', 'p50 ms', 'slowest ms'],
      ...['downloads', 'errors', 'a second', 'p50 ms', 'slowest ms'],
    ],
    rows,
  };
}

/** Reads everything back: exactly what was acknowledged is there, byte for byte. */
async function checkKept(node: Server, written: readonly string[]): Promise<void> {
  const headers = { authorization: `Bearer ${KEY}` };
  const found = new Set<string>();
  for (let query = ''; ; ) {
    const response = await fetch(`${node.url}/api/store/asset/?limit=100&name=${KEPT}${query}`, { headers });
    const page = (await response.json()) as { items: { id: string }[]; next_cursor: string | null };
    for (const { id } of page.items) {
      const bytes = await get(`${node.url}/api/store/asset/${id}/content`);
      found.add(createHash('sha256').update(bytes).digest('hex'));
    }
    if (page.next_cursor === null) break;
    query = `&cursor=${encodeURIComponent(page.next_cursor)}`;
  }
  const missing = written.filter((sha256) => !found.has(sha256)).length;
  if (missing > 0 || found.size !== written.length)
    throw new Error(`${missing} of ${written.length} uploads are missing`);
}

function firstNode({ nodes: [node] }: Setup): Server {
  if (!node) throw new Error('there is no node');
  return node;
}
