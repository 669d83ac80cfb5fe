// From the URL of an asset or folder to its record, or to its bytes.
import { Type } from 'typebox';
import { invalid, notFound, parseId } from '../../../core/index.ts';
import { requireGrant } from '../../../http/authenticate.ts';
import { originalDownload, planItems, sendArchive } from '../../../http/content.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { sendDownload } from '../../../http/download/index.ts';
import { baseUrl } from '../../../http/links.ts';
import { audienceOf, presentAsset, presentFolder } from '../present.ts';
import { AssetRead, File, FolderRead, Hydration, problems } from '../schemas.ts';

const RECORD_PATH = /^\/api\/store\/(asset|folder)\/([^/]+)(?:\/[a-z]*)?\/?$/;

const Resolved = {
  description: 'The record; with `as_json=false` the bytes.',
  content: { 'application/json': { schema: Type.Union([AssetRead, FolderRead]) }, '*/*': { schema: File } },
};

export function resolveRoutes(scope: Scope, services: HttpServices): void {
  const { core, maxArchiveEntries } = services;

  scope.get(
    '/api/store',
    {
      onRequest: requireGrant('read'),
      schema: {
        tags: ['Assets'],
        summary: 'Resolve the URL of an asset or folder',
        description: 'Scope: `store:read`. Gives the record, or with `as_json=false` the file, or the folder as a zip.',
        querystring: Type.Object({
          url: Type.String({ minLength: 1, maxLength: 4_096 }),
          as_json: Type.Optional(Type.Boolean({ default: true })),
          ...Hydration.properties,
        }),
        response: { 200: Resolved, ...problems },
      },
    },
    async (request, reply) => {
      const { url, as_json: asJson = true, hydrate } = request.query;
      const { type, id } = recordOf(url, baseUrl(services, request));
      const audience = audienceOf(services, request, hydrate);
      if (type === 'folder') {
        const folder = await core.getFolder(request.actor, id);
        if (asJson) return presentFolder(audience, folder);
        const plan = await planItems(core.listArchiveOfFolder(request.actor, id), maxArchiveEntries);
        return sendArchive(core, request, reply, plan, `${folder.name}.zip`);
      }
      const asset = await core.getAsset(request.actor, id);
      if (asJson) return presentAsset(audience, asset);
      const onServe = () => core.countDownload(request.actor, asset);
      return sendDownload(request, reply, originalDownload(core, asset, { onServe }));
    },
  );
}

/** Any of a record's own URLs, absolute or from the root on. Throws `invalid` for no URL, `not_found` for one of others. */
function recordOf(sent: string, base: string) {
  if (!URL.canParse(sent, base)) throw invalid('url', 'This is not a URL.');
  const url = new URL(sent, base);
  const { origin, pathname } = new URL(base);
  const prefix = pathname === '/' || sent.startsWith('/') ? '' : pathname;
  if (url.origin !== origin || !url.pathname.startsWith(prefix)) throw notFound('Record');
  const [, type, name = ''] = RECORD_PATH.exec(url.pathname.slice(prefix.length)) ?? [];
  const id = parseId(name === 'download' ? (url.searchParams.get('id') ?? '') : name);
  if (!id || (type !== 'asset' && type !== 'folder')) throw notFound('Record');
  return { type, id } as const;
}
