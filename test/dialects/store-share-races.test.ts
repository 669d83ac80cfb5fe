// A share with a limit, asked by a hundred at once: exactly as many downloads as it has, whatever way they ask.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';
import { createFolder, createShare, type ShareRead } from '../support/store.ts';

vi.setConfig({ testTimeout: 120_000 });

const CROWD = 100;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ settings: { VITRINE_WORKER: 'false' } });
});
afterAll(() => server[Symbol.asyncDispose]());

const bytes = Buffer.alloc(3_000, 'x');

/** Whether all bytes came, some, or none. */
async function asked(path: string, headers: Readonly<Record<string, string>> = {}): Promise<number> {
  const answer = await server.api(path, { key: null, headers });
  await answer.arrayBuffer();
  return answer.status;
}

const count = (statuses: readonly number[], one: number): number => statuses.filter((status) => status === one).length;

describe(`${CROWD} who ask at once`, () => {
  it('get as many downloads of an asset as its share has, by every address of it', async () => {
    const { id } = await server.upload('a.bin', bytes);
    const share = await createShare(server, { asset: id, max_downloads: 37 });
    const ways = [`/s/${share.token}/download`, `/s/${share.token}/files/${id}/download`];
    const statuses = await Promise.all(Array.from({ length: CROWD }, (_, n) => asked(ways[n % ways.length] ?? '')));
    expect([count(statuses, 200), count(statuses, 410)]).toEqual([37, 63]);
    expect((await server.json<ShareRead>(`/api/share/${share.id}`)).download_count).toBe(37);
  });

  it('get no more by asking for a part of it', async () => {
    const { id } = await server.upload('b.bin', bytes);
    const share = await createShare(server, { asset: id, max_downloads: 11 });
    const ranges = ['bytes=0-9', 'bytes=10-', 'bytes=-5', 'bytes=0-0,5-9'];
    const statuses = await Promise.all(
      Array.from({ length: CROWD }, (_, n) =>
        asked(`/s/${share.token}/download`, n % 2 === 0 ? {} : { range: ranges[n % ranges.length] ?? '' }),
      ),
    );
    expect([count(statuses, 200), count(statuses, 206), count(statuses, 410)]).toEqual([11, 0, 89]);
  });

  it('get as many of a folder, as a zip or file by file', async () => {
    const folder = await createFolder(server, 'shared');
    const { id } = await server.upload('c.bin', bytes, `?folder=${folder.id}`);
    const share = await createShare(server, { folder: folder.id, max_downloads: 23 });
    const ways = [`/s/${share.token}/download`, `/s/${share.token}/files/${id}/download`];
    const statuses = await Promise.all(Array.from({ length: CROWD }, (_, n) => asked(ways[n % ways.length] ?? '')));
    expect([count(statuses, 200), count(statuses, 410)]).toEqual([23, 77]);
  });

  it('get no more than the lower of two limits, where it is lowered meanwhile, and none once it is withdrawn', async () => {
    const { id } = await server.upload('d.bin', bytes);
    const share = await createShare(server, { asset: id, max_downloads: 60 });
    const asking = Array.from({ length: CROWD }, () => asked(`/s/${share.token}/download`));
    const lowered = await server.api(`/api/share/${share.id}`, { method: 'PATCH', json: { max_downloads: 5 } });
    expect(lowered.status).toBe(200);
    const { download_count: before } = (await lowered.json()) as ShareRead;
    const statuses = await Promise.all(asking);
    expect(count(statuses, 200)).toBe(Math.max(before, 5));
    expect(count(statuses, 200) + count(statuses, 410)).toBe(CROWD);
    await server.json(`/api/share/${share.id}`, { method: 'PATCH', json: { max_downloads: null, active: false } });
    const late = await Promise.all(Array.from({ length: 10 }, () => asked(`/s/${share.token}/download`)));
    expect(count(late, 404)).toBe(10);
  });
});
