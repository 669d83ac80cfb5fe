// Large files one at a time and a small one on many connections, each counted and under an API key, beside nginx with sendfile.
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventLoopDelay } from './event-loop.ts';
import { median, percentile, ratio } from './measure.ts';
import { KEY, upload } from './media-server.ts';
import { startFileServer } from './nginx.ts';
import { processorMs } from './process-tree.ts';
import { getRequest, type Load, load, type Server, startServer } from './processes.ts';
import type { Table } from './report.ts';

const ROUNDS = 5;
const ROUND_MS = 3_000;
const CASES = [
  { title: '100 MB, one at a time', sizeBytes: 100_000_000, connections: 1 },
  { title: '100 KB, 16 connections', sizeBytes: 100_000, connections: 16 },
];

interface Taken extends Load {
  readonly processorMs: number;
}

export async function downloads(): Promise<Table[]> {
  await using resources = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-bench-'));
  resources.defer(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o755);
  const server = resources.use(
    await startServer('src/cli.ts', ['serve'], {
      VITRINE_DATA: join(folder, 'data'),
      VITRINE_PORT: '0',
      VITRINE_LOG_LEVEL: 'warn',
      VITRINE_ROOT_KEY: KEY,
    }),
  );
  const nginx = resources.use(await startFileServer(folder));
  const rows: string[][] = [];
  for (const { title, sizeBytes, connections } of CASES) {
    const bytes = randomBytes(sizeBytes);
    await writeFile(join(folder, `${sizeBytes}`), bytes, { mode: 0o644 });
    const id = await upload(server, 'a.bin', bytes);
    const ours = getRequest(`/api/store/asset/${id}/content`, KEY);
    const theirs = getRequest(`/${sizeBytes}`, KEY);
    const found = { vitrine: [] as Taken[], nginx: [] as Taken[] };
    let delay = '';
    for (let round = 0; round <= ROUNDS; round++) {
      await eventLoopDelay(server.url);
      const taken = await take(server, ours, connections);
      delay = await eventLoopDelay(server.url);
      const raw = await take(nginx, theirs, connections);
      // The first round warms up.
      if (round === 0) continue;
      found.vitrine.push(taken);
      found.nginx.push(raw);
    }
    const rate = (loads: readonly Load[]) => (median(loads.map((one) => one.perSecond)) * sizeBytes) / 1e6;
    const processor = (loads: readonly Taken[]) => median(loads.map((one) => one.processorMs)).toFixed(2);
    const times = found.vitrine.flatMap((one) => one.times);
    rows.push([
      title,
      rate(found.vitrine).toFixed(0),
      percentile(times, 0.5).toFixed(1),
      percentile(times, 0.99).toFixed(1),
      processor(found.vitrine),
      delay,
      rate(found.nginx).toFixed(0),
      processor(found.nginx),
      ratio(rate(found.vitrine) / rate(found.nginx)),
    ]);
    console.log(rows.at(-1)?.join('  '));
    await checkCounted(server.url, id);
  }
  return [
    {
      title: 'Downloads',
      text: `MB a second; the client shares the processors. Each of ours is authorised, counted and in the log before its first byte; nginx sends a file of a folder to anybody, by sendfile, with a worker for each processor. Medians of ${ROUNDS} rounds in turns.`,
      columns: [
        '',
        'Vitrine',
        'p50 ms',
        'p99 ms',
        'processor ms each',
        'event loop p99 ms',
        'nginx',
        'processor ms each',
        'ratio',
      ],
      rows,
      bars: { column: 'ratio', goals: [0.5, 0.3] },
    },
  ];
}

async function take(server: Server, request: Buffer, connections: number): Promise<Taken> {
  const before = processorMs(server.pid);
  const taken = await load(server.url, () => request, connections, ROUND_MS);
  return { ...taken, processorMs: (processorMs(server.pid) - before) / taken.times.length };
}

/** The figures are of downloads that are counted. */
async function checkCounted(url: string, id: string): Promise<void> {
  const response = await fetch(`${url}/api/store/asset/${id}`, { headers: { authorization: `Bearer ${KEY}` } });
  const { download_count: count } = (await response.json()) as { download_count: number };
  if (count === 0) throw new Error('nothing was counted');
}
