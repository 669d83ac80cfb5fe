// What looking at originals costs the server while they come in: its memory with the largest photographs, and its attention
// with a folder of everything.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { median, percentile } from './measure.ts';
import { CLIENTS, get, settled, startMediaServer, states, upload } from './media-server.ts';
import { distinct, makePhoto, type Photo } from './photos.ts';
import { watchMemory } from './process-tree.ts';
import type { Server } from './processes.ts';
import type { Table } from './report.ts';

const MIB = 1024 * 1024;
const FIXTURES = fileURLToPath(new URL('../test/fixtures', import.meta.url));
/** A little below the most pixels that are decoded. */
const HUGE = { width: 8660, height: 5773 } as const;
const HUGE_KINDS: readonly { title: string; count: number; photo: Photo }[] = [
  { title: 'JPEG', count: 20, photo: { ...HUGE, format: 'jpeg' } },
  { title: 'JPEG, progressive', count: 6, photo: { ...HUGE, format: 'jpeg', isProgressive: true } },
  { title: 'PNG', count: 6, photo: { ...HUGE, format: 'png' } },
];
const MIXED_ROUNDS = 3;

export async function hugePhotos(folder: string): Promise<Table> {
  const rows: string[][] = [];
  for (const [index, { title, count, photo }] of HUGE_KINDS.entries()) {
    const bytes = await makePhoto(photo);
    const place = join(folder, String(index));
    await using server = await startMediaServer(place, { worker: true });
    using memory = watchMemory(server.pid, 20);
    const startedAt = performance.now();
    // Two by two, as from a browser.
    await Promise.all([0, 1].map(() => uploadAll(server, Array<Buffer>(count / 2).fill(bytes))));
    await settled(place);
    const seconds = (performance.now() - startedAt) / 1000;
    if (states(place)['ready'] !== count) throw new Error(`not all are ready: ${JSON.stringify(states(place))}`);
    rows.push([
      title,
      (bytes.length / 1e6).toFixed(0),
      (count / seconds).toFixed(1),
      (memory.peak / MIB).toFixed(0),
      (memory.peakOfFirst / MIB).toFixed(0),
    ]);
    console.log(rows.at(-1)?.join('  '));
  }
  return {
    title: 'Memory while the largest photographs come in',
    text: `Photographs of ${HUGE.width} x ${HUGE.height} pixels, uploaded by two clients and looked at as they come. Memory is what the server and all its processes hold at most, in MiB (PSS, sampled every 20 ms), from its start until all have their pictures; the goal is 512.`,
    columns: ['', 'MB each', 'a second', 'all processes', 'the server alone'],
    rows,
  };
}

async function uploadAll(server: Server, photos: readonly Buffer[]): Promise<void> {
  for (const photo of photos) await upload(server, 'photo', distinct(photo));
}

export async function mixedFolder(folder: string): Promise<Table> {
  const originals = await readFixtures();
  const found = { perSecond: [] as number[], idle: [] as number[], busy: [] as number[] };
  for (let round = 0; round < MIXED_ROUNDS; round++) {
    const place = join(folder, String(round));
    await using server = await startMediaServer(place, { worker: true });
    found.idle.push(...(await delaysDuring(server, () => pause(2_000))));
    const queue = [...originals];
    const client = async (): Promise<void> => {
      for (let file = queue.shift(); file; file = queue.shift()) await upload(server, file.name, file.bytes);
    };
    await Promise.all(Array.from({ length: CLIENTS }, client));
    const startedAt = performance.now();
    const left = states(place)['pending'] ?? 0;
    found.busy.push(...(await delaysDuring(server, () => settled(place))));
    found.perSecond.push(left / ((performance.now() - startedAt) / 1000));
  }
  const row = [
    String(originals.length),
    median(found.perSecond).toFixed(1),
    ...[found.idle, found.busy].flatMap((delays) => [0.5, 0.99].map((share) => percentile(delays, share).toFixed(1))),
  ];
  console.log(row.join('  '));
  return {
    title: 'A folder of everything',
    text: `Originals examined a second, of the images, documents, videos and sounds in test/fixtures, by a server that was just started; and how long a request for \`/healthz\` takes before and meanwhile, one every 10 ms, in ms. Medians and all requests of ${MIXED_ROUNDS} rounds.`,
    columns: ['files', 'a second', 'idle p50', 'p99', 'meanwhile p50', 'p99'],
    rows: [row],
  };
}

async function readFixtures(): Promise<{ name: string; bytes: Buffer }[]> {
  const entries = await readdir(FIXTURES, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.md'));
  return Promise.all(
    files.map(async ({ name, parentPath }) => ({ name, bytes: await readFile(join(parentPath, name)) })),
  );
}

/** Milliseconds of each request that was made until the work was done. */
async function delaysDuring({ url }: Server, work: () => Promise<void>): Promise<number[]> {
  let isDone = false;
  const delays: number[] = [];
  const asking = (async () => {
    while (!isDone) {
      const startedAt = performance.now();
      await get(`${url}/healthz`);
      delays.push(performance.now() - startedAt);
      await pause(10);
    }
  })();
  try {
    await work();
  } finally {
    isDone = true;
    await asking;
  }
  return delays;
}
