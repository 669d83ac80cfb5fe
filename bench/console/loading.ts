// How many bytes come before the first picture, and how long it takes until a tile and a picture are there.
import type { Browser } from '@playwright/test';
import { median, milliseconds } from '../measure.ts';
import type { Table } from '../report.ts';
import { type Measured, openPage, type signIn } from './browser.ts';

const ROUNDS = 3;

interface Arrival {
  readonly tileMs: number;
  readonly pictureMs: number;
}

interface Loaded {
  readonly kind: string;
  readonly bytes: number;
}

const KINDS = [
  ['scripts', /\.js$/],
  ['styles', /\.css$/],
  ['pictures', /\/(thumbnail|content)$|\.(svg|png|ico|webmanifest)$/],
  ['answers', /\/api\//],
] as const;

export async function loading(
  browser: Browser,
  url: string,
  session: Awaited<ReturnType<typeof signIn>>,
): Promise<Table[]> {
  const rows: string[][] = [];
  let bytes: readonly Loaded[] = [];
  for (const path of ['/everything', '/']) {
    const found = { cold: [] as Arrival[], warm: [] as Arrival[], bare: [] as number[] };
    for (let round = 0; round <= ROUNDS; round++) {
      await using opened = await openPage(browser, session);
      const loaded = await followed(opened);
      const cold = await arrivalAt(opened, url + path);
      const warm = await arrivalAt(opened, url + path);
      // The first round warms the server up.
      if (round === 0) continue;
      found.cold.push(cold);
      found.warm.push(warm);
      found.bare.push(await documentMs(opened, url + path));
      if (path === '/everything') bytes = loaded();
    }
    for (const cache of ['cold', 'warm'] as const) {
      const of = (pick: (arrival: Arrival) => number) => milliseconds(median(found[cache].map(pick)));
      rows.push([
        `${path}, ${cache} cache`,
        of(({ tileMs }) => tileMs),
        of(({ pictureMs }) => pictureMs),
        milliseconds(median(found.bare)),
      ]);
      console.log(rows.at(-1)?.join('  '));
    }
  }
  return [bytesTable(bytes), timesTable(rows)];
}

async function arrivalAt({ page, ask }: Measured, address: string): Promise<Arrival> {
  await page.goto(address, { waitUntil: 'commit' });
  const tileMs = await ask<number>('probe.firstTile');
  // There may be none where one looks first.
  const pictureMs = address.endsWith('/everything') ? await ask<number>('probe.firstPicture') : Number.NaN;
  return { tileMs, pictureMs };
}

/** The page alone, from a client of its own that shares the session. */
async function documentMs({ page }: Measured, address: string): Promise<number> {
  const startedAt = performance.now();
  await (await page.context().request.get(address)).body();
  return performance.now() - startedAt;
}

/** Bodies and heads as they come over the wire; answers what came until the first picture had come as a whole. */
async function followed({ cdp }: Measured): Promise<() => readonly Loaded[]> {
  const kinds = new Map<string, string>();
  const loaded: Loaded[] = [];
  let isOver = false;
  await cdp.send('Network.enable');
  cdp.on('Network.requestWillBeSent', ({ requestId, request }) => {
    const { pathname } = new URL(request.url);
    // A placeholder that is written into the page comes over no wire.
    if (request.url.startsWith('data:')) return;
    kinds.set(requestId, KINDS.find(([, ends]) => ends.test(pathname))?.[0] ?? 'page');
  });
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId);
    if (isOver || kind === undefined) return;
    if (kind === 'pictures' && encodedDataLength > 4_000) isOver = true;
    else loaded.push({ kind, bytes: encodedDataLength });
  });
  return () => loaded;
}

function bytesTable(bytes: readonly Loaded[]): Table {
  const sum = (of: readonly Loaded[]) => (of.reduce((total, one) => total + one.bytes, 0) / 1_000).toFixed(1);
  const kinds = [...new Set(bytes.map(({ kind }) => kind))];
  return {
    title: 'Bytes before the first picture',
    text: 'The page of all assets with an empty cache: everything that came over the wire, heads included, before the first thumbnail had come, in kB (1,000 bytes). The goal is 200.',
    columns: ['', 'requests', 'kB'],
    rows: [
      ...kinds.map((kind) => {
        const these = bytes.filter((one) => one.kind === kind);
        return [kind, String(these.length), sum(these)];
      }),
      ['all', String(bytes.length), sum(bytes)],
    ],
  };
}

const timesTable = (rows: readonly (readonly string[])[]): Table => ({
  title: 'Until it can be used',
  text: `Milliseconds from the navigation until the first tile, and the first thumbnail in one, were painted, medians of ${ROUNDS} loads. \`/\` shows folders first. The goal is 1,000 for the tile. Beside it what the server takes for the document alone.`,
  columns: ['', 'first tile', 'first picture', 'document alone'],
  rows: rows.map((row) => row.map((cell) => (cell === 'NaN' ? '' : cell))),
});
