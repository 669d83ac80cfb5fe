// Resumable uploads by tus 1.0 (https://tus.io/protocols/resumable-upload). Unfinished bytes lie in a folder of their own;
// a finished upload goes through the same pipeline and the same rules as any other and becomes an ordinary asset.
import { AsyncLocalStorage } from 'node:async_hooks';
import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import { Upload } from '@tus/utils';
import type { RouteHandlerMethod } from 'fastify';
import {
  type Actor,
  type Core,
  CoreError,
  type Id,
  idempotencyKey,
  invalid,
  type Metadata,
  metadataOf,
  notFound,
  parseId,
} from '../core/index.ts';
import { ANONYMOUS } from './authenticate.ts';
import type { ErrorAnswer, ResumableUploads } from './dialect.ts';
import { toProblem } from './errors.ts';

export interface ResumableOptions {
  readonly core: Core;
  /** Where unfinished bytes are kept. */
  readonly folder: string;
  readonly maxSizeBytes: number;
  /** How long an unfinished upload is kept. */
  readonly keptMs: number;
}

const PATH = '/files';
const BODY_TYPE = 'application/offset+octet-stream';
/** Our own keys in an upload's metadata: what was asked for, and the asset it became. */
const TICKET = 'vitrine';
const FINISHED = 'vitrine-asset';

/** What the creator of an upload said of it, and who that was. Kept beside its bytes. */
interface Ticket {
  readonly actor: string;
  readonly name: string;
  readonly declaredType: string | undefined;
  readonly folderId: Id | null;
  readonly tags: readonly string[];
  readonly metadata: Metadata;
  readonly isPublic: boolean;
}

export function createResumableUploads({ core, folder, maxSizeBytes, keptMs }: ResumableOptions): ResumableUploads {
  const store = new UploadStore({ directory: folder, expirationPeriodInMilliseconds: keptMs });
  /** Who asks, for the hooks of the request under way. */
  const asking = new AsyncLocalStorage<Actor>();
  const asker = (): Actor => asking.getStore() ?? ANONYMOUS;
  let present: (error: CoreError) => ErrorAnswer = ({ message }) => ({ status: 500, body: message });

  /** Says in the dialect's form also what is refused before any hook is asked. */
  class PresentingServer extends Server {
    override write(...[context, headers, status, body = '']: Parameters<Server['write']>): ReturnType<Server['write']> {
      if (status < 400) return super.write(context, headers, status, body);
      headers.set('content-type', 'application/json; charset=utf-8');
      const said = body.startsWith('{') ? body : JSON.stringify(present(new CoreError('conflict', body.trim())).body);
      return super.write(context, headers, status, said);
    }
  }

  const server = new PresentingServer({
    path: PATH,
    relativeLocation: true,
    maxSize: maxSizeBytes,
    datastore: store,
    async onUploadCreate(_request, upload) {
      const ticket = readTicket(asker(), upload.metadata ?? {});
      await core.checkNewAsset(asker(), { folderId: ticket.folderId, name: ticket.name });
      await core.blobs.check();
      const { [FINISHED]: _, ...sent } = upload.metadata ?? {};
      return { metadata: { ...sent, [TICKET]: JSON.stringify(ticket) } };
    },
    async onIncomingRequest(request, id) {
      if (request.method === 'POST') return;
      const { metadata } = await store.getUpload(id);
      // Somebody else's upload is an unknown upload.
      if (ticketOf(metadata).actor !== identity(asker())) throw notFound('Upload');
      if (request.method === 'PATCH') await core.blobs.check();
    },
    async onUploadFinish(_request, upload) {
      const actor = asker();
      const ticket = ticketOf(upload.metadata);
      const key = idempotencyKey(actor, 'resumable', upload.id);
      const earlier = await core.findCreated(key);
      const id = earlier ?? (await finish(actor, ticket, upload, key));
      await store.setFinished(upload.id, id);
      return { headers: { 'X-Asset-Id': id } };
    },
    async onResponseError(_request, error) {
      const problem = await problemOf(core, error);
      const { status, body } = present(problem);
      // The protocol's own answers keep their status, whose meaning its clients know.
      const isOurs = error instanceof Error || problem.code !== 'conflict';
      return { status_code: isOurs ? status : error.status_code, body: JSON.stringify(body) };
    },
  });

  async function finish(actor: Actor, ticket: Ticket, upload: Upload, key: string): Promise<Id> {
    const content = await core.storeContent({
      bytes: store.read(upload.id),
      name: ticket.name,
      declaredType: ticket.declaredType,
      maxSizeBytes,
    });
    if (content.blob.sizeBytes !== upload.size) {
      await core.releaseContent(content);
      throw new CoreError('internal', 'The upload is not as long as it was said to be.');
    }
    const { name, folderId, tags, metadata, isPublic } = ticket;
    const details = { name, folderId, tags, metadata, isPublic, idempotencyKey: key };
    return (await core.uploadAsset(actor, content, details)).id;
  }

  return {
    register(scope, presentError) {
      present = (error) => presentError(error, 'header');
      // The body is left to tus.
      scope.addContentTypeParser(BODY_TYPE, (_request, _payload, done) => done(null));
      const handler: RouteHandlerMethod = (request, reply) => {
        reply.hijack();
        for (const [name, value] of Object.entries(reply.getHeaders())) {
          if (value !== undefined) reply.raw.setHeader(name, value);
        }
        return asking.run(request.actor, () => server.handle(request.raw, reply.raw));
      };
      scope.route({ method: ['POST', 'OPTIONS'], url: PATH, schema: { hide: true }, handler });
      scope.route({
        method: ['HEAD', 'PATCH', 'DELETE', 'OPTIONS'],
        url: `${PATH}/:id`,
        schema: { hide: true },
        handler,
      });
    },
    removeExpired: () => server.cleanUpExpiredUploads(),
  };
}

/** A file store that remembers what became of finished uploads, so that a lost answer can be asked for again. */
class UploadStore extends FileStore {
  override async getUpload(id: string): Promise<Upload> {
    const upload = await super.getUpload(id);
    if (upload.metadata?.[FINISHED] === undefined || upload.size === undefined) return upload;
    const { size, metadata, creation_date, storage } = upload;
    return new Upload({
      id,
      size,
      offset: size,
      metadata,
      ...(creation_date === undefined ? {} : { creation_date }),
      ...(storage === undefined ? {} : { storage }),
    });
  }

  /** Drops the bytes, which the asset has now. */
  async setFinished(id: string, assetId: Id): Promise<void> {
    const upload = await this.configstore.get(id);
    if (!upload) return;
    upload.metadata = { ...upload.metadata, [FINISHED]: assetId };
    await this.configstore.set(id, upload);
    await truncate(join(this.directory, id), 0);
  }
}

type SentMetadata = Record<string, string | null>;

/** Throws `invalid` naming the metadata key at fault. */
function readTicket(actor: Actor, sent: SentMetadata): Ticket {
  const name = sent['filename'] ?? sent['name'];
  if (!name) throw invalid('filename', 'Upload-Metadata needs a filename.');
  const folder = sent['folder'] ?? '';
  const folderId = folder === '' ? null : parseId(folder);
  if (folderId === undefined) throw notFound('Folder');
  return {
    actor: identity(actor),
    name,
    declaredType: sent['filetype'] ?? sent['type'] ?? undefined,
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

/** Written by `onUploadCreate`; an upload without it is not ours. */
function ticketOf(metadata: SentMetadata | undefined): Ticket {
  const json = metadata?.[TICKET];
  if (!json) throw notFound('Upload');
  return JSON.parse(json);
}

const identity = (actor: Actor): string => ('id' in actor ? `${actor.type}:${actor.id}` : actor.type);

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
