// Small durable uploads against a loop that does only what has to be done, and large files against copying them.
import { createHash, randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, open, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { eventLoopDelay } from './event-loop.ts';
import { median, percentile, ratio } from './measure.ts';
import { KEY } from './media-server.ts';
import { processorMs } from './process-tree.ts';
import { load, type Server, startServer, uploadRequest } from './processes.ts';
import type { Table } from './report.ts';

const ROUNDS = 5;
const ROUND_MS = 2_000;
const CLIENTS = 8;
const SMALL_BYTES = 20_000;
const LARGE_BYTES = 100_000_000;
/** As bench/bare-upload.ts calls them, and people. */
const PARTS = {
  taken: 'taken from the socket',
  hashed: '... SHA-256 and CRC-32',
  written: '... written to a file',
  synced: '... synced',
};

export async function uploads(): Promise<Table[]> {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-bench-'));
  try {
    await using server = await startServer('src/cli.ts', ['serve'], {
      VITRINE_DATA: join(folder, 'data'),
      VITRINE_PORT: '0',
      VITRINE_LOG_LEVEL: 'warn',
      VITRINE_ROOT_KEY: KEY,
    });
    return [
      await smallUploads(server, folder),
      await largeFiles(server.url, folder),
      await partsOfLargeFiles(server, folder),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function smallUploads({ url, pid }: Server, folder: string): Promise<Table> {
  const product: number[] = [];
  const raw: number[] = [];
  const times: number[] = [];
  const processor: number[] = [];
  let delay = '';
  for (let round = 0; round <= ROUNDS; round++) {
    await eventLoopDelay(url);
    const before = processorMs(pid);
    const uploaded = await load(
      url,
      () => uploadRequest('small.bin', randomBytes(SMALL_BYTES), KEY),
      CLIENTS,
      ROUND_MS,
    );
    const processorEach = (processorMs(pid) - before) / uploaded.times.length;
    delay = await eventLoopDelay(url);
    const looped = await rawLoop(join(folder, `raw-${round}`), ROUND_MS);
    // The first round warms up.
    if (round === 0) continue;
    product.push(uploaded.perSecond);
    times.push(...uploaded.times);
    processor.push(processorEach);
    raw.push(looped);
  }
  const row = [
    median(product).toFixed(0),
    percentile(times, 0.5).toFixed(1),
    percentile(times, 0.99).toFixed(1),
    median(processor).toFixed(2),
    delay,
    median(raw).toFixed(0),
    ratio(median(product) / median(raw)),
  ];
  console.log(row.join('  '));
  return {
    title: 'Durable uploads of 20 KB',
    text: `Files a second of random bytes from ${CLIENTS} clients, bytes and record synced before the answer. The loop writes, syncs, renames, syncs the folder and commits a row for ${CLIENTS} files at a time, without HTTP. Processor time is of all processes, looking at the files included. Medians of ${ROUNDS} rounds in turns.`,
    columns: ['Vitrine', 'p50 ms', 'p99 ms', 'processor ms each', 'event loop p99 ms', 'raw loop', 'ratio'],
    bars: { column: 'ratio', goals: [0.6], names: [] },
    rows: [row],
  };
}

/** All that durability asks for, for as many files at once as there are clients, with one commit for all of them. */
async function rawLoop(name: string, durationMs: number): Promise<number> {
  const folder = await mkdtemp(`${name}-`);
  const sqlite = new DatabaseSync(join(folder, 'raw.sqlite'));
  sqlite.exec('pragma journal_mode = wal; pragma synchronous = full; create table files (name text primary key)');
  const insert = sqlite.prepare('insert into files (name) values (?)');
  const directory = await open(folder);
  const startedAt = performance.now();
  let files = 0;
  while (performance.now() - startedAt < durationMs) {
    const names = await Promise.all(
      Array.from({ length: CLIENTS }, async (_, client) => {
        const path = join(folder, `${files + client}`);
        const file = await open(`${path}.part`, 'w');
        await file.write(randomBytes(SMALL_BYTES));
        await file.datasync();
        await file.close();
        await rename(`${path}.part`, path);
        return path;
      }),
    );
    await directory.sync();
    sqlite.exec('begin');
    for (const path of names) insert.run(path);
    sqlite.exec('commit');
    files += CLIENTS;
  }
  const seconds = (performance.now() - startedAt) / 1000;
  await directory.close();
  sqlite.close();
  await rm(folder, { recursive: true });
  return files / seconds;
}

async function largeFiles(url: string, folder: string): Promise<Table> {
  const source = join(folder, 'large.bin');
  const found = { upload: [] as number[], copy: [] as number[], hashAndCopy: [] as number[] };
  for (let round = 0; round <= ROUNDS; round++) {
    // New bytes each time: known ones would not be written again.
    const bytes = randomBytes(LARGE_BYTES);
    await writeFile(source, bytes);
    const request = uploadRequest(`large-${round}.bin`, bytes, KEY);
    const copy = await speed(() => copyAndSync(source, `${source}.copy`));
    const hashAndCopy = await speed(async () => {
      createHash('sha256').update(bytes).digest();
      await copyAndSync(source, `${source}.copy`);
    });
    const [milliseconds = Number.NaN] = (await load(url, () => request, 1, 0)).times;
    if (round === 0) continue;
    found.upload.push(LARGE_BYTES / 1e3 / milliseconds);
    found.copy.push(copy);
    found.hashAndCopy.push(hashAndCopy);
  }
  const [ours, copied, hashedAndCopied] = [median(found.upload), median(found.copy), median(found.hashAndCopy)];
  const row = [
    ours.toFixed(0),
    copied.toFixed(0),
    ratio(ours / copied),
    hashedAndCopied.toFixed(0),
    ratio(ours / hashedAndCopied),
  ];
  console.log(row.join('  '));
  return {
    title: 'One file of 100 MB',
    text: `MB a second, one at a time, over one connection; the client shares the processors. Medians of ${ROUNDS} rounds in turns.`,
    columns: ['Vitrine', 'copy and sync', 'ratio', 'SHA-256, copy and sync', 'ratio'],
    rows: [row],
    bars: { column: 'ratio', goals: [0.35], names: [] },
  };
}

/** What each part of the work adds, in a server that does nothing else. */
async function partsOfLargeFiles(product: Server, folder: string): Promise<Table> {
  await using resources = new AsyncDisposableStack();
  const sides: { name: string; server: Server; speeds: number[]; processor: number[] }[] = [];
  for (const [part, name] of Object.entries(PARTS)) {
    const server = resources.use(await startServer('bench/bare-upload.ts', [part, join(folder, `bare-${part}`)]));
    sides.push({ name, server, speeds: [], processor: [] });
  }
  sides.push({ name: 'Vitrine', server: product, speeds: [], processor: [] });
  for (let round = 0; round <= ROUNDS; round++) {
    const request = uploadRequest(`part-${round}.bin`, randomBytes(LARGE_BYTES), KEY);
    for (const { server, speeds, processor } of sides) {
      const before = processorMs(server.pid);
      const [milliseconds = Number.NaN] = (await load(server.url, () => request, 1, 0)).times;
      if (round === 0) continue;
      speeds.push(LARGE_BYTES / 1e3 / milliseconds);
      processor.push(processorMs(server.pid) - before);
    }
  }
  return {
    title: 'What an upload of 100 MB is made of',
    text: `MB a second, one at a time, of a server on node:http alone that does so much with the bytes and no more, not even taking the form apart, and of Vitrine. Medians of ${ROUNDS} rounds in turns.`,
    columns: ['what is done', 'MB a second', 'processor ms'],
    rows: sides.map(({ name, speeds, processor }) => [name, median(speeds).toFixed(0), median(processor).toFixed(0)]),
  };
}

async function copyAndSync(from: string, to: string): Promise<void> {
  await copyFile(from, to);
  const file = await open(to, 'r+');
  await file.sync();
  await file.close();
}

async function speed(run: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await run();
  return LARGE_BYTES / 1e6 / ((performance.now() - startedAt) / 1000);
}
