// Downloads of what core knows: an asset's original, a rendition, an archive. Who may have them was decided before.
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { checkWhole } from '../core/blob-reading.ts';
import {
  type Actor,
  type ArchiveItem,
  type Asker,
  type Asset,
  type Core,
  CoreError,
  type Id,
  pictureSide,
  type Version,
} from '../core/index.ts';
import { wholeRange } from '../core/ports.ts';
import { type Archive, type ArchiveEntry, openArchive, planArchive } from './archive/index.ts';
import { clientNetwork } from './attempts.ts';
import { countInSteps } from './counting.ts';
import { type Download, sendDownload } from './download/index.ts';

export type DownloadOptions = Partial<Pick<Download, 'disposition' | 'onServe' | 'cacheControl' | 'ignoreRange'>>;

/** An attachment unless the options say otherwise. */
export const originalDownload = (core: Core, asset: Asset, options: DownloadOptions = {}): Download =>
  blobDownload(core, asset, asset.contentAt, options);

/** An earlier file of an asset, or its current one, always as an attachment. */
export const versionDownload = (core: Core, version: Version, { onServe }: Pick<Download, 'onServe'>): Download =>
  blobDownload(core, version, version.createdAt, { onServe });

type Named = Pick<Asset, 'sha256' | 'sizeBytes' | 'mimeType' | 'name'>;

function blobDownload(core: Core, file: Named, changedAt: number, options: DownloadOptions): Download {
  const { sha256, sizeBytes } = file;
  const sound = once(() => core.getSoundBlob(sha256));
  const { offload } = core.blobs;
  return {
    sizeBytes,
    sha256,
    etag: `"${sha256}"`,
    lastModified: new Date(changedAt),
    mimeType: file.mimeType,
    giveBack: (bytes) => core.blobs.giveBack?.(bytes),
    filename: file.name,
    disposition: 'attachment',
    async open(range = wholeRange(sizeBytes)) {
      await sound();
      return core.blobs.open(sha256, range);
    },
    read: () => core.blobs.read(sha256),
    checksum: async () => (await sound()).crc32,
    onDamage: () => mendLater(core, sha256),
    offload:
      offload &&
      (async (as) => {
        await sound();
        return offload.call(core.blobs, sha256, as, sizeBytes);
      }),
    ...options,
  };
}

/** Whoever comes next gets the right ones, where there are some elsewhere or they can be made again. */
function mendLater(core: Core, sha256: string): void {
  core.mendBlob(sha256).catch(() => undefined);
}

const orMend =
  (core: Core, sha256: string, read: () => Promise<Buffer>): (() => Promise<Buffer>) =>
  () =>
    read().catch((error: unknown) => {
      if (error instanceof CoreError && error.code === 'internal') mendLater(core, sha256);
      throw error;
    });

export const SizeQuery = Type.Object({
  size: Type.Optional(
    Type.Integer({ description: 'Pixels of the square it fits into: 200, 320 (when absent), 500, 800 or 1600.' }),
  ),
});

/** A picture of an asset, to be shown. Throws `not_found` where there is none, and `invalid` for another size. */
export async function renditionDownload(
  core: Core,
  request: FastifyRequest,
  asset: Asset,
  size?: number,
): Promise<Download> {
  const side = size === undefined ? undefined : pictureSide(size);
  const { sha256, mimeType } = await core.getRendition(asset, side, askerOf(request));
  const read = once(async () => {
    const [bytes, blob] = await Promise.all([core.blobs.read(sha256), core.getSoundBlob(sha256)]);
    return checkWhole(bytes, blob);
  });
  return {
    ...inMemory(orMend(core, sha256, read)),
    sha256,
    etag: `"${sha256}"`,
    mimeType,
    filename: `${asset.name}.${mimeType.split('/')[1] ?? 'img'}`,
    disposition: 'inline',
  };
}

/**
 * An asset whose bytes or pictures are asked for, as `find` gets it. To those without credentials one that is not there looks
 * like one that is not theirs: throws `unauthenticated`.
 */
export async function findForAnyone(actor: Actor, find: () => Promise<Asset>): Promise<Asset> {
  try {
    return await find();
  } catch (error) {
    if (actor.type === 'anonymous') throw new CoreError('unauthenticated', 'Credentials are needed.');
    throw error;
  }
}

/** Who is at the other end of the connection, until it is closed. */
export const askerOf = (request: FastifyRequest): Asker => ({ key: clientNetwork(request), signal: request.signal });

/** A file that is small enough to be read, or made, as a whole whatever is asked of it; but not before it is. */
export function inMemory(read: () => Promise<Buffer>): Pick<Download, 'sizeBytes' | 'open' | 'read'> {
  return {
    sizeBytes: async () => (await read()).length,
    open: async (range) => {
      const bytes = await read();
      return Readable.from([range ? bytes.subarray(range.start, range.end + 1) : bytes]);
    },
    read,
  };
}

export function once<T>(begin: () => Promise<T>): () => Promise<T> {
  let begun: Promise<T> | undefined;
  return () => {
    begun ??= begin();
    return begun;
  };
}

export interface PlannedArchive {
  readonly archive: Archive;
  /** Of the files in it. */
  readonly assetIds: readonly Id[];
}

/** Throws `too_large` when there are more files and folders in it than allowed. */
export async function planItems(
  items: Iterable<readonly ArchiveItem[]> | AsyncIterable<readonly ArchiveItem[]>,
  maxEntries: number,
): Promise<PlannedArchive> {
  const assetIds: Id[] = [];
  async function* entries(): AsyncGenerator<ArchiveEntry[]> {
    let count = 0;
    for await (const some of items) {
      count += some.length;
      if (count > maxEntries)
        throw new CoreError('too_large', `An archive has at most ${maxEntries} files and folders.`);
      for (const { file } of some) if (file) assetIds.push(file.id);
      yield some.map(entryOf);
    }
  }
  return { archive: await planArchive(entries()), assetIds };
}

function entryOf({ path, file }: ArchiveItem): ArchiveEntry {
  if (!file) return { kind: 'directory', path, modifiedAt: 0 };
  const { name, sha256, sizeBytes, crc32, contentAt: modifiedAt } = file;
  return { kind: 'file', path: [...path, name], sha256, sizeBytes, crc32, modifiedAt };
}

/** Counts for every asset in it. */
export function archiveDownload(
  core: Core,
  actor: Actor,
  { archive, assetIds }: PlannedArchive,
  filename: string,
): Download {
  const counting = countInSteps(assetIds, (some) => core.countDownloads(actor, some));
  return {
    sizeBytes: archive.sizeBytes,
    etag: archive.etag,
    mimeType: 'application/zip',
    filename,
    disposition: 'attachment',
    // Files are not counted later than entries, of which some are folders.
    open: async (range) => openArchive(archive, core.blobs, { range, before: (entry) => counting.reach(entry) }),
    onServe: () => counting.begin(),
  };
}

/** Sends a zip whose download counts for every asset in it. */
export const sendArchive = (
  core: Core,
  request: FastifyRequest,
  reply: FastifyReply,
  plan: PlannedArchive,
  filename: string,
): Promise<FastifyReply> => sendDownload(request, reply, archiveDownload(core, request.actor, plan, filename));
