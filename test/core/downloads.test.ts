// Downloads are counted, and written to the log, each once, however many come at once.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Core } from '../../src/core/index.ts';
import { contentOf, newTenant, openTestCore, type TestCore } from '../support/core.ts';

let opened: TestCore;
let core: Core;
beforeAll(async () => {
  opened = await openTestCore();
  core = opened.core;
});
afterAll(() => opened[Symbol.asyncDispose]());

describe('downloads that come at once', () => {
  it('count each, whoever they are by and whatever they are of', async () => {
    const [one, two] = [await newTenant(core), await newTenant(core)];
    const asset = async (actor: typeof one) =>
      core.createAsset(actor, { content: contentOf(`${Math.random()}`), name: 'a.txt', folderId: null });
    const [a, b, c] = [await asset(one), await asset(one), await asset(two)];
    const gone = await asset(one);
    await core.deleteAsset(one, gone.id);
    await Promise.all([
      ...Array.from({ length: 20 }, () => core.countDownload(one, a)),
      ...Array.from({ length: 10 }, () => core.countDownload({ type: 'anonymous' }, a)),
      ...Array.from({ length: 5 }, () => core.countDownload(one, b)),
      core.countDownload(one, c),
      core.countDownload(one, gone),
      core.countDownloads(one, [a.id, b.id, c.id]),
    ]);
    const counted = [a, b].map(async ({ id }) => (await core.getAsset(one, id)).downloadCount);
    expect(await Promise.all(counted)).toEqual([31, 6]);
    expect((await core.getAsset(two, c.id)).downloadCount).toBe(2);
    const events = await core.engine.db
      .selectFrom('events')
      .select(['actor', ({ fn }) => fn.countAll<number>().as('count')])
      .where('asset_id', '=', a.id)
      .where('type', '=', 'downloaded')
      .groupBy('actor')
      .execute();
    const key = one.type === 'key' ? `key:${one.id}` : '';
    expect(new Map(events.map(({ actor, count }) => [actor, Number(count)]))).toEqual(
      new Map([
        [null, 10],
        [key, 21],
      ]),
    );
  });
});
