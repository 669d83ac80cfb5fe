// Uploads: forms with one or several files, and bodies that are a file themselves.
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { type Core, type Asset as CoreAsset, conflict, invalid } from '../../../core/index.ts';
import { askerOf } from '../../../http/content.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { creationKey } from '../../../http/idempotency.ts';
import { bodyName, type ReceivedForm, receiveBody, receiveForm, takeAnyBody } from '../../../http/upload.ts';
import { ADDRESSINGS, type Address, findFolderTarget, parameter } from '../addresses.ts';
import { writing } from '../guards.ts';
import { presentEntries } from '../present.ts';
import { Asset, problems, UploadBody, UploadHeaders, UploadQuery } from '../schemas.ts';

const MOST_FILES = 100;

export function uploadRoutes(scope: Scope, { core }: HttpServices): void {
  // A scope of its own: what is JSON elsewhere is a file here.
  scope.register(async (uploads: Scope) => {
    takeAnyBody(uploads);
    for (const { by, url, params, query, addressOf } of ADDRESSINGS) {
      uploads.post(
        url('/upload'),
        {
          ...writing,
          schema: {
            tags: ['Uploads'],
            summary: `Upload files into a folder (${by})`,
            description:
              'Scope: `hub:write`. A form, or the file itself as the body. A file whose name is there replaces the bytes of that asset. Of several files the answer is an array.',
            params: params(),
            querystring: query(UploadQuery),
            headers: UploadHeaders,
            body: UploadBody,
            response: { 200: Type.Union([Asset, Type.Array(Asset)]), ...problems(409, 413, 415, 507) },
          },
        },
        async (request) => {
          const assets = await upload(core, request, addressOf(request));
          const presented = await presentEntries(
            core,
            request.actor,
            assets.map((asset) => ({ type: 'asset', asset })),
          );
          return presented.length === 1 ? presented[0] : presented;
        },
      );
    }
  });
}

async function upload(core: Core, request: FastifyRequest, address: Address): Promise<CoreAsset[]> {
  const { actor } = request;
  const target = await findFolderTarget(core, actor, address, 'write');
  if (target.type === 'trash') throw conflict('Nothing can be uploaded into the trash.');
  const folderId = target.type === 'root' ? null : target.folder.id;
  const idempotencyKey = creationKey(request, `hub upload ${folderId}`);
  await core.checkNewAsset(actor, { folderId });
  const { files } = await receive(core, request);
  if (files.length === 0) throw invalid('file', 'A file is needed.');
  const [only, ...others] = await core.uploadFiles(actor, { folderId, files, idempotencyKey });
  if (!only) return others;
  // The size of a picture is what its sender asks for next, and is soon found out.
  const isPicture = others.length === 0 && only.kind === 'image';
  return [isPicture ? await core.examineNow(only, askerOf(request)) : only, ...others];
}

async function receive(core: Core, request: FastifyRequest): Promise<ReceivedForm> {
  if (request.isMultipart()) return receiveForm(core, request, { files: MOST_FILES });
  const name = parameter(request.query, 'name');
  return receiveBody(core, request, bodyName(request, typeof name === 'string' ? name : ''));
}
