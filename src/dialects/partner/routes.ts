// The routes of the partner dialect.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Asset, CoreError, DAY_MS, SECOND_MS } from '../../core/index.ts';
import { requireGrant } from '../../http/authenticate.ts';
import { originalDownload, renditionDownload } from '../../http/content.ts';
import type { HttpServices, Scope } from '../../http/dialect.ts';
import { type Download, sendDownload } from '../../http/download/index.ts';
import { baseUrl } from '../../http/links.ts';
import { reasonFor, sendPlaceholder } from './placeholder.ts';
import { presentAsset } from './present.ts';
import { AssetKey, AssetQuery, Bytes, CompanyAsset, IdempotencyHeader, problems, UploadForm } from './schemas.ts';
import { receiveAsset } from './upload.ts';

const PATH = '/api/v1/partner/asset';
const THIRTY_DAYS_SECONDS = (30 * DAY_MS) / SECOND_MS;
const tags = ['Assets'];

export function routes(scope: Scope, services: HttpServices): void {
  uploadRoute(scope, services, 'private');
  uploadRoute(scope, services, 'public');
  deliveryRoute(scope, services);
}

function uploadRoute(scope: Scope, services: HttpServices, visibility: 'private' | 'public'): void {
  const { core } = services;
  const reach = visibility === 'public' ? 'Everyone' : 'Only who may read in the workspace';
  scope.post(
    `${PATH}/upload/${visibility}`,
    {
      onRequest: requireGrant('write'),
      schema: {
        tags,
        summary: `Upload a ${visibility} document`,
        description: `Scope: \`partner:write\`. ${reach} can fetch it. The fields may come before or after the file.`,
        headers: IdempotencyHeader,
        body: UploadForm,
        response: { 200: CompanyAsset, ...problems(400, 401, 403, 409, 413, 415, 507) },
      },
    },
    async (request) => {
      const { asset, type } = await receiveAsset(core, request, visibility === 'public');
      const key = core.assetKey(asset);
      return presentAsset(asset, type, key, `${baseUrl(services, request)}${PATH}/${key}`);
    },
  );
}

function deliveryRoute(scope: Scope, { core }: HttpServices): void {
  scope.get(
    `${PATH}/:assetKey`,
    {
      config: { access: 'optional', hasSecretPath: true },
      schema: {
        tags,
        summary: 'Get an asset',
        description: 'The file itself. Public assets need no credentials; private ones need the scope `partner:read`.',
        security: [{}, { bearer: [] }, { key: [] }],
        params: AssetKey,
        querystring: AssetQuery,
        response: { 200: Bytes, ...problems(400, 401, 403, 404, 416, 500, 503) },
      },
    },
    async (request, reply) => {
      const { size, handleError = false } = request.query;
      let asset: Asset | undefined;
      try {
        asset = await core.getAssetByKey(request.actor, request.params.assetKey);
        // Without a look at its bytes, HEAD would tell of a file that GET then does not find.
        if (handleError && size === undefined) await checkBytes(asset);
        return await sendAsset(request, reply, asset, size);
      } catch (error) {
        const reason = handleError ? reasonFor(error, asset !== undefined) : undefined;
        if (reason === undefined) throw error;
        if (reason === 'unreadable') request.log.error({ err: error }, 'an asset can not be read');
        return sendPlaceholder(reply, reason);
      }
    },
  );

  async function sendAsset(
    request: FastifyRequest,
    reply: FastifyReply,
    asset: Asset,
    size: number | undefined,
  ): Promise<FastifyReply> {
    const { isPublic } = asset;
    const onServe = () => core.countDownload(request.actor, asset);
    const download: Download =
      size === undefined
        ? originalDownload(core, asset, { disposition: 'inline', onServe })
        : await renditionDownload(core, request, asset, size);
    if (isPublic) reply.header('access-control-allow-origin', '*');
    return sendDownload(request, reply, {
      ...download,
      cacheControl: isPublic
        ? `public, max-age=${THIRTY_DAYS_SECONDS}, immutable`
        : `private, max-age=${THIRTY_DAYS_SECONDS}`,
      resourcePolicy: isPublic ? 'cross-origin' : 'same-origin',
    });
  }

  async function checkBytes({ sha256, sizeBytes }: Asset): Promise<void> {
    const stat = await core.blobs.stat(sha256);
    if (stat?.sizeBytes !== sizeBytes) throw new CoreError('internal', 'The bytes of a file are missing or damaged.');
  }
}
