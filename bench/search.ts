// Words in the names of assets over HTTP, with the exact number of all that are found: how much longer it takes in larger libraries.
import { eventLoopDelay } from './event-loop.ts';
import { makeKey } from './http-lists.ts';
import { median, milliseconds, percentile, ratio } from './measure.ts';
import { KEY } from './media-server.ts';
import { getRequest, load, startServer } from './processes.ts';
import type { Table } from './report.ts';
import { seededFolder } from './seeded.ts';
import { RARE_WORD, VOCABULARY } from './seeding/words.ts';

const ROUNDS = 3;
const ROUND_MS = 2_000;
const SEARCHES: Readonly<Record<string, string>> = {
  'of three assets': RARE_WORD,
  'the most frequent word': VOCABULARY[0] ?? '',
  'two words': `${VOCABULARY[3]} ${VOCABULARY[40]}`,
  'the beginning of a word': 'sca',
  'nothing found': 'zzzzzz',
};

export async function search(sizes: readonly number[]): Promise<Table[]> {
  const found = new Map<string, number[]>();
  const uncounted = new Map<string, number[]>();
  const hits = new Map<string, number>();
  const slowest = new Map<string, number>();
  const delays: string[] = [];
  for (const size of sizes) {
    const folder = await seededFolder(size);
    const token = await makeKey(size);
    await using server = await startServer('src/cli.ts', ['serve'], {
      VITRINE_DATA: folder,
      VITRINE_PORT: '0',
      VITRINE_LOG_LEVEL: 'warn',
      VITRINE_ROOT_KEY: KEY,
    });
    await eventLoopDelay(server.url);
    for (const [name, text] of Object.entries(SEARCHES)) {
      const path = `/api/store/asset/?limit=50&search=${encodeURIComponent(text)}`;
      const times = await timesOf(server.url, getRequest(path, token));
      const without = await timesOf(server.url, getRequest(`${path}&include_total=false`, token));
      uncounted.set(name, [...(uncounted.get(name) ?? []), median(without)]);
      hits.set(name, await totalOf(server.url + path, token));
      found.set(name, [...(found.get(name) ?? []), median(times)]);
      slowest.set(name, percentile(times, 0.99));
      console.log(size, name, milliseconds(median(times)));
    }
    delays.push(await eventLoopDelay(server.url));
  }
  return [
    {
      title: 'Searches over HTTP',
      text: `Milliseconds at the median, one after the other, for the 50 newest that are found and how many there are; the 99th percentile and the growth are those of the largest library, as are how many are found and, in the last two columns, the same search without counting them (\`include_total=false\`). The event loop was held up for ${delays.join(', ')} ms at the 99th percentile.`,
      columns: ['search', ...sizes.map(String), 'p99 ms', 'growth', 'found', 'uncounted ms', 'its growth'],
      bars: { column: 'growth', goals: [1.5] },
      rows: [...found].map(([name, times]) => [
        name,
        ...times.map(milliseconds),
        milliseconds(slowest.get(name) ?? Number.NaN),
        growth(times),
        String(hits.get(name)),
        milliseconds(uncounted.get(name)?.at(-1) ?? Number.NaN),
        growth(uncounted.get(name) ?? []),
      ]),
    },
  ];
}

const growth = (times: readonly number[]): string => ratio((times.at(-1) ?? Number.NaN) / (times[0] ?? Number.NaN));

async function timesOf(url: string, request: Buffer): Promise<number[]> {
  // The first round warms up.
  await load(url, () => request, 1, ROUND_MS);
  const rounds: number[][] = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push([...(await load(url, () => request, 1, ROUND_MS)).times]);
  return rounds.flat();
}

async function totalOf(url: string, token: string): Promise<number> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  const page: { readonly collection_total?: unknown } = JSON.parse(await response.text());
  return Number(page.collection_total);
}
