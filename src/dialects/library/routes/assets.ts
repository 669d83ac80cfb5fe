// Publications: list, read, change, and put into the trash.
import { answerKnown, conditional, isKnown, tagRecord, writeCondition } from '../../../http/conditions.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { idOf } from '../ids.ts';
import { MOST_PER_PAGE, pageNumbers } from '../paging.ts';
import { pagesOf, presentPublication } from '../present.ts';
import { jsonFields, readPublicationPatch } from '../publication-fields.ts';
import { AssetAnswer, AssetChange, AssetId, AssetList, AssetQuery, Done, problems } from '../schemas.ts';
import { requireScope } from '../scopes.ts';

const tags = ['Assets'];
const SORTS = { created_at: 'created', title: 'title', updated_at: 'updated' } as const;
const reading = { onRequest: requireScope('read:assets') };
const writing = { onRequest: requireScope('write:assets') };

export function assetRoutes(scope: Scope, { core }: HttpServices): void {
  scope.get(
    '/api/v1/assets',
    {
      ...reading,
      preValidation: pageNumbers('page', 'per_page'),
      schema: {
        tags,
        summary: 'List assets',
        description: 'Scope: `read:assets`. What is in the trash or has expired is not listed.',
        querystring: AssetQuery,
        response: { 200: AssetList, ...problems },
      },
    },
    async (request) => {
      const { page, asset_type, search, sort, order } = request.query;
      const per_page = Math.min(request.query.per_page, MOST_PER_PAGE);
      const isRanked = search !== undefined && sort === undefined && order === undefined;
      const { items, total } = await core.listPublications(request.actor, {
        kind: asset_type,
        search: search?.trim() === '' ? undefined : search,
        sort: isRanked ? undefined : SORTS[sort ?? 'created_at'],
        order: order ?? 'desc',
        offset: (page - 1) * per_page,
        limit: per_page,
      });
      const pagination = { page, per_page, total, total_pages: pagesOf(total, per_page) };
      return { success: true as const, data: items.map(presentPublication), pagination };
    },
  );

  scope.get(
    '/api/v1/assets/:assetId',
    {
      ...reading,
      ...conditional,
      schema: {
        tags,
        summary: 'Get an asset',
        description: 'Scope: `read:assets`.',
        params: AssetId,
        response: { 200: AssetAnswer, ...problems },
      },
    },
    async (request, reply) => {
      const publication = await core.getPublication(request.actor, idOf(request.params.assetId, 'Asset'));
      if (isKnown(request, reply, publication)) return answerKnown(reply);
      return { success: true as const, data: presentPublication(publication) };
    },
  );

  scope.patch(
    '/api/v1/assets/:assetId',
    {
      ...writing,
      ...conditional,
      schema: {
        tags,
        summary: 'Change an asset',
        description:
          'Scope: `write:assets`. What is absent stays, and so does the slug. `items` is of collections alone.',
        params: AssetId,
        body: AssetChange,
        response: { 200: AssetAnswer, ...problems, 413: problems[400], 415: problems[400] },
      },
      validatorCompiler: () => () => true,
    },
    async (request, reply) => {
      const id = idOf(request.params.assetId, 'Asset');
      const patch = readPublicationPatch(jsonFields(request.body));
      const publication = await core.patchPublication(request.actor, id, patch, writeCondition(request));
      tagRecord(reply, publication);
      return { success: true as const, data: presentPublication(publication) };
    },
  );

  scope.delete(
    '/api/v1/assets/:assetId',
    {
      ...writing,
      ...conditional,
      schema: {
        tags,
        summary: 'Put an asset into the trash',
        description: 'Scope: `write:assets`. What a deleted collection holds stays.',
        params: AssetId,
        response: { 200: Done, ...problems },
      },
    },
    async (request) => {
      await core.trashPublication(request.actor, idOf(request.params.assetId, 'Asset'), writeCondition(request));
      return { success: true as const };
    },
  );
}
