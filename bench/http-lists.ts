// The list of the 50 newest assets with its exact total over HTTP, under an API key, beside the bare server (bare.ts).
import { join } from 'node:path';
import { median, percentile, ratio } from './measure.ts';
import { getRequest, type Load, load, startServer } from './processes.ts';
import type { Table } from './report.ts';
import { openSeeded, seededFolder } from './seeded.ts';

const ROUNDS = 5;
const ROUND_MS = 2_000;
const CONNECTIONS = 16;

export async function httpLists(sizes: readonly number[]): Promise<Table[]> {
  const rows: string[][] = [];
  for (const size of sizes) {
    const folder = await seededFolder(size);
    const token = await makeKey(size);
    await using product = await startServer('src/cli.ts', ['serve'], {
      VITRINE_DATA: folder,
      VITRINE_PORT: '0',
      VITRINE_LOG_LEVEL: 'warn',
    });
    await using bare = await startServer('bench/bare.ts', [join(folder, 'vitrine.sqlite')]);
    for (const query of ['limit=50', 'limit=50&hydrate=false']) {
      const path = `/api/store/asset/?${query}`;
      await checkSame(product.url + path, bare.url + path, token);
      const request = getRequest(path, token);
      const found: Record<'product' | 'bare', Load[]> = { product: [], bare: [] };
      for (let round = 0; round <= ROUNDS; round++) {
        const taken = {
          product: await load(product.url, () => request, CONNECTIONS, ROUND_MS),
          bare: await load(bare.url, () => request, CONNECTIONS, ROUND_MS),
        };
        // The first round warms up.
        if (round === 0) continue;
        found.product.push(taken.product);
        found.bare.push(taken.bare);
      }
      const rate = (loads: readonly Load[]) => median(loads.map((one) => one.perSecond));
      const slow = (loads: readonly Load[]) =>
        percentile(
          loads.flatMap((one) => one.times),
          0.99,
        ).toFixed(1);
      rows.push([
        String(size),
        query,
        rate(found.product).toFixed(0),
        slow(found.product),
        rate(found.bare).toFixed(0),
        slow(found.bare),
        ratio(rate(found.product) / rate(found.bare)),
      ]);
      console.log(rows.at(-1)?.join('  '));
    }
  }
  return [
    {
      title: 'The list of the 50 newest assets over HTTP',
      text: `Requests a second on ${CONNECTIONS} connections, medians of ${ROUNDS} rounds in turns; the client shares the processors.`,
      columns: ['assets', 'query', 'Vitrine', 'p99 ms', 'bare server', 'p99 ms', 'ratio'],
      rows,
      bars: { column: 'ratio', goals: [0.7], names: ['assets', 'query'] },
    },
  ];
}

/** A key of a seeded library that may read all of it. */
export async function makeKey(size: number): Promise<string> {
  await using seeded = await openSeeded(size);
  const { core, workspaceId } = seeded;
  const { token } = await core.createKey(
    { type: 'system' },
    { workspaceId, label: 'bench', scopes: ['store:read', 'store:write'] },
  );
  return token;
}

/** Both servers have to answer alike, but for the cursor and the port. */
async function checkSame(one: string, other: string, token: string): Promise<void> {
  const [a, b] = await Promise.all(
    [one, other].map(async (url) => {
      const text = await (await fetch(url, { headers: { authorization: `Bearer ${token}` } })).text();
      return text.replaceAll(new URL(url).host, 'host').replace(/"next_cursor":"[^"]*"/, '');
    }),
  );
  if (a !== b) throw new Error(`the servers differ:\n${a?.slice(0, 3_000)}\n${b?.slice(0, 3_000)}`);
}
