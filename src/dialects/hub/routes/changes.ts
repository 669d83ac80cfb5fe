// Changing what is live: names, places, tags, metadata, expiry.
import { type Actor, type Core, conflict, type Entry, recordOf } from '../../../core/index.ts';
import { conditional, tagRecord, writeCondition } from '../../../http/conditions.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { ADDRESSINGS, findEntry, findFolderTarget, textOf } from '../addresses.ts';
import { changingByGet, writing } from '../guards.ts';
import { patchEntry } from '../patch.ts';
import { presentOne } from '../present.ts';
import { Asset, Destination, Name, PatchInput, problems } from '../schemas.ts';

const tags = ['Changes'];
const LIVE = { grant: 'write', state: 'live' } as const;
const description = 'Scope: `hub:write`.';

export function changeRoutes(scope: Scope, { core }: HttpServices): void {
  for (const { by, url, params, query, addressOf } of ADDRESSINGS) {
    scope.get(
      url('/rename/:name'),
      {
        ...changingByGet,
        schema: {
          tags,
          summary: `Rename a file or folder (${by})`,
          description,
          params: params(Name),
          querystring: query(),
          response: { 200: Asset, ...problems(409) },
        },
      },
      async (request) => {
        const entry = await findEntry(core, request.actor, addressOf(request), LIVE);
        const renamed = await patchEntry(core, request.actor, entry, { name: textOf(request.params, 'name') });
        return presentOne(core, request.actor, renamed);
      },
    );

    scope.get(
      url('/move/:folder'),
      {
        ...changingByGet,
        schema: {
          tags,
          summary: `Move a file or folder (${by})`,
          description: `${description} Into a folder, by its id or name; into the trash it is deleted.`,
          params: params(Destination),
          querystring: query(),
          response: { 200: Asset, ...problems(409) },
        },
      },
      async (request) => {
        const { actor } = request;
        const entry = await findEntry(core, actor, addressOf(request), { grant: 'write', state: 'any' });
        const folder = await findFolderTarget(core, actor, { id: textOf(request.params, 'folder') }, 'write');
        if (folder.type === 'trash') return presentOne(core, actor, await trashed(core, actor, entry));
        if (recordOf(entry).trashedAt !== null) throw conflict('What is in the trash has to be restored first.');
        const parentId = folder.type === 'root' ? null : folder.folder.id;
        return presentOne(core, actor, await moved(core, actor, entry, parentId));
      },
    );

    scope.patch(
      url(),
      {
        ...writing,
        ...conditional,
        schema: {
          tags,
          summary: `Change a file or folder (${by})`,
          description,
          params: params(),
          querystring: query(),
          body: PatchInput,
          response: { 200: Asset, ...problems(409) },
        },
      },
      async (request, reply) => {
        const { actor, body } = request;
        const entry = await findEntry(core, actor, addressOf(request), LIVE);
        const patched = await patchEntry(core, actor, entry, body, writeCondition(request));
        tagRecord(reply, recordOf(patched));
        return presentOne(core, actor, patched);
      },
    );
  }
}

async function moved(core: Core, actor: Actor, entry: Entry, folderId: FolderId): Promise<Entry> {
  if (entry.type === 'asset')
    return { type: 'asset', asset: await core.patchAsset(actor, entry.asset.id, { folderId }) };
  return { type: 'folder', folder: await core.patchFolder(actor, entry.folder.id, { parentId: folderId }) };
}

type FolderId = Parameters<Core['ensureFolders']>[1];

/** A GET may be repeated: what is there already stays there. */
async function trashed(core: Core, actor: Actor, entry: Entry): Promise<Entry> {
  const { id, trashedAt } = recordOf(entry);
  if (trashedAt !== null) return entry;
  const [discarded = entry] = await core.discardEntries(actor, { trash: [id], purge: [], recursive: true });
  return discarded;
}
