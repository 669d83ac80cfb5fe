// A folder as a zip: how soon it begins, how fast it goes on, and that memory does not grow with it, beside reading the same files.
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventLoopDelay } from './event-loop.ts';
import { median, ratio } from './measure.ts';
import { KEY } from './media-server.ts';
import { processorMs, watchMemory } from './process-tree.ts';
import { type Server, startServer } from './processes.ts';
import type { Table } from './report.ts';
import { openCoreIn } from './seeded.ts';

const ROUNDS = 5;
const FILES = [1_000, 10_000];
const FILE_BYTES = 20_000;
const AT_ONCE = 64;
const MIB = 1024 * 1024;

export async function zip(): Promise<Table[]> {
  const rows: string[][] = [];
  for (const files of FILES) {
    const folder = await mkdtemp(join(tmpdir(), 'vitrine-bench-'));
    try {
      const id = await fill(folder, files);
      await using server = await startServer('src/cli.ts', ['serve'], {
        VITRINE_DATA: folder,
        VITRINE_PORT: '0',
        VITRINE_LOG_LEVEL: 'warn',
        VITRINE_ROOT_KEY: KEY,
        VITRINE_WORKER: 'false',
      });
      rows.push([String(files), ...(await measure(server, id, join(folder, 'blobs')))]);
      console.log(rows.at(-1)?.join('  '));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return [
    {
      title: 'A folder as a zip',
      text: `Files of ${FILE_BYTES / 1000} KB. The raw limit reads the same files one after the other, without a zip and without HTTP. Memory is the highest of the server while it sends, in proportional sets; medians of ${ROUNDS} rounds in turns.`,
      columns: [
        'files',
        'first byte ms',
        'whole s',
        'processor s',
        'memory MiB',
        'event loop p99 ms',
        'reading s',
        'ratio',
      ],
      rows,
    },
  ];
}

/** The id of a folder with so many files. */
async function fill(folder: string, files: number): Promise<string> {
  await using opened = await openCoreIn(folder);
  const { core, actor } = opened;
  const { id } = await core.createFolder(actor, { name: 'all', parentId: null });
  for (let made = 0; made < files; made += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, files - made) }, async (_, i) => {
      const name = `file ${made + i}.bin`;
      const content = await core.storeContent({ bytes: once(randomBytes(FILE_BYTES)), name });
      await core.uploadAsset(actor, content, { name, folderId: id });
    });
    await Promise.all(some);
  }
  return id;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function measure(server: Server, id: string, blobs: string): Promise<string[]> {
  const found = { first: [] as number[], whole: [] as number[], processor: [] as number[], reading: [] as number[] };
  let peak = 0;
  let delay = '';
  for (let round = 0; round <= ROUNDS; round++) {
    await eventLoopDelay(server.url);
    using memory = watchMemory(server.pid, 100);
    const before = processorMs(server.pid);
    const { firstMs, wholeMs } = await download(`${server.url}/api/store/folder/${id}/download`);
    const processor = processorMs(server.pid) - before;
    delay = await eventLoopDelay(server.url);
    const startedAt = performance.now();
    await readAll(blobs);
    // The first round warms up.
    if (round === 0) continue;
    peak = Math.max(peak, memory.peak);
    found.first.push(firstMs);
    found.whole.push(wholeMs);
    found.processor.push(processor);
    found.reading.push(performance.now() - startedAt);
  }
  const seconds = (values: readonly number[]) => (median(values) / 1000).toFixed(2);
  return [
    median(found.first).toFixed(0),
    seconds(found.whole),
    seconds(found.processor),
    (peak / MIB).toFixed(0),
    delay,
    seconds(found.reading),
    ratio(median(found.reading) / median(found.whole)),
  ];
}

async function download(url: string): Promise<{ firstMs: number; wholeMs: number }> {
  const startedAt = performance.now();
  const response = await fetch(url, { headers: { authorization: `Bearer ${KEY}` } });
  if (!response.ok || !response.body) throw new Error(await response.text());
  let firstMs = 0;
  let received = 0;
  for await (const chunk of response.body) {
    if (received === 0) firstMs = performance.now() - startedAt;
    received += chunk.length;
  }
  if (received !== Number(response.headers.get('content-length'))) throw new Error(`${received} bytes came`);
  return { firstMs, wholeMs: performance.now() - startedAt };
}

async function readAll(blobs: string): Promise<void> {
  for (const shard of await readdir(blobs))
    for (const name of await readdir(join(blobs, shard))) await readFile(join(blobs, shard, name));
}
