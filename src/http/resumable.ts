// Resumable uploads by tus 1.0 (https://tus.io/protocols/resumable-upload), at any node: what is known of them is in the database,
// what came of them in the store of unfinished uploads. A finished one goes through the same pipeline and the same rules as any
// other upload and becomes an ordinary asset.
import { AsyncLocalStorage } from 'node:async_hooks';
import { Server } from '@tus/server';
import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import {
  type Actor,
  type Core,
  CoreError,
  type Id,
  invalid,
  type Locks,
  type Metadata,
  metadataOf,
  notFound,
  parseId,
  type UnfinishedStore,
} from '../core/index.ts';
import { ANONYMOUS } from './authenticate.ts';
import type { ErrorAnswer, ResumableUploads } from './dialect.ts';
import { toProblem } from './errors.ts';
import { UploadLocker } from './upload-locker.ts';
import { UploadStore } from './upload-store.ts';

export interface ResumableOptions {
  readonly core: Core;
  readonly unfinished: UnfinishedStore;
  readonly locks: Locks;
  readonly maxSizeBytes: number;
  /** How long an unfinished upload is kept. */
  readonly keptMs: number;
}

const PATH = '/files';
const VERSION = '1.0.0';
const BODY_TYPE = 'application/offset+octet-stream';
/** How long a request may go on once another one wants its upload: a client that has lost its connection is back sooner than we know. */
const MAKE_ROOM_MS = 1_000;

/** What the creator of an upload said of it. */
interface Ticket {
  /** Empty only for new bytes of an asset, whose name is meant then. */
  readonly name: string;
  readonly declaredType: string | undefined;
  readonly becomes: NewVersion | NewAsset;
}

interface NewVersion {
  /** The asset whose bytes it replaces, as `PUT .../content` does. */
  readonly replaces: Id;
}

interface NewAsset {
  readonly folderId: Id | null;
  readonly tags: readonly string[];
  readonly metadata: Metadata;
  readonly isPublic: boolean;
}

interface Asking {
  readonly actor: Actor;
  /** Why it is refused. */
  problem?: CoreError;
}

export function createResumableUploads(options: ResumableOptions): ResumableUploads {
  const { core, unfinished, maxSizeBytes, keptMs } = options;
  /** Of the request under way. */
  const asking = new AsyncLocalStorage<Asking>();
  const asker = (): Actor => asking.getStore()?.actor ?? ANONYMOUS;
  const locker = new UploadLocker(options.locks);
  const checkTicket = async ({ name, becomes }: Ticket): Promise<void> => {
    if ('replaces' in becomes) await core.checkAssetChange(asker(), becomes.replaces);
    else await core.checkNewAsset(asker(), { folderId: becomes.folderId, name });
  };
  const finishAsked = (id: string): Promise<Id> => ensureFinished(asker(), id);
  const store = new UploadStore({ core, bytes: unfinished, locker, keptMs, asker, finish: finishAsked });
  let present: (error: CoreError) => ErrorAnswer = ({ message }) => ({ status: 500, body: message });

  /** Says in the dialect's form also what is refused before any hook is asked. */
  class PresentingServer extends Server {
    override write(...[context, headers, status, body = '']: Parameters<Server['write']>): ReturnType<Server['write']> {
      if (status < 400) return super.write(context, headers, status, body);
      headers.set('content-type', 'application/json; charset=utf-8');
      const retryAfterSeconds = asking.getStore()?.problem?.retryAfterSeconds;
      if (retryAfterSeconds !== undefined) headers.set('retry-after', String(retryAfterSeconds));
      const said = body.startsWith('{') ? body : JSON.stringify(present(new CoreError('conflict', body.trim())).body);
      return super.write(context, headers, status, said);
    }
  }

  const server = new PresentingServer({
    path: PATH,
    relativeLocation: true,
    maxSize: maxSizeBytes,
    datastore: store,
    locker,
    lockDrainTimeout: MAKE_ROOM_MS,
    // Pages of other origins get no leave here either.
    allowedOrigins: () => false,
    async onUploadCreate(_request, upload) {
      await checkTicket(readTicket(upload.metadata ?? {}));
      await core.blobs.check();
      return {};
    },
    async onIncomingRequest(request, id) {
      if (request.method === 'POST') return;
      const { assetId, metadata } = await core.getResumableUpload(asker(), id);
      if (request.method !== 'PATCH') return;
      // Its creator may have lost the right, or the folder, since: no byte more is taken of what could become nothing.
      if (assetId === null) await checkTicket(readTicket(metadata));
      await core.blobs.check();
    },
    async onUploadFinish(_request, { id }) {
      return { headers: { 'X-Asset-Id': await ensureFinished(asker(), id) } };
    },
    async onResponseError(_request, error) {
      const problem = await problemOf(core, error);
      const request = asking.getStore();
      if (request) request.problem = problem;
      const { status, body } = present(problem);
      // The protocol's own answers keep their status, whose meaning its clients know.
      const isOurs = error instanceof Error || problem.code !== 'conflict';
      return { status_code: isOurs ? status : error.status_code, body: JSON.stringify(body) };
    },
  });

  /** Makes the asset of an upload that is whole, or answers the one it became. Drops the bytes, which the asset has now. */
  function ensureFinished(actor: Actor, id: string): Promise<Id> {
    return locker.whileFinishing(id, async () => {
      const { assetId, sizeBytes, metadata } = await core.getResumableUpload(actor, id);
      if (assetId !== null) return assetId;
      const made = await finish(actor, id, readTicket(metadata), sizeBytes ?? 0).catch(async (error: unknown) => {
        // Somebody who had lost the upload without knowing may have been sooner.
        const { assetId: earlier } = await core.getResumableUpload(actor, id);
        if (earlier === null) throw error;
        return earlier;
      });
      await unfinished.remove(id);
      return made;
    });
  }

  async function finish(actor: Actor, id: string, ticket: Ticket, sizeBytes: number): Promise<Id> {
    const { becomes } = ticket;
    const name =
      'replaces' in becomes && !ticket.name ? await core.checkAssetChange(actor, becomes.replaces) : ticket.name;
    const content = await core.storeContent({
      bytes: unfinished.open(id, sizeBytes),
      name,
      declaredType: ticket.declaredType,
      maxSizeBytes,
    });
    if (content.blob.sizeBytes !== sizeBytes) {
      await core.releaseContent(content);
      throw new CoreError('internal', 'The upload is not as long as it was said to be.');
    }
    return (await core.uploadResumedAsset(actor, content, id, 'replaces' in becomes ? becomes : { name, ...becomes }))
      .id;
  }

  return {
    register(scope, presentError) {
      present = (error) => presentError(error, 'header');
      // The body is left to tus.
      scope.addContentTypeParser(BODY_TYPE, (_request, _payload, done) => done(null));
      const handler: RouteHandlerMethod = (request, reply) => {
        checkProtocol(request, reply);
        reply.hijack();
        for (const [name, value] of Object.entries(reply.getHeaders())) {
          if (value !== undefined) reply.raw.setHeader(name, value);
        }
        return locker.handling(() => asking.run({ actor: request.actor }, () => server.handle(request.raw, reply.raw)));
      };
      // Also of what is refused before it comes here.
      const onSend = async (_request: FastifyRequest, reply: FastifyReply) => {
        reply.header('tus-resumable', VERSION);
      };
      scope.route({ method: ['POST', 'OPTIONS'], url: PATH, schema: { hide: true }, onSend, handler });
      scope.route({
        method: ['HEAD', 'PATCH', 'DELETE', 'OPTIONS'],
        url: `${PATH}/:id`,
        schema: { hide: true },
        onSend,
        handler,
      });
    },
    removeExpired: () => server.cleanUpExpiredUploads(),
    makeRoom: () => locker.wantAll(),
  };
}

/** What the protocol wants to be answered otherwise than by 400. Throws `precondition_failed` and `unsupported_media_type`. */
function checkProtocol({ method, headers, mediaType }: FastifyRequest, reply: FastifyReply): void {
  const version = headers['tus-resumable'];
  if (method !== 'OPTIONS' && version !== VERSION) {
    reply.header('tus-version', VERSION);
    throw new CoreError('precondition_failed', `Tus-Resumable: ${VERSION} is needed.`);
  }
  if (method === 'PATCH' && mediaType !== BODY_TYPE)
    throw new CoreError('unsupported_media_type', `The body of a PATCH is ${BODY_TYPE}.`);
}

type SentMetadata = Readonly<Record<string, string | null>>;

/** Throws `invalid` naming the metadata key at fault. */
function readTicket(sent: SentMetadata): Ticket {
  const name = sent['filename'] ?? sent['name'];
  if (!name && sent['replaces'] === undefined) throw invalid('filename', 'Upload-Metadata needs a filename.');
  return {
    name: name ?? '',
    declaredType: sent['filetype'] ?? sent['type'] ?? undefined,
    becomes: sent['replaces'] === undefined ? readNewAsset(sent) : readNewVersion(sent, sent['replaces'] ?? ''),
  };
}

function readNewVersion(sent: SentMetadata, asset: string): NewVersion {
  const other = ['folder', 'tags', 'metadata', 'is_public'].find((name) => name in sent);
  if (other !== undefined) throw invalid(other, 'New bytes for an asset change nothing else of it.');
  const replaces = parseId(asset);
  if (replaces === undefined) throw notFound('Asset');
  return { replaces };
}

function readNewAsset(sent: SentMetadata): NewAsset {
  const folder = sent['folder'] ?? '';
  const folderId = folder === '' ? null : parseId(folder);
  if (folderId === undefined) throw notFound('Folder');
  return {
    folderId,
    tags: tagsOf(sent['tags'] ?? '[]'),
    metadata: metadataOf(parsed('metadata', sent['metadata'] ?? '{}')),
    isPublic: sent['is_public'] === 'true',
  };
}

function tagsOf(json: string): string[] {
  const tags = parsed('tags', json);
  if (!Array.isArray(tags) || !tags.every((tag) => typeof tag === 'string'))
    throw invalid('tags', 'Tags are a JSON array of texts.');
  return tags;
}

function parsed(field: string, json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw invalid(field, 'This is not JSON.');
  }
}

/** An answer of the protocol, unless a store in trouble is behind it. */
async function problemOf(core: Core, error: Error | { body: string }): Promise<CoreError> {
  if (error instanceof Error) return toProblem(error).error;
  try {
    await core.blobs.check();
  } catch (trouble) {
    if (trouble instanceof CoreError) return trouble;
  }
  return new CoreError('conflict', error.body.trim());
}
