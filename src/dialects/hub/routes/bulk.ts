// Many at once: deleting and restoring, all of them or none, and downloading as one zip.
import { type Actor, type Core, type Id, recordOf } from '../../../core/index.ts';
import { planItems, sendArchive } from '../../../http/content.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { inTurns } from '../../../http/turns.ts';
import { entryOf, findTarget, type Search } from '../addresses.ts';
import { reading, writing } from '../guards.ts';
import { File, IdsInput, problems, RecursiveQuery, Success } from '../schemas.ts';
import { notDownloadable } from './content.ts';

const tags = ['Several at once'];

export function bulkRoutes(scope: Scope, { core, maxArchiveEntries }: HttpServices): void {
  scope.post(
    '/api/assets/delete',
    {
      ...writing,
      schema: {
        tags,
        summary: 'Put files and folders into the trash',
        description:
          'Scope: `hub:write`. All of them or none. What is in the trash already, named by its id, is deleted for good. 409 for a folder that is not empty, unless `recursive` is set.',
        querystring: RecursiveQuery,
        body: IdsInput,
        response: { 200: Success, ...problems(409) },
      },
    },
    async (request) => {
      const { actor, body, query } = request;
      const records = await recordsOf(core, actor, body, { grant: 'write', state: 'any' });
      const { live = [], trashed = [] } = Object.groupBy(records, ({ trashedAt }) =>
        trashedAt === null ? 'live' : 'trashed',
      );
      await core.discardEntries(actor, {
        trash: live.map(({ id }) => id),
        purge: trashed.map(({ id }) => id),
        recursive: query.recursive ?? false,
      });
      return { success: `Deleted ${records.length} assets` };
    },
  );

  scope.post(
    '/api/assets/restore',
    {
      ...writing,
      schema: {
        tags,
        summary: 'Restore files and folders from the trash',
        description: 'Scope: `hub:write`. All of them or none.',
        body: IdsInput,
        response: { 200: Success, ...problems(409) },
      },
    },
    async (request) => {
      const ids = await idsOf(core, request.actor, request.body, { grant: 'write', state: 'trashed' });
      await core.restoreEntries(request.actor, ids);
      return { success: `Restored ${ids.length} assets` };
    },
  );

  scope.post(
    '/api/assets/batch/download',
    {
      ...reading,
      schema: {
        tags,
        summary: 'Download files and folders as one zip',
        description: 'Scope: `hub:read`. Folders with all below them.',
        body: IdsInput,
        response: { 200: File, ...problems(413) },
      },
    },
    async (request, reply) => {
      const { actor } = request;
      const ids = await idsOf(core, actor, request.body, { grant: 'read', state: 'live' });
      const plan = await planItems(inTurns(core.listArchiveOfEntries(actor, ids)), maxArchiveEntries);
      return sendArchive(core, request, reply, plan, 'assets.zip');
    },
  );
}

type Ids = readonly string[] | { readonly ids: readonly string[] };

const idsOf = async (...sent: Parameters<typeof recordsOf>): Promise<Id[]> =>
  (await recordsOf(...sent)).map(({ id }) => id);

/** Each once, in the order they were sent. */
async function recordsOf(core: Core, actor: Actor, sent: Ids, search: Search): Promise<ReturnType<typeof recordOf>[]> {
  const records = new Map<Id, ReturnType<typeof recordOf>>();
  for await (const id of inTurns('ids' in sent ? sent.ids : sent)) {
    const target = await findTarget(core, actor, { id }, search);
    if (search.grant === 'read' && (target.type === 'root' || target.type === 'trash')) throw notDownloadable(target);
    const record = recordOf(entryOf(target));
    records.set(record.id, record);
  }
  return [...records.values()];
}
