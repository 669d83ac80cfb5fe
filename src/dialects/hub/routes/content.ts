// The bytes of what is live: files, zips of folders, and small pictures.
import type { FastifyRequest } from 'fastify';
import {
  type Asset,
  type Core,
  invalid,
  notFound,
  PICTURE_SIDES,
  readTransform,
  THUMBNAIL_SIDE,
} from '../../../core/index.ts';
import { askerOf, originalDownload, planItems, renditionDownload, sendArchive } from '../../../http/content.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { type Download, sendDownload } from '../../../http/download/index.ts';
import { assetDownload } from '../../../http/transforms/index.ts';
import { ADDRESSINGS, findTarget, parameter, type Target } from '../addresses.ts';
import { reading } from '../guards.ts';
import { File, problems, ThumbnailQuery } from '../schemas.ts';

const tags = ['Content'];
const LIVE = { grant: 'read', state: 'live' } as const;
/** Kept by clients, and asked for again after a minute: the file may have been replaced. */
const SHORTLY = 'private, max-age=60, must-revalidate';

export function contentRoutes(scope: Scope, { core, maxArchiveEntries }: HttpServices): void {
  for (const { by, url, params, query, addressOf } of ADDRESSINGS) {
    scope.get(
      url('/download'),
      {
        ...reading,
        schema: {
          tags,
          summary: `Download a file, or a folder as a zip (${by})`,
          description: 'Scope: `hub:read`.',
          params: params(),
          querystring: query(),
          response: { 200: File, ...problems(413, 416) },
        },
      },
      async (request, reply) => {
        const { actor } = request;
        const target = await findTarget(core, actor, addressOf(request), LIVE);
        if (target.type === 'root' || target.type === 'trash') throw notDownloadable(target);
        if (target.type === 'asset') {
          const onServe = () => core.countDownload(actor, target.asset);
          return sendDownload(request, reply, originalDownload(core, target.asset, { onServe }));
        }
        const plan = await planItems(core.listArchiveOfFolder(actor, target.folder.id), maxArchiveEntries);
        return sendArchive(core, request, reply, plan, `${target.folder.name}.zip`);
      },
    );

    for (const name of by === 'by id' ? ['/thumbnail'] : ['/thubnail', '/thumbnail']) {
      scope.get(
        url(name),
        {
          ...reading,
          schema: {
            tags,
            summary: `Show a small picture of a file (${by})`,
            description: 'Scope: `hub:read`. 404 where there is no picture. Never larger than the file’s own.',
            params: params(),
            querystring: query(ThumbnailQuery),
            response: { 200: File, ...problems(416) },
          },
        },
        async (request, reply) => {
          const target = await findTarget(core, request.actor, addressOf(request), LIVE);
          if (target.type !== 'asset') throw notFound('Picture');
          const size = parameter(request.query, 'size');
          const side = typeof size === 'number' ? size : THUMBNAIL_SIDE;
          return sendDownload(request, reply, await thumbnail(core, request, target.asset, side));
        },
      );
    }
  }
}

/** Of all that is in them there is no archive. */
export const notDownloadable = ({ type }: Exclude<Target, { type: 'asset' | 'folder' }>) =>
  invalid('id', `The ${type} can not be downloaded as a whole.`);

/** Fits into a square of any side; of sides that are kept, and of originals no larger than that, it is the picture that is kept. */
async function thumbnail(core: Core, request: FastifyRequest, asset: Asset, side: number): Promise<Download> {
  const keptSide = PICTURE_SIDES.find((known) => known >= side);
  const kept = await core.getRendition(asset, keptSide, askerOf(request));
  const options = { disposition: 'inline', cacheControl: SHORTLY } as const;
  if (Math.max(kept.width, kept.height) <= side)
    return { ...(await renditionDownload(core, request, asset, keptSide)), ...options };
  const transform = readTransform(new URLSearchParams({ w: `${side}`, h: `${side}`, fit: 'inside', f: 'webp' }));
  return assetDownload(core, request, asset, transform, options);
}
