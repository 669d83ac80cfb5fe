// Clients that start at once and want what only one of them can have, or all of them the same; whoever wins, the library is whole.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blobNames, sha256Of } from '../support/blobs.ts';
import { type Chance, openChance } from '../support/chance.ts';
import { rounds, tellFigures } from '../support/figures.ts';
import { formWith, startTestServer, type TestServer } from '../support/server.ts';

const CROWD = 200;
const CROWDS = rounds(2, 100);
const ROUNDS = rounds(20, 500);

let server: TestServer;
const chance = openChance();
beforeAll(async () => {
  console.log(`FAULTS_SEED=${chance.seed}`);
  const settings = { VITRINE_SWEEP_GRACE_SECONDS: '0', VITRINE_WORKER: 'false' };
  server = await startTestServer({ settings, isEmbedded: true });
});
afterAll(() => server[Symbol.asyncDispose]());

const folder = async (name: string): Promise<string> =>
  (await server.json<{ id: string }>('/api/store/folder', { method: 'POST', json: { name } })).id;
const upload = async (bytes: Buffer): Promise<string> => (await server.upload('a.bin', bytes)).id;
const remove = (id: string): Promise<Response> => server.api(`/api/store/asset/${id}`, { method: 'DELETE' });
const move = (id: string, parent: string): Promise<Response> =>
  server.api(`/api/store/folder/${id}`, { method: 'PATCH', json: { parent } });

async function hashOf(id: string): Promise<string> {
  const answer = await server.api(`/api/store/asset/download?id=${id}`);
  expect(answer.status).toBe(200);
  return sha256Of(Buffer.from(await answer.arrayBuffer()));
}

const count = <T>(all: readonly T[], one: T): number => all.filter((each) => each === one).length;

/** Of requests that are all sent before any is answered. */
const statusesOf = async (...requests: Promise<Response>[]): Promise<number[]> =>
  (await Promise.all(requests)).map(({ status }) => status);

/** Each with choices of its own; answers what each has told. */
async function inRounds<T>(what: string, times: number, round: (chance: Chance, round: number) => Promise<T>) {
  const told: T[] = [];
  for (let i = 0; i < times; i++) told.push(await round(chance.for(`${what} ${i}`), i));
  return told;
}

describe('clients that start at once', () => {
  it(`make one blob and ${CROWD} assets of the same content, and one deleted leaves the others`, async (context) => {
    await inRounds('same content', CROWDS, async (choices) => {
      const bytes = choices.bytes(choices.between(1, 300_000));
      const sha256 = sha256Of(bytes);
      const ids = await Promise.all(Array.from({ length: CROWD }, () => upload(bytes)));
      expect(new Set(ids).size).toBe(CROWD);
      expect(count(await blobNames(server.core.blobs), sha256)).toBe(1);
      const [first = '', ...others] = ids;
      expect((await remove(first)).status).toBe(204);
      await server.core.sweepBlobs();
      expect(await Promise.all(others.slice(0, 20).map(hashOf))).toEqual(Array(20).fill(sha256));
    });
    tellFigures(context, { seed: chance.seed, rounds: CROWDS, 'uploads at once': CROWD, 'blobs of each': 1 });
  });

  it('store bytes again for good that somebody else deletes and the sweep takes', async (context) => {
    await inRounds('deleted and stored', ROUNDS, async (choices) => {
      const bytes = choices.bytes(choices.between(1, 20_000));
      const ids = await Promise.all([upload(bytes), upload(bytes)]);
      const sweeping = Promise.all([server.core.sweepBlobs(Date.now() + 1_000), server.core.sweepBlobs()]);
      const [again, ...statuses] = await Promise.all([
        upload(bytes),
        ...ids.map(async (id) => (await remove(id)).status),
      ]);
      await sweeping;
      expect(statuses).toEqual([204, 204]);
      await server.core.sweepBlobs(Date.now() + 1_000);
      expect(await hashOf(again)).toBe(sha256Of(bytes));
    });
    tellFigures(context, { seed: chance.seed, rounds: ROUNDS, 'stored and lost': 0 });
  });

  it('get of a share exactly as many downloads as it has', async (context) => {
    const asset = await upload(chance.bytes(5_000));
    const tried = await inRounds('share', ROUNDS, async (choices) => {
      const limit = choices.between(1, 9);
      const json = { asset, max_downloads: limit };
      const { token } = await server.json<{ token: string }>('/api/share', { method: 'POST', json });
      const asking = Array.from({ length: limit + choices.between(1, 20) }, () =>
        server.api(`/s/${token}/download`, { key: null }),
      );
      const statuses = await statusesOf(...asking);
      expect([count(statuses, 200), count(statuses, 410)]).toEqual([limit, asking.length - limit]);
      return asking.length;
    });
    const downloads = tried.reduce((sum, each) => sum + each, 0);
    tellFigures(context, { seed: chance.seed, rounds: ROUNDS, 'downloads tried': downloads, 'more than allowed': 0 });
  });

  it('make one asset by one idempotency key, and all hear of it', async (context) => {
    await inRounds('key', ROUNDS, async (choices) => {
      const bytes = choices.bytes(choices.between(1, 20_000));
      const headers = { 'idempotency-key': choices.bytes(8).toString('hex') };
      const name = `${headers['idempotency-key']}.bin`;
      const answers = await Promise.all(
        Array.from({ length: 10 }, () =>
          server.json<{ id: string }>('/api/store/asset/upload', {
            method: 'POST',
            headers,
            body: formWith(name, bytes),
          }),
        ),
      );
      expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
      const { items } = await server.json<{ items: unknown[] }>(`/api/store/asset?name=${name}`);
      expect(items).toHaveLength(1);
    });
    tellFigures(context, { seed: chance.seed, rounds: ROUNDS, 'requests of each key': 10, 'assets of each key': 1 });
  });

  it('restore or purge what lies in the trash, and never both', async (context) => {
    const winners = await inRounds('trash', ROUNDS, async (choices) => {
      const bytes = choices.bytes(1_000);
      const id = await upload(bytes);
      expect((await server.api(`/api/assets/${id}`, { method: 'DELETE' })).status).toBe(200);
      const restore = () => server.api(`/api/assets/${id}/restore`);
      const purge = () => server.api(`/api/assets/${id}`, { method: 'DELETE' });
      const isFirst = choices.oneIn(2);
      const [first, second] = await Promise.all(isFirst ? [restore(), purge()] : [purge(), restore()]);
      const [restored, purged] = isFirst ? [first, second] : [second, first];
      const entry = await server.api(`/api/assets/${id}`);
      if (restored?.status === 404) {
        expect([purged?.status, entry.status]).toEqual([200, 404]);
        return 'purge';
      }
      expect([restored?.status, entry.status]).toEqual([200, 200]);
      // It was for what lies in the trash (409), or came when it did not any more, and put it there again.
      expect([200, 409]).toContain(purged?.status);
      const { deleted } = (await entry.json()) as { deleted?: unknown };
      expect(deleted !== undefined).toBe(purged?.status === 200);
      if (deleted !== undefined) expect((await restore()).status).toBe(200);
      expect(await hashOf(id)).toBe(sha256Of(bytes));
      return 'restore';
    });
    const figures = { 'won by restoring': count(winners, 'restore'), 'won by purging': count(winners, 'purge') };
    tellFigures(context, { seed: chance.seed, rounds: ROUNDS, ...figures });
  });

  it('change one asset each in another way, and no change is lost', async (context) => {
    await inRounds('changes', ROUNDS, async (choices) => {
      const id = await upload(choices.bytes(1_000));
      const to = await folder(choices.bytes(8).toString('hex'));
      const changes = { name: 'other.bin', description: 'words', tags: ['sea'], folder: to, is_public: true };
      const path = `/api/store/asset/${id}`;
      const patches = Object.entries(changes).map(([field, value]) =>
        server.api(path, { method: 'PATCH', json: { [field]: value } }),
      );
      const newBytes = choices.bytes(1_000);
      const put = server.api(`${path}/content`, { method: 'PUT', body: formWith('new.bin', newBytes) });
      expect(new Set(await statusesOf(...patches, put))).toEqual(new Set([200]));
      const asset = await server.json(`${path}?hydrate=false`);
      expect(asset).toMatchObject({ ...changes, sha256: sha256Of(newBytes) });
    });
    tellFigures(context, { seed: chance.seed, rounds: ROUNDS, 'changes at once': 6, 'changes lost': 0 });
  });

  it('change what each of them has seen, by its ETag: one does, and all others hear that it is another by now', async (context) => {
    const told = await inRounds('conditions', ROUNDS, async (choices, round) => {
      const id = await upload(choices.bytes(1_000));
      const path = `/api/store/asset/${id}`;
      const seen = { 'if-match': (await server.api(path)).headers.get('etag') ?? '' };
      const patches = Array.from({ length: 6 }, (_, i) =>
        server.api(path, { method: 'PATCH', json: { description: `by ${i}` }, headers: seen }),
      );
      const body = formWith('new.bin', choices.bytes(1_000));
      const put = server.api(`${path}/content`, { method: 'PUT', body, headers: seen });
      const isRemoved = round % 4 === 3;
      const removals = isRemoved ? [server.api(path, { method: 'DELETE', headers: seen })] : [];
      const [replaced = 0, ...statuses] = await statusesOf(put, ...patches, ...removals);
      // Who comes after a removal finds nothing.
      const others = [replaced, ...statuses].filter((status) => status !== 412 && !(isRemoved && status === 404));
      expect(others).toHaveLength(1);
      expect([200, 204]).toContain(others[0]);
      return others[0] === 204 ? 'removed' : replaced === 200 ? 'replaced' : 'patched';
    });
    const figures = {
      patched: count(told, 'patched'),
      replaced: count(told, 'replaced'),
      removed: count(told, 'removed'),
    };
    tellFigures(context, { seed: chance.seed, rounds: ROUNDS, 'changes at once': 7, ...figures });
  });

  it('move folders into each other, and no two lie in each other', async (context) => {
    await inRounds('folders', ROUNDS, async (choices) => {
      const [a, b, c] = await Promise.all([1, 2, 3].map(() => folder(choices.bytes(8).toString('hex'))));
      if (!a || !b || !c) throw new Error('there are three');
      const statuses = await statusesOf(move(a, b), move(b, c), move(c, a));
      expect(count(statuses, 200)).toBe(2);
    });
    tellFigures(context, { seed: chance.seed, rounds: ROUNDS, 'moves at once': 3, 'moves done of each three': 2 });
  });

  it('delete what others download: all bytes of it or none, and then it is gone', async (context) => {
    const told = await inRounds('downloads', ROUNDS, async (choices) => {
      const bytes = choices.bytes(choices.between(1, 400_000));
      const id = await upload(bytes);
      const download = async (): Promise<number> => {
        const answer = await server.api(`/api/store/asset/download?id=${id}`);
        if (answer.status === 200) expect(sha256Of(Buffer.from(await answer.arrayBuffer()))).toBe(sha256Of(bytes));
        return answer.status;
      };
      const asking = Array.from({ length: 6 }, download);
      const removed = remove(id);
      const sweeping = server.core.sweepBlobs(Date.now() + 1_000);
      const statuses = await Promise.all([...asking, ...Array.from({ length: 6 }, download)]);
      await sweeping;
      expect((await removed).status).toBe(204);
      expect(new Set(statuses)).not.toContain(500);
      expect(await download()).toBe(404);
      return count(statuses, 200);
    });
    const whole = told.reduce((sum, each) => sum + each, 0);
    tellFigures(context, { seed: chance.seed, rounds: ROUNDS, downloads: ROUNDS * 12, whole, 'in part': 0 });
  });

  it('leave a library that verifies clean', async (context) => {
    await server.core.sweepBlobs(Date.now() + 3 * 3_600_000);
    const { found } = await server.core.verifyLibrary({});
    expect(Object.values(found).filter((faults) => faults !== 0)).toEqual([]);
    tellFigures(context, { blobs: (await blobNames(server.core.blobs)).length, faults: 0 });
  });
});
