// The bytes that recipients of a share get without an account: files, pictures made of them, zips. Its pages are in recipients.ts.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { type Asset, CoreError, type Folder, type Id, idOf, notFound, THUMBNAIL_SIDE } from '../../../core/index.ts';
import { archiveDownload, planItems, renditionDownload, SizeQuery } from '../../../http/content.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { type Download, sendDownload } from '../../../http/download/index.ts';
import { assetDownload, requestedTransform, transformParameters } from '../../../http/transforms/index.ts';
import { Download as DownloadQuery, File, HtmlPage, Token, TokenAndId } from '../schemas.ts';
import { claimsToContinue, isContinuing, rememberCounted, type Visit, visit } from '../visits.ts';

const open = { config: { access: 'none', hasSecretPath: true } } as const;

export function recipientDownloadRoutes(scope: Scope, services: HttpServices): void {
  const { core, maxArchiveEntries } = services;
  const schema = {
    tags: ['Recipients'],
    security: [],
    querystring: DownloadQuery,
    response: { 200: File, 403: HtmlPage, 404: HtmlPage, 410: HtmlPage, 422: HtmlPage, 503: HtmlPage },
  };
  const picturing = { ...schema, querystring: Type.Object({ ...DownloadQuery.properties, ...transformParameters }) };

  scope.get(
    '/s/:token/download',
    { ...open, schema: { ...picturing, summary: 'Download what is shared', params: Token } },
    async (request, reply) => {
      const visited = await visitToDownload(request, request.params.token);
      const { target } = visited;
      if (target.type === 'folder' && requestedTransform(request)) throw notFound('Picture');
      return target.type === 'asset'
        ? sendAsset(request, reply, visited, target.asset)
        : sendFolder(request, reply, visited, target.folder);
    },
  );

  scope.get(
    '/s/:token/files/:id/download',
    { ...open, schema: { ...picturing, summary: 'Download or view a file of a share', params: TokenAndId } },
    async (request, reply) => {
      const visited = await visitToDownload(request, request.params.token);
      const asset = await core.getAsset(visited.actor, idOf(request.params.id, 'Asset'));
      return sendAsset(request, reply, visited, asset);
    },
  );

  scope.get(
    '/s/:token/folders/:id/download',
    { ...open, schema: { ...schema, summary: 'Download a folder below', params: TokenAndId } },
    async (request, reply) => {
      const visited = await visitToDownload(request, request.params.token);
      const folder = await core.getFolder(visited.actor, idOf(request.params.id, 'Folder'));
      return sendFolder(request, reply, visited, folder);
    },
  );

  scope.get(
    '/s/:token/files/:id/thumbnail',
    {
      ...open,
      schema: {
        ...schema,
        summary: 'A small picture of a file of a share',
        params: TokenAndId,
        querystring: Type.Object({ ...DownloadQuery.properties, ...SizeQuery.properties }),
      },
    },
    async (request, reply) => {
      await core.openShare(request.params.token);
      const visited = await visitToDownload(request, request.params.token);
      const asset = await core.getAsset(visited.actor, idOf(request.params.id, 'Asset'));
      const { size } = request.query;
      if (visited.share.maxDownloads !== null && size !== undefined && size > THUMBNAIL_SIDE)
        throw new CoreError('forbidden', 'Larger pictures are downloads, which are limited here.');
      return sendDownload(request, reply, await renditionDownload(core, request, asset, size));
    },
  );

  async function visitToDownload(
    request: FastifyRequest<{ Querystring: { access?: string } }>,
    token: string,
  ): Promise<Visit> {
    if (!claimsToContinue(request)) await core.openShare(token);
    const visited = await visit(core, request, token, request.query.access);
    if (!visited.isUnlocked) throw new CoreError('forbidden', 'This share needs its password.');
    return visited;
  }

  async function sendAsset(
    request: FastifyRequest<{ Querystring: { view?: boolean } }>,
    reply: FastifyReply,
    visited: Visit,
    asset: Asset,
  ): Promise<FastifyReply> {
    const disposition = request.query.view ? 'inline' : 'attachment';
    const download = assetDownload(core, request, asset, requestedTransform(request), { disposition });
    return sendCounted(request, reply, visited, download, [asset.id]);
  }

  async function sendFolder(
    request: FastifyRequest,
    reply: FastifyReply,
    visited: Visit,
    folder: Folder,
  ): Promise<FastifyReply> {
    const plan = await planItems(core.listArchiveOfFolder(visited.actor, folder.id), maxArchiveEntries);
    const download = archiveDownload(core, visited.actor, plan, `${folder.name}.zip`);
    return sendCounted(request, reply, visited, download, plan.assetIds);
  }

  /**
   * Every answer with bytes counts, but a range that does not begin at the first one. So that ranges are no way around a
   * limit, a limited share answers them only to who was counted for the same bytes before, proved by a signed cookie;
   * to all others it sends the whole file, counted.
   */
  async function sendCounted(
    request: FastifyRequest,
    reply: FastifyReply,
    visited: Visit,
    download: Download,
    assetIds: readonly Id[],
  ): Promise<FastifyReply> {
    const { share, token } = visited;
    const isLimited = share.maxDownloads !== null;
    const continues = isLimited && isContinuing(core, request, share, download.etag);
    if (!continues) await core.openShare(token);
    const [only, ...others] = assetIds;
    return sendDownload(request, reply, {
      ...download,
      ignoreRange: isLimited && !continues,
      everyFetchCounts: isLimited,
      onServe: async () => {
        await core.takeShareDownload(share, only !== undefined && others.length === 0 ? [only] : []);
        if (others.length > 0) await download.onServe?.();
        if (isLimited) rememberCounted(services, request, reply, visited, download.etag);
      },
    });
  }
}
