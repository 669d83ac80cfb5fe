// The bytes of assets: uploading, downloading, showing and replacing them.
import { Type } from 'typebox';
import {
  type Actor,
  type Asset,
  type Core,
  CoreError,
  type Id as CoreId,
  idOf,
  invalid,
  notFound,
  parseId,
} from '../../../core/index.ts';
import { requireGrant } from '../../../http/authenticate.ts';
import { conditional, writeCondition } from '../../../http/conditions.ts';
import {
  findForAnyone,
  originalDownload,
  planItems,
  renditionDownload,
  SizeQuery,
  sendArchive,
} from '../../../http/content.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { sendDownload } from '../../../http/download/index.ts';
import { creationKey } from '../../../http/idempotency.ts';
import { assetDownload, requestedTransform, transformParameters } from '../../../http/transforms/index.ts';
import { onlyFile, receiveForm, releasingOnFailure } from '../../../http/upload.ts';
import { assetPath, audienceOf, presentAsset } from '../present.ts';
import {
  AssetRead,
  ContentForm,
  File,
  Hydration,
  Id,
  IdempotencyHeader,
  Problem,
  problems,
  UploadForm,
} from '../schemas.ts';
import { readUploadFields } from '../upload-fields.ts';

const tags = ['Assets'];
const reading = { onRequest: requireGrant('read') };
const writing = { onRequest: requireGrant('write') };
/** A public asset is for everyone. */
const open = { config: { access: 'optional' as const } };
const uploadProblems = { ...problems, 409: Problem, 413: Problem, 415: Problem, 507: Problem };

export function contentRoutes(scope: Scope, services: HttpServices): void {
  const { core, maxArchiveEntries } = services;

  scope.get(
    '/api/store/asset/download',
    {
      ...reading,
      schema: {
        tags,
        summary: 'Download assets',
        description: 'Scope: `store:read`. One id gives the file itself, several give `assets.zip`.',
        querystring: Type.Object({
          id: Type.Array(Type.String(), { minItems: 1, description: 'Repeat it for each asset.' }),
        }),
        response: { 200: File, ...problems, 413: Problem, 416: Problem },
      },
    },
    async (request, reply) => {
      const ids = await readableIds(core, request.actor, request.query.id);
      const [only, ...others] = ids;
      if (only === undefined) throw invalid('id', 'At least one id is needed.');
      if (others.length === 0) {
        const asset = await core.getAsset(request.actor, only);
        const onServe = () => core.countDownload(request.actor, asset);
        return sendDownload(request, reply, originalDownload(core, asset, { onServe }));
      }
      if (ids.length > maxArchiveEntries)
        throw new CoreError('too_large', `An archive has at most ${maxArchiveEntries} files.`);
      const plan = await planItems([await core.getArchiveOfAssets(request.actor, ids)], maxArchiveEntries);
      return sendArchive(core, request, reply, plan, 'assets.zip');
    },
  );

  scope.post(
    '/api/store/asset/upload',
    {
      ...writing,
      schema: {
        tags,
        summary: 'Upload an asset',
        description:
          'Scope: `store:write`. The fields may come before or after the file. The first part with a file name is taken.',
        body: UploadForm,
        headers: IdempotencyHeader,
        querystring: Type.Object({
          folder: Type.Optional(
            Type.String({ description: 'Folder to place the asset in; the top level when absent.' }),
          ),
          ...Hydration.properties,
        }),
        response: { 201: AssetRead, ...uploadProblems },
      },
    },
    async (request, reply) => {
      const { folder = '', hydrate } = request.query;
      const folderId = folder === '' ? null : idOf(folder, 'Folder');
      const idempotencyKey = creationKey(request, 'store upload');
      const form = await receiveForm(core, request, {
        beforeFile: async (fields, filename) => {
          // A repeated request would be refused for the name that it took itself.
          if (idempotencyKey !== undefined && (await core.findCreated(idempotencyKey))) return;
          await core.checkNewAsset(request.actor, { folderId, name: readUploadFields(fields).name ?? filename });
        },
      });
      const file = onlyFile(form);
      const fields = await releasingOnFailure(core, form, async () => readUploadFields(form.fields));
      const details = { name: file.name, folderId, idempotencyKey, ...fields };
      const asset = await core.uploadAsset(request.actor, file.content, details);
      const audience = audienceOf(services, request, hydrate);
      return reply
        .code(201)
        .header('location', audience.base + assetPath(asset.id))
        .send(await presentAsset(audience, asset));
    },
  );

  scope.get(
    '/api/store/asset/:id/content',
    {
      ...open,
      schema: {
        tags,
        summary: 'Show the file of an asset',
        description:
          'Scope: `store:read`; none for a public asset. Parameters of a transform give a picture made of the file; 404 where there is none.',
        params: Id,
        querystring: Type.Object(transformParameters),
        response: { 200: File, ...problems, 416: Problem, 503: Problem },
      },
    },
    async (request, reply) => {
      const asset = await publicOrReadable(core, request);
      const onServe = () => core.countDownload(request.actor, asset);
      const options = { disposition: 'inline', onServe } as const;
      return sendDownload(request, reply, assetDownload(core, request, asset, requestedTransform(request), options));
    },
  );

  scope.get(
    '/api/store/asset/:id/thumbnail',
    {
      ...open,
      schema: {
        tags,
        summary: 'Show a small picture of an asset',
        description: 'Scope: `store:read`; none for a public asset. 404 where there is no picture.',
        params: Id,
        querystring: SizeQuery,
        response: { 200: File, ...problems, 416: Problem, 503: Problem },
      },
    },
    async (request, reply) => {
      const asset = await publicOrReadable(core, request);
      return sendDownload(request, reply, await renditionDownload(core, request, asset, request.query.size));
    },
  );

  scope.put(
    '/api/store/asset/:id/content',
    {
      ...writing,
      ...conditional,
      schema: {
        tags,
        summary: 'Replace the file of an asset',
        description:
          'Scope: `store:write`. A form with the file in the field `file`. The earlier file stays as a version.',
        body: ContentForm,
        params: Id,
        querystring: Hydration,
        response: { 200: AssetRead, ...uploadProblems },
      },
    },
    async (request) => {
      const id = idOf(request.params.id, 'Asset');
      const condition = writeCondition(request);
      await core.checkAssetChange(request.actor, id, condition);
      const form = await receiveForm(core, request);
      const file = onlyFile(form);
      const asset = await core.uploadReplacement(request.actor, file.content, id, condition);
      return presentAsset(audienceOf(services, request, request.query.hydrate), asset);
    },
  );
}

/** Each once, in that order. Throws `not_found` naming those that are no ids, or of no asset the actor may read. */
async function readableIds(core: Core, actor: Actor, texts: readonly string[]): Promise<CoreId[]> {
  const sent = new Map(texts.map((text) => [parseId(text) ?? text, parseId(text)]));
  const ids = [...sent.values()].filter((id) => id !== undefined);
  const found = await core.findReadableAssets(actor, ids);
  const missing = [...sent].filter(([, id]) => id === undefined || !found.has(id)).map(([text]) => text);
  if (missing.length > 0) throw notFound(`Asset ${missing.join(', ')}`);
  return ids;
}

const publicOrReadable = (core: Core, { actor, params }: { actor: Actor; params: { id: string } }): Promise<Asset> =>
  findForAnyone(actor, async () => core.getAssetToShow(actor, idOf(params.id, 'Asset')));
