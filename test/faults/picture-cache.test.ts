// Pictures asked for in every size there is, by people without a key: what is kept of them stays within its bytes on the disk, and
// what asks for too much is refused, and leaves nothing.
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChance } from '../support/chance.ts';
import { rounds, tellFigures } from '../support/figures.ts';
import { plain } from '../support/images.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { type AssetRead, pathOf } from '../support/store.ts';

const REQUESTS = rounds(1_000, 50_000);
const AT_ONCE = 8;
const CACHE_BYTES = 2 * 1024 * 1024;
const BLOCK_BYTES = 512;
const MOST_SIDE = 300;

let server: TestServer;
let asset: AssetRead;
beforeAll(async () => {
  server = await startTestServer({
    isEmbedded: true,
    settings: { VITRINE_PICTURE_CACHE_BYTES: String(CACHE_BYTES), VITRINE_DECODERS: '2' },
  });
  const { id } = await server.upload('tiny.png', await plain(16, 16).png().toBuffer());
  asset = await server.json(`/api/store/asset/${id}`, { method: 'PATCH', json: { is_public: true } });
});
afterAll(() => server?.[Symbol.asyncDispose]());

async function ask(query: string): Promise<number> {
  const response = await server.api(`${pathOf(asset.url)}?${query}`, { key: null });
  await response.arrayBuffer();
  return response.status;
}

/** Files of the cache, and what they take of the disk. */
async function look(): Promise<{ files: number; bytes: number }> {
  const folder = join(server.dataFolder, 'cache');
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const sizes = await Promise.all(found.map((path) => stat(path).catch(() => undefined)));
  return { files: found.length, bytes: sizes.reduce((sum, one) => sum + (one?.blocks ?? 0) * BLOCK_BYTES, 0) };
}

describe('pictures in any size', () => {
  it(`stay within their bytes on the disk, asked for ${REQUESTS} times`, async (context) => {
    const chance = openChance();
    console.log(`FAULTS_SEED=${chance.seed}`);
    const queries = new Set<string>();
    while (queries.size < REQUESTS) {
      const format = chance.pick(['png', 'webp', 'jpg']);
      queries.add(`w=${chance.between(1, MOST_SIDE)}&h=${chance.between(1, MOST_SIDE)}&f=${format}`);
    }
    const left = queries.values();
    let most = 0;
    let asked = 0;
    const run = async (): Promise<void> => {
      for (const query of left) {
        expect([query, await ask(query)]).toEqual([query, 200]);
        if (++asked % 200 === 0) most = Math.max(most, (await look()).bytes);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, run));
    const { files, bytes } = await look();
    expect(Math.max(most, bytes)).toBeLessThanOrEqual(CACHE_BYTES * 1.05);
    // It is full, and has let go of something.
    expect(files).toBeLessThan(REQUESTS);
    expect(bytes).toBeGreaterThan(CACHE_BYTES / 2);
    tellFigures(context, { requests: REQUESTS, 'bytes at most': Math.max(most, bytes), 'bytes allowed': CACHE_BYTES });
  });

  it('are refused where they are too large, and nothing of them is kept', async (context) => {
    const before = await look();
    const refused = ['w=0', 'w=1000000', 'w=100001&h=100001', 'w=-1', 'w=1e9', 'w=10.5', 'w=10&f=exe'];
    for (const query of refused) expect([query, await ask(query)]).toEqual([query, 422]);
    expect(await look()).toEqual(before);
    tellFigures(context, { refused: refused.length });
  });
});
