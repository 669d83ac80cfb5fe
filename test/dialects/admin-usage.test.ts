import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../src/core/index.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { keyOfAnotherWorkspace, keyWith, refusedFields } from '../support/store.ts';

interface Usage {
  readonly workspaces: number;
  readonly assets: number;
  readonly size: number;
  readonly folders: number;
  readonly trash: { readonly entries: number; readonly size: number };
  readonly kinds: readonly { readonly kind: string; readonly assets: number }[];
  readonly days: readonly {
    readonly day: string;
    readonly assets: number;
    readonly size: number;
    readonly uploads: number;
    readonly downloads: number;
  }[];
}

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ settings: { VITRINE_WORKER: 'false' } });
});
afterAll(() => server[Symbol.asyncDispose]());

const usage = (query = '', key = server.rootKey) => server.json<Usage>(`/api/admin/usage${query}`, { key });

describe('usage', () => {
  it('tells how much there is, of what kind, and what was done today', async () => {
    const { id } = await server.upload<{ id: Id }>('a.txt', 'twelve bytes');
    const other = await server.upload('b.txt', 'gone');
    await server.json('/api/store/folder', { method: 'POST', json: { name: 'f' } });
    await server.api(`/api/assets/${other.id}`, { method: 'DELETE' });
    const actor = await server.core.authenticate('admin', server.rootKey);
    await server.core.createReference(actor, { kind: 'link', title: 'no file', externalUrl: 'https://example.org' });
    await server.core.countDownloads(actor, [id]);
    await server.core.noteUsageNow();
    await server.core.noteUsageNow();
    const found = await usage();
    expect(found).toMatchObject({ workspaces: 1, assets: 1, size: 12, folders: 1, trash: { entries: 1, size: 4 } });
    expect(found.kinds).toContainEqual({ kind: 'document', assets: 1 });
    expect(found.days).toHaveLength(1);
    expect(found.days[0]).toMatchObject({
      day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      assets: 1,
      size: 12,
      uploads: 2,
      downloads: 1,
    });
  });

  it('keeps the days before, and answers as many as are asked for', async () => {
    const workspaceId = server.core.instance.workspace.id;
    const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
    for (const ago of [1, 40, 365, 366])
      await server.core.noteUsage(day(ago), [{ workspaceId, day: day(ago), uploads: ago, downloads: 1 }]);
    expect((await usage('?days=30')).days.map(({ uploads }) => uploads)).toEqual([1, 2]);
    expect((await usage('?days=366')).days.map(({ uploads }) => uploads)).toEqual([365, 40, 1, 2]);
    for (const days of ['0', '367', 'x'])
      expect(await refusedFields(await server.api(`/api/admin/usage?days=${days}`))).toEqual(['days']);
  });

  it('is of one workspace, and of all together for administrators of the installation', async () => {
    const key = await keyOfAnotherWorkspace(server);
    expect(await usage('', key)).toMatchObject({ assets: 0, size: 0, folders: 0, users: 0, kinds: [], days: [] });
    expect(await usage('?all=true')).toMatchObject({ workspaces: 2, assets: 1, size: 12 });
    for (const [query, scope, status] of [
      ['?all=true', 'admin', 403],
      ['', 'assets:write', 403],
      ['', 'audit:read', 403],
    ] as const)
      expect((await server.api(`/api/admin/usage${query}`, { key: await keyWith(server, scope) })).status).toBe(status);
    expect((await server.api('/api/admin/usage', { key: null })).status).toBe(401);
  });
});
