// What recipients of a share do without an account: ask for access, look at its pages. What they download is in
// recipient-downloads.ts.
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { CoreError, type Folder, notFound } from '../../../core/index.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { baseUrl } from '../../../http/links.ts';
import { isoTime } from '../../../http/times.ts';
import { idOf } from '../ids.ts';
import { PAGE_HEADERS } from '../pages/frame.ts';
import { assetPage, folderPage, passwordPage } from '../pages/share.ts';
import { presentSharedAsset, presentSharedFolder } from '../present.ts';
import { AccessRead, AccessRequest, FolderQuery, HtmlPage, Problem, problems, Token, TokenAndId } from '../schemas.ts';
import { checkSharePassword, grantAccess, rememberUnlocked, sharePath, type Visit, visit } from '../visits.ts';
import { recipientDownloadRoutes } from './recipient-downloads.ts';

const PAGE_FILES = 120;
const tags = ['Recipients'];
const open = { config: { access: 'none', hasSecretPath: true } } as const;

export function recipientRoutes(scope: Scope, services: HttpServices): void {
  accessRoutes(scope, services);
  pageRoutes(scope, services);
  recipientDownloadRoutes(scope, services);
}

function accessRoutes(scope: Scope, services: HttpServices): void {
  const { core } = services;

  scope.post(
    '/api/share/get_access',
    {
      config: { access: 'none' },
      schema: {
        tags,
        summary: 'Ask for access to a share',
        description: 'No credentials. `download_url` needs none either, until `expires_at`.',
        security: [],
        body: AccessRequest,
        response: { 200: AccessRead, ...problems, 410: Problem, 429: Problem },
      },
    },
    async (request, reply) => {
      const { token, password } = request.body;
      const { share, target } = await core.openShare(token);
      await checkSharePassword(services, request, share, password);
      await core.noteShareView(share.id);
      const { access: proof, expiresAt } = grantAccess(core, share);
      const shown =
        target.type === 'asset'
          ? { type: target.type, name: target.asset.name, asset: presentSharedAsset(target.asset), folder: null }
          : { type: target.type, name: target.folder.name, asset: null, folder: presentSharedFolder(target.folder) };
      return reply.header('cache-control', 'no-store').send({
        ...shown,
        download_url: `${baseUrl(services, request)}/s/${core.shareToken(share.id)}/download?access=${proof}`,
        expires_at: isoTime(expiresAt),
      });
    },
  );
}

function pageRoutes(scope: Scope, services: HttpServices): void {
  const { core } = services;
  const schema = { tags, security: [], response: { 200: HtmlPage, 403: HtmlPage, 404: HtmlPage, 410: HtmlPage } };

  scope.get(
    '/s/:token',
    { ...open, schema: { ...schema, summary: 'The page of a share', params: Token, querystring: FolderQuery } },
    async (request, reply) => {
      const { token } = request.params;
      await core.openShare(token);
      const visited = await visit(core, request, token);
      if (!visited.isUnlocked) return sendPage(reply, 200, passwordPage(sharePath(services, token)));
      const { share, target } = visited;
      const text =
        target.type === 'asset'
          ? assetPage(sharePath(services, token), share, target.asset)
          : await contentsPage(visited, target.folder, request.query.after);
      if (request.method === 'GET') await core.noteShareView(share.id);
      return sendPage(reply, 200, text);
    },
  );

  scope.post(
    '/s/:token',
    {
      ...open,
      schema: {
        ...schema,
        summary: 'Give the password of a share',
        consumes: ['application/x-www-form-urlencoded'],
        params: Token,
        body: Type.Object({ password: Type.String({ maxLength: 1024 }) }),
      },
    },
    async (request, reply) => {
      const { token } = request.params;
      await core.openShare(token);
      const visited = await visit(core, request, token);
      try {
        await checkSharePassword(services, request, visited.share, request.body.password);
      } catch (error) {
        if (!(error instanceof CoreError) || error.code !== 'forbidden') throw error;
        return sendPage(reply, 403, passwordPage(sharePath(services, token), error.message));
      }
      rememberUnlocked(services, request, reply, visited);
      return reply.header('cache-control', 'no-store').redirect(sharePath(services, token), 303);
    },
  );

  scope.get(
    '/s/:token/folders/:id',
    {
      ...open,
      schema: { ...schema, summary: 'The page of a folder below', params: TokenAndId, querystring: FolderQuery },
    },
    async (request, reply) => {
      const { token, id } = request.params;
      await core.openShare(token);
      const visited = await visit(core, request, token);
      if (!visited.isUnlocked) return sendPage(reply, 403, passwordPage(sharePath(services, token)));
      const folder = await core.getFolder(visited.actor, idOf(id, 'Folder'));
      return sendPage(reply, 200, await contentsPage(visited, folder, request.query.after));
    },
  );

  // Everything else below: its address has the token in it as well.
  scope.get('/s/*', { ...open, schema: { hide: true } }, async () => {
    throw notFound('Page');
  });

  async function contentsPage(visited: Visit, folder: Folder, cursor: string | undefined): Promise<string> {
    const { share, actor, token } = visited;
    const scopeOfCursor = { list: `share ${share.id} ${folder.id}`, workspaceId: share.workspaceId };
    const after = cursor ? core.decodeCursor(scopeOfCursor, cursor).after : undefined;
    const { folders, assets } = await core.listSharedFolder(actor, { folderId: folder.id, after, limit: PAGE_FILES });
    const next = assets.next && { sort: { field: 'name', order: 'asc' } as const, after: assets.next };
    return folderPage(sharePath(services, token), share, {
      trail: await trailTo(visited, folder),
      folders,
      assets: assets.items,
      cursor: next && core.encodeCursor(scopeOfCursor, next),
      isFirstPage: after === undefined,
    });
  }

  /** From the shared folder on: what is above it is none of the visitor's business. */
  async function trailTo({ share, actor }: Visit, folder: Folder): Promise<Folder[]> {
    const trail = [folder];
    for (let { id, parentId } = folder; id !== share.folderId && parentId !== null; ) {
      const above = await core.getFolder(actor, parentId);
      trail.unshift(above);
      ({ id, parentId } = above);
    }
    return trail;
  }
}

const sendPage = (reply: FastifyReply, status: number, text: string): FastifyReply =>
  reply.code(status).headers(PAGE_HEADERS).send(text);
