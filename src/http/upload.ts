// Uploads, as forms with fields and files in any order or as bodies that are a file themselves: streamed into the product's one
// upload pipeline.
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { type Core, CoreError, invalid, type StoredContent, tooLarge } from '../core/index.ts';
import type { Scope } from './dialect.ts';
import { sentFilename } from './download/disposition.ts';

/** For busboy: what keeps a hostile form from costing much. The file's size is counted by the pipeline. */
export const MULTIPART_LIMITS = {
  fieldNameSize: 200,
  fieldSize: 1024 * 1024,
  fields: 100,
  parts: 200,
  headerPairs: 50,
  files: 100,
  fileSize: Number.MAX_SAFE_INTEGER,
};

/** What a form's framing may add to its file. */
const FRAMING_BYTES = 2 * 1024 * 1024;

export interface ReceivedFile {
  readonly name: string;
  readonly content: StoredContent;
}

export interface ReceivedForm {
  /** The last value of each field. */
  readonly fields: ReadonlyMap<string, string>;
  /** In the order they came. */
  readonly files: readonly ReceivedFile[];
}

export interface FormOptions {
  /** Most files taken; later ones are read and dropped. 1 when absent. */
  readonly files?: number;
  /** Called with what is known before a file is read: the place for reasons to refuse it. */
  readonly beforeFile?: (fields: ReadonlyMap<string, string>, name: string) => Promise<void>;
}

/**
 * Receives a form. The bytes of its files are durable afterwards, but named by no record: pass each content on to a core
 * operation, or to `core.releaseContent`. When it throws, nothing is left. Throws `unsupported_media_type`, `malformed`,
 * `too_large`, `storage_full`.
 */
export async function receiveForm(
  core: Core,
  request: FastifyRequest,
  options: FormOptions = {},
): Promise<ReceivedForm> {
  if (!request.isMultipart()) throw new CoreError('unsupported_media_type', 'A multipart/form-data body is needed.');
  const declared = Number(request.headers['content-length'] ?? 0);
  const most = options.files ?? 1;
  if (declared > core.settings.maxUploadBytes * most + FRAMING_BYTES) throw tooLarge(core.settings.maxUploadBytes);
  const fields = new Map<string, string>();
  const files: ReceivedFile[] = [];
  try {
    for await (const part of request.parts({ limits: MULTIPART_LIMITS })) {
      if (part.type === 'field') {
        if (part.valueTruncated)
          throw new CoreError('too_large', `The field ${part.fieldname} is too long.`, { field: part.fieldname });
        fields.set(part.fieldname, typeof part.value === 'string' ? part.value : JSON.stringify(part.value));
      } else if (files.length < most) {
        const name = part.filename ?? '';
        await options.beforeFile?.(fields, name);
        const content = await storePart(core, part);
        // What a browser sends for a file nobody chose.
        if (name === '' && content.blob.sizeBytes === 0) await core.releaseContent(content);
        else files.push({ name, content });
      } else {
        part.file.resume();
      }
    }
    return { fields, files };
  } catch (error) {
    for (const { content } of files) await core.releaseContent(content).catch(() => undefined);
    throw error instanceof Error && !isKnown(error)
      ? new CoreError('malformed', 'The form can not be read.', { cause: error })
      : error;
  }
}

/** What some clients say of any body when they were told nothing. */
const SAYS_NOTHING = /^application\/x-www-form-urlencoded\b/i;

/** From now on the routes of this scope get bodies of all types but forms as they come, for `receiveBody`. */
export function takeAnyBody(scope: Scope): void {
  scope.removeContentTypeParser(['application/json', 'text/plain', 'application/x-www-form-urlencoded']);
  // A type that can not be read tells as little as none; the framework would refuse it.
  scope.addHook('onRequest', async (request) => {
    if (request.mediaType === undefined) delete request.headers['content-type'];
  });
  scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
}

/**
 * The name of a file that is the body itself: as it was asked for, else as `Content-Disposition` has it. Throws `invalid` without
 * either.
 */
export function bodyName({ headers }: FastifyRequest, asked: string): string {
  const name = asked || sentFilename(headers['content-disposition']);
  if (!name) throw invalid('name', 'The file needs a name: ?name=, or a filename in Content-Disposition.');
  return name;
}

/** Receives a body that is the file itself, whatever its type. As with `receiveForm`, its bytes are named by no record yet. */
export async function receiveBody(core: Core, request: FastifyRequest, name: string): Promise<ReceivedForm> {
  const { raw, headers } = request;
  const { maxUploadBytes } = core.settings;
  if (Number(headers['content-length'] ?? 0) > maxUploadBytes) throw tooLarge(maxUploadBytes);
  const declared = headers['content-type'];
  const declaredType = declared !== undefined && SAYS_NOTHING.test(declared) ? undefined : declared;
  try {
    // A refused client has to be able to hear the answer: the connection is not cut with the body.
    const bytes = raw.iterator({ destroyOnReturn: false });
    return { fields: new Map(), files: [{ name, content: await core.storeContent({ bytes, name, declaredType }) }] };
  } catch (error) {
    if (error instanceof CoreError || !raw.destroyed) throw error;
    throw new CoreError('malformed', 'The body ended before its time.', { cause: error });
  }
}

/** The one file of a form. Throws `invalid` naming `file` when there is none. */
export function onlyFile(form: ReceivedForm): ReceivedFile {
  const [file] = form.files;
  if (!file) throw invalid('file', 'A file is needed.');
  return file;
}

/** Runs what makes the record; when it throws, the bytes of the form are given back. */
export async function releasingOnFailure<T>(core: Core, form: ReceivedForm, record: () => Promise<T>): Promise<T> {
  try {
    return await record();
  } catch (error) {
    for (const { content } of form.files) await core.releaseContent(content).catch(() => undefined);
    throw error;
  }
}

function storePart(core: Core, part: MultipartFile): Promise<StoredContent> {
  return core.storeContent({ bytes: part.file, name: part.filename, declaredType: part.mimetype });
}

/** Errors with a meaning of their own: ours, and the framework's. */
const isKnown = (error: Error): boolean => error instanceof CoreError || 'statusCode' in error;
