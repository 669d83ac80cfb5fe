// Pictures over HTTP: made for the first time, beside sharp alone; there already, beside a bare server; and the same one
// asked for by many at once.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { median, milliseconds, ratio } from './measure.ts';
import { CLIENTS, get, getEach, KEY, startMediaServer, thumbnailPath, upload, w800Path } from './media-server.ts';
import { distinct, makePhoto } from './photos.ts';
import { bytesReadBy, ownProcessorMs, processorMs, processTree } from './process-tree.ts';
import { getRequest, load, type Server, startServer } from './processes.ts';
import type { Table } from './report.ts';

const ROUNDS = 5;
const PHOTOS = 32;
const WARM_MS = 2_000;
const CONNECTIONS = 16;
const AT_ONCE = 64;
/** As many as the server starts. */
const DECODERS = Math.max(2, availableParallelism());
const RAW_SHARP = fileURLToPath(new URL('./raw-sharp.ts', import.meta.url));
const PHOTO = { width: 2725, height: 2225, format: 'jpeg' } as const;

const KINDS = [
  { title: 'thumbnail, 320 pixels', raw: 'thumbnail', pathOf: thumbnailPath },
  { title: '`w=800&format=webp`', raw: 'w800', pathOf: w800Path },
] as const;

const run = promisify(execFile);

export async function coldPictures(folder: string): Promise<Table> {
  await using server = await startMediaServer(folder, { worker: false });
  const photos = await Promise.all(Array.from({ length: 4 }, () => makePhoto(PHOTO)));
  const rows: string[][] = [];
  for (const { title, raw, pathOf } of KINDS) {
    const found = {
      product: [] as number[],
      productMs: [] as number[],
      serverMs: [] as number[],
      sharp: [] as number[],
      sharpMs: [] as number[],
    };
    for (let round = 0; round <= ROUNDS; round++) {
      const originals = Array.from({ length: PHOTOS }, (_, i) =>
        distinct(photos[i % photos.length] ?? Buffer.alloc(0)),
      );
      const files = await saved(originals, join(folder, `${raw}-${round}`));
      const ids = await uploaded(server, originals);
      const before = [processorMs(server.pid), ownProcessorMs(server.pid)] as const;
      const product = await getEach(server, ids.map(pathOf));
      const productMs = (processorMs(server.pid) - before[0]) / PHOTOS;
      const serverMs = (ownProcessorMs(server.pid) - before[1]) / PHOTOS;
      const { stdout } = await run(process.execPath, [RAW_SHARP, raw, String(DECODERS), ...files]);
      // The first round warms up.
      if (round === 0) continue;
      found.product.push(product);
      found.productMs.push(productMs);
      found.serverMs.push(serverMs);
      const [sharp = 0, sharpMs = 0] = stdout.split(' ').map(Number);
      found.sharp.push(sharp);
      found.sharpMs.push(sharpMs);
    }
    const [product, sharp] = [median(found.product), median(found.sharp)];
    const [productMs, sharpMs] = [median(found.productMs), median(found.sharpMs)];
    rows.push([
      title,
      product.toFixed(1),
      sharp.toFixed(1),
      ratio(product / sharp),
      ...[productMs, median(found.serverMs), sharpMs].map(milliseconds),
      ratio(sharpMs / productMs),
    ]);
    console.log(rows.at(-1)?.join('  '));
  }
  const size = ((photos[0]?.length ?? 0) / 1e6).toFixed(1);
  return {
    title: 'Pictures made for the first time',
    text: `Pictures a second of photographs of ${PHOTO.width} x ${PHOTO.height} pixels (JPEG, ${size} MB) that nobody has looked at yet, from ${CLIENTS} clients. For a thumbnail the server also notes facts and a placeholder, and it keeps what it makes. Sharp makes the same pictures of the same files in a process without anything else, ${DECODERS} at a time as the server does, and keeps none. On a busy machine the processor time for each picture, in ms, tells more than the rate; of the server's, the second column is that of the process that answers, and the rest that of the processes that decode. Medians of ${ROUNDS} rounds of ${PHOTOS} in turns.`,
    columns: [
      '',
      'Vitrine',
      'sharp alone',
      'ratio',
      'Vitrine, processor',
      'of which it answers',
      'sharp, processor',
      'ratio',
    ],
    rows,
    bars: { column: 'ratio', goals: [0.9] },
  };
}

async function saved(originals: readonly Buffer[], prefix: string): Promise<string[]> {
  const files = originals.map((_, i) => `${prefix}-${i}.jpg`);
  await Promise.all(files.map((file, i) => writeFile(file, originals[i] ?? '')));
  return files;
}

async function uploaded(server: Server, originals: readonly Buffer[]): Promise<string[]> {
  const ids: string[] = [];
  for (const original of originals) ids.push(await upload(server, 'photo.jpg', original));
  return ids;
}

export async function warmPictures(folder: string): Promise<Table> {
  await using server = await startMediaServer(folder, { worker: false });
  const [id = ''] = await uploaded(server, [await makePhoto(PHOTO)]);
  const rows: string[][] = [];
  for (const { title, raw, pathOf } of KINDS) {
    const path = pathOf(id);
    const file = join(folder, `${raw}.webp`);
    const picture = await get(server.url + path);
    await writeFile(file, picture);
    await using bare = await startServer('bench/bare-file.ts', [file]);
    const request = getRequest(path, KEY);
    const found = { product: [] as number[], bare: [] as number[] };
    for (let round = 0; round <= ROUNDS; round++) {
      const product = await load(server.url, () => request, CONNECTIONS, WARM_MS);
      const ceiling = await load(bare.url, () => request, CONNECTIONS, WARM_MS);
      if (round === 0) continue;
      found.product.push(product.perSecond);
      found.bare.push(ceiling.perSecond);
    }
    const [product, ceiling] = [median(found.product), median(found.bare)];
    const size = (picture.length / 1000).toFixed(0);
    rows.push([title, size, product.toFixed(0), ceiling.toFixed(0), ratio(product / ceiling)]);
    console.log(rows.at(-1)?.join('  '));
  }
  return {
    title: 'Pictures that are there already',
    text: `Requests a second on ${CONNECTIONS} connections, under a key. The bare server is node:http that reads the same file for each request and knows of no keys, records or conditions. The second is the file of an asset, so each answer waits until its download is counted durably. The client shares the processors. Medians of ${ROUNDS} rounds in turns.`,
    columns: ['', 'KB', 'Vitrine', 'bare server', 'ratio'],
    rows,
    bars: { column: 'ratio', goals: [0.8] },
  };
}

export async function sameAtOnce(folder: string): Promise<Table> {
  await using server = await startMediaServer(folder, { worker: false });
  const photo = await makePhoto(PHOTO);
  const rows: string[][] = [];
  for (const { title, pathOf } of KINDS) {
    const found = { one: [] as number[], many: [] as number[], decoded: [] as number[] };
    for (let round = 0; round <= ROUNDS; round++) {
      const [first = '', second = ''] = await uploaded(server, [distinct(photo), distinct(photo)]);
      // Each is examined before, so that what is counted is the one picture.
      if (pathOf !== thumbnailPath) await getEach(server, [first, second].map(thumbnailPath));
      const one = 1000 / (await getEach(server, [pathOf(first)], 1));
      const before = decodersRead(server);
      const many = (1000 * AT_ONCE) / (await getEach(server, Array<string>(AT_ONCE).fill(pathOf(second)), AT_ONCE));
      if (round === 0) continue;
      found.one.push(one);
      found.many.push(many);
      found.decoded.push((decodersRead(server) - before) / photo.length);
    }
    const [one, many] = [median(found.one), median(found.many)];
    const decoded = Math.max(...found.decoded).toFixed(2);
    rows.push([title, milliseconds(one), milliseconds(many), decoded]);
    console.log(rows.at(-1)?.join('  '));
  }
  return {
    title: `The same picture asked for by ${AT_ONCE} at once`,
    text: `Milliseconds until all have their answer, against one request for another picture, each made for the first time; and how often the original was read by the decoders, told by the bytes that came to them: the most of ${ROUNDS} rounds.`,
    columns: ['', 'one, ms', `${AT_ONCE}, ms`, 'decoded'],
    rows,
  };
}

const decodersRead = (server: Server): number =>
  processTree(server.pid)
    .slice(1)
    .reduce((sum, pid) => sum + bytesReadBy(pid), 0);
