// Single entries to the trash, out of it for good, and back; emptying it.
import { Type } from 'typebox';
import { recordOf } from '../../../core/index.ts';
import { conditional, writeCondition } from '../../../http/conditions.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { ADDRESSINGS, entryOf, findEntry, findTarget } from '../addresses.ts';
import { changingByGet, writing } from '../guards.ts';
import { presentOne } from '../present.ts';
import { Asset, problems, Success } from '../schemas.ts';

const tags = ['Trash'];

export function removalRoutes(scope: Scope, { core }: HttpServices): void {
  const emptied = async (actor: Parameters<typeof core.emptyTrash>[0]) => ({
    success: `Deleted ${await core.emptyTrash(actor)} assets`,
  });

  scope.delete(
    '/api/assets/trash',
    {
      ...writing,
      schema: {
        tags,
        summary: 'Empty the trash',
        description: 'Scope: `hub:write`. For good.',
        response: { 200: Success, ...problems() },
      },
    },
    async (request) => emptied(request.actor),
  );

  for (const { by, url, params, query, addressOf } of ADDRESSINGS) {
    scope.delete(
      url(),
      {
        ...writing,
        ...conditional,
        schema: {
          tags,
          summary: `Put a file or folder into the trash (${by})`,
          description:
            'Scope: `hub:write`. A folder goes with all below it. What is in the trash already, named by its id, is deleted for good; the trash itself is emptied.',
          params: params(),
          querystring: query(),
          response: { 200: Type.Union([Asset, Success]), ...problems(409) },
        },
      },
      async (request) => {
        const { actor } = request;
        const target = await findTarget(core, actor, addressOf(request), { grant: 'write', state: 'any' });
        if (target.type === 'trash') return emptied(actor);
        const entry = entryOf(target);
        // What is deleted for good is shown as it was: afterwards there is nothing to show.
        const before = await presentOne(core, actor, entry);
        const { id, trashedAt } = recordOf(entry);
        const isLive = trashedAt === null;
        const discarding = isLive ? { trash: [id], purge: [] } : { trash: [], purge: [id] };
        const condition = writeCondition(request);
        const [discarded = entry] = await core.discardEntries(actor, { ...discarding, recursive: true, condition });
        return isLive ? presentOne(core, actor, discarded) : before;
      },
    );

    scope.get(
      url('/restore'),
      {
        ...changingByGet,
        schema: {
          tags,
          summary: `Restore a file or folder from the trash (${by})`,
          description:
            'Scope: `hub:write`. To where it was, at the root when that is gone. A path is the one it was deleted from. What is not in the trash stays as it is.',
          params: params(),
          querystring: query(),
          response: { 200: Asset, ...problems(409) },
        },
      },
      async (request) => {
        const { actor } = request;
        const entry = await findEntry(core, actor, addressOf(request), { grant: 'write', state: 'trashed' });
        const { id, trashedAt } = recordOf(entry);
        const [restored = entry] = trashedAt === null ? [entry] : await core.restoreEntries(actor, [id]);
        return presentOne(core, actor, restored);
      },
    );
  }
}
