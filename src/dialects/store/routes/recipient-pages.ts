// The pages that recipients of a share see without an account, and the script that makes them handier.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { type Asset, CoreError, type Folder, idOf, notFound } from '../../../core/index.ts';
import { planItems } from '../../../http/content.ts';
import { publicPath } from '../../../http/cookies.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { filePage, type Surroundings } from '../pages/file.ts';
import { type FolderContents, folderPage, type Place } from '../pages/folder.ts';
import { PAGE_HEADERS } from '../pages/frame.ts';
import { passwordPage } from '../pages/password.ts';
import { SCRIPT, SCRIPT_ROUTE } from '../pages/script.ts';
import { type Words, wordsFor } from '../pages/words.ts';
import { FolderQuery, HtmlPage, Token, TokenAndId } from '../schemas.ts';
import { checkSharePassword, rememberUnlocked, sharePath, type Visit, visit } from '../visits.ts';

const PAGE_FILES = 120;
/** Up to so many files it is worked out how large their zip is; of more, about. */
const MOST_MEASURED = 2_000;
const open = { config: { access: 'none', hasSecretPath: true } } as const;

export function recipientPageRoutes(scope: Scope, services: HttpServices): void {
  const { core } = services;
  const schema = {
    tags: ['Recipients'],
    security: [],
    response: { 200: HtmlPage, 403: HtmlPage, 404: HtmlPage, 410: HtmlPage, 422: HtmlPage },
  };

  scope.get(
    '/s/:token',
    { ...open, schema: { ...schema, summary: 'The page of a share', params: Token, querystring: FolderQuery } },
    async (request, reply) => {
      const { token } = request.params;
      await core.openShare(token);
      const visited = await visit(core, request, token);
      if (!visited.isUnlocked) return sendPage(reply, 200, askForPassword(request, token));
      const { share, target } = visited;
      const place = placeOf(request, visited);
      const text =
        target.type === 'asset'
          ? filePage(place, target.asset)
          : folderPage(place, await contentsOf(visited, target.folder, request.query.after));
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
        response: { ...schema.response, 303: Type.Null({ description: 'To the page.' }), 429: HtmlPage },
      },
    },
    async (request, reply) => {
      const { token } = request.params;
      const { password } = request.body;
      await core.openShare(token);
      const visited = await visit(core, request, token);
      try {
        await checkSharePassword(services, request, visited.share, password);
      } catch (error) {
        if (!(error instanceof CoreError) || error.code !== 'forbidden') throw error;
        return sendPage(reply, 403, askForPassword(request, token, password === '' ? 'missing' : 'wrong'));
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
      if (!visited.isUnlocked) return sendPage(reply, 403, askForPassword(request, token));
      const folder = await core.getFolder(visited.actor, idOf(id, 'Folder'));
      const contents = await contentsOf(visited, folder, request.query.after);
      return sendPage(reply, 200, folderPage(placeOf(request, visited), contents));
    },
  );

  scope.get(
    '/s/:token/files/:id',
    { ...open, schema: { ...schema, summary: 'The page of a file of a share', params: TokenAndId } },
    async (request, reply) => {
      const { token, id } = request.params;
      await core.openShare(token);
      const visited = await visit(core, request, token);
      if (!visited.isUnlocked) return sendPage(reply, 403, askForPassword(request, token));
      const asset = await core.getAsset(visited.actor, idOf(id, 'Asset'));
      const place = placeOf(request, visited);
      return sendPage(reply, 200, filePage(place, asset, await surroundingsOf(visited, asset, place.base)));
    },
  );

  scope.get(SCRIPT_ROUTE, { config: { access: 'none' }, schema: { hide: true } }, async (_request, reply) =>
    reply
      .headers({
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
      })
      .send(SCRIPT),
  );

  // Everything else below: its address has the token in it as well.
  scope.get('/s/*', { ...open, schema: { hide: true } }, async () => {
    throw notFound('Page');
  });

  const placeOf = (request: FastifyRequest, { share, token }: Visit): Place => ({
    base: sharePath(services, token),
    scriptBase: publicPath(services),
    words: spokenIn(request),
    share,
  });

  const askForPassword = (request: FastifyRequest, token: string, fault?: 'missing' | 'wrong'): string =>
    passwordPage(spokenIn(request), sharePath(services, token), fault);

  async function contentsOf(visited: Visit, folder: Folder, cursor: string | undefined): Promise<FolderContents> {
    const { share, actor } = visited;
    const scopeOfCursor = { list: `share ${share.id} ${folder.id}`, workspaceId: share.workspaceId };
    const after = cursor ? core.decodeCursor(scopeOfCursor, cursor).after : undefined;
    const { folders, assets } = await core.listSharedFolder(actor, { folderId: folder.id, after, limit: PAGE_FILES });
    const next = assets.next && { sort: { field: 'name', order: 'asc' } as const, after: assets.next };
    return {
      trail: await trailTo(visited, folder),
      folders,
      assets: assets.items,
      media: await core.findMediaFacts(assets.items),
      cursor: next && core.encodeCursor(scopeOfCursor, next),
      isFirstPage: after === undefined,
      zip: await zipOf(visited, folder),
    };
  }

  async function zipOf({ actor }: Visit, folder: Folder): Promise<FolderContents['zip']> {
    const { maxArchiveEntries } = services;
    if (folder.totalAssets > maxArchiveEntries) return undefined;
    if (folder.totalAssets > MOST_MEASURED) return { sizeBytes: folder.totalBytes, isExact: false };
    try {
      const { archive } = await planItems(core.listArchiveOfFolder(actor, folder.id), maxArchiveEntries);
      return { sizeBytes: archive.sizeBytes, isExact: true };
    } catch (error) {
      if (error instanceof CoreError && error.code === 'too_large') return undefined;
      throw error;
    }
  }

  /** Undefined where the file itself is what is shared. */
  async function surroundingsOf(
    { share, actor }: Visit,
    asset: Asset,
    base: string,
  ): Promise<Surroundings | undefined> {
    if (share.folderId === null || asset.folderId === null) return undefined;
    const folder = await core.getFolder(actor, asset.folderId);
    const folderAddress = folder.id === share.folderId ? base : `${base}/folders/${folder.id}`;
    return { folder, folderAddress, ...(await core.findSharedNeighbours(actor, asset)) };
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

const spokenIn = (request: FastifyRequest): Words => wordsFor(request.headers['accept-language']);

const sendPage = (reply: FastifyReply, status: number, text: string): FastifyReply =>
  reply.code(status).headers(PAGE_HEADERS).send(text);
