// One file over HTTP: preconditions, ranges, digests, safe headers, bytes. Knows nothing of assets: a blob and an archive
// are both a Download. Who may have it, and what it is called, was decided before.
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { checkWhole } from '../../core/blob-reading.ts';
import { CoreError } from '../../core/errors.ts';
import type { ByteRange, ByteStream, Presentation as HandedOut, Offload } from '../../core/ports.ts';
import { openBody, type Section } from './body.ts';
import { evaluatePreconditions, rangeIsCurrent, type Validators } from './conditionals.ts';
import { contentDisposition, type Disposition } from './disposition.ts';
import { chooseOffload } from './offload.ts';
import { chooseRanges, contentRange, type RangeChoice, rangeSizeBytes } from './ranges.ts';
import { present } from './safety.ts';

export interface Download {
  /** A function where it takes making the file to know: it is not called when conditions are answered without bytes. */
  readonly sizeBytes: number | (() => Promise<number>);
  /** Strong, with its quotes: two answers with the same tag are the same bytes. */
  readonly etag: string;
  readonly lastModified?: Date | undefined;
  /** As recorded; what is not plainly harmless is sent as an attachment whatever `disposition` says. */
  readonly mimeType: string;
  readonly filename?: string | undefined;
  readonly disposition: Disposition;
  /** Hex, of the whole file; becomes Repr-Digest. */
  readonly sha256?: string | undefined;
  /** `private, no-cache` (keep, but ask before each use) when absent. */
  readonly cacheControl?: string | undefined;
  /** The request headers that the file was chosen by. */
  readonly vary?: string | undefined;
  /** Whether pages of other sites may embed it; not unless this says so. */
  readonly resourcePolicy?: 'same-origin' | 'cross-origin' | undefined;
  /** Whatever Range asks for, the whole file is the answer (RFC 9110, section 14.2: a server may ignore it). */
  readonly ignoreRange?: boolean | undefined;
  /** The whole file, or a range that lies within it; undefined when the bytes are absent. */
  open(range?: ByteRange): Promise<ByteStream | undefined>;
  /** The whole file in one go, where that is cheap; only asked for small files. */
  read?: (() => Promise<Buffer | undefined>) | undefined;
  /** What was read, once it has left. */
  giveBack?: ((bytes: Buffer) => void) | undefined;
  /** CRC-32 of the whole file: what is sent whole is held against it, and cut before its end when it is not that. */
  checksum?: (() => Promise<number>) | undefined;
  /** Told when the bytes are absent, fewer, or not those of the checksum. */
  onDamage?: (() => void) | undefined;
  /** Where somebody else can fetch the whole file (BlobStore.offload); undefined: nowhere. Absent: it is only made here. */
  offload?: ((as: HandedOut) => Promise<Offload | undefined>) | undefined;
  /** Each fetch is judged on its own, so no address may be given away that works more than once. */
  everyFetchCounts?: boolean | undefined;
  /**
   * Awaited before the first byte of an answer that counts as a download: the whole file, or a range with its first
   * byte. Not for HEAD, 304, 412, 416 and later ranges. When it throws, nothing is sent.
   */
  onServe?: (() => Promise<void>) | undefined;
}

/** Measured: one read and one write of a small file serve twice as many requests as a stream. */
const READ_WHOLE_MAX_BYTES = 256 * 1024;

/**
 * Answers GET and HEAD (or another method whose answer is the file) with 200, 206 or 304. Throws CoreError
 * `precondition_failed`, or `internal` when the bytes are absent or unreadable, before any header is set, and
 * `range_not_satisfiable` after those that tell the size. Trouble after the first byte cuts the connection.
 */
export async function sendDownload(
  request: FastifyRequest,
  reply: FastifyReply,
  download: Download,
): Promise<FastifyReply> {
  const { etag, vary, cacheControl = 'private, no-cache' } = download;
  const validators: Validators = { etag, lastModified: notInTheFuture(download.lastModified) };

  const verdict = evaluatePreconditions(request.method, request.headers, validators);
  if (verdict === 'failed') throw new CoreError('precondition_failed', 'the file has changed');
  const cacheHeaders = {
    etag,
    ...(validators.lastModified && { 'last-modified': validators.lastModified.toUTCString() }),
    'cache-control': cacheControl,
    ...(vary !== undefined && { vary }),
  };
  if (verdict === 'not_modified') return sendNothing(request, reply.code(304).headers(cacheHeaders));

  const sizeBytes = typeof download.sizeBytes === 'number' ? download.sizeBytes : await download.sizeBytes();
  const choice = download.ignoreRange ? { kind: 'whole' as const } : chooseFor(request, validators, sizeBytes);
  if (choice.kind === 'unsatisfiable') {
    reply.headers({ 'accept-ranges': 'bytes', 'content-range': `bytes */${sizeBytes}` });
    throw new CoreError('range_not_satisfiable', 'The file has no such range.');
  }

  const presentation = present(download.mimeType, download.disposition);
  const disposition = contentDisposition(presentation.disposition, download.filename);
  const answer = plan(choice, presentation.contentType, sizeBytes);
  const offload = await chooseOffload(request, download, { sizeBytes, choice, presentation, disposition });
  const isSentHere = offload === undefined && request.method !== 'HEAD';
  const payload = isSentHere ? await open(request, download, sizeBytes, answer) : undefined;
  if (answer.hasFirstByte && request.method !== 'HEAD') await announce(request, download, payload);

  reply.headers({
    'cross-origin-resource-policy': download.resourcePolicy ?? 'same-origin',
    'x-content-type-options': 'nosniff',
  });
  if (offload?.kind === 'redirect')
    return reply.header('cache-control', 'private, no-store').redirect(offload.url, 302);
  reply.headers({
    ...cacheHeaders,
    'content-disposition': disposition,
    'content-security-policy': presentation.contentSecurityPolicy,
    ...(download.sha256 !== undefined && { 'repr-digest': reprDigest(download.sha256) }),
  });
  // Length, ranges and status are the proxy's.
  if (offload?.kind === 'proxy')
    return reply.headers({ 'content-type': presentation.contentType, 'x-accel-redirect': offload.path }).send();
  reply.code(answer.status).headers({ ...answer.headers, 'accept-ranges': 'bytes' });
  if (Buffer.isBuffer(payload)) reply.raw.once('finish', () => download.giveBack?.(payload));
  return payload === undefined ? sendNothing(request, reply) : reply.send(payload);
}

/** Ranges are defined for GET alone (RFC 9110, section 14.2). */
function chooseFor(request: FastifyRequest, validators: Validators, sizeBytes: number): RangeChoice {
  const { headers, method } = request;
  return chooseRanges(method === 'GET' && rangeIsCurrent(headers, validators) ? headers.range : undefined, sizeBytes);
}

interface Answer {
  readonly status: 200 | 206;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly sections: readonly Section[];
  readonly tail: string;
  readonly hasFirstByte: boolean;
}

function plan(choice: Exclude<RangeChoice, { kind: 'unsatisfiable' }>, contentType: string, sizeBytes: number): Answer {
  switch (choice.kind) {
    case 'whole':
      return {
        status: 200,
        headers: { 'content-type': contentType, 'content-length': sizeBytes },
        sections: [{ head: '', range: undefined, sizeBytes }],
        tail: '',
        hasFirstByte: true,
      };
    case 'single': {
      const partSizeBytes = rangeSizeBytes(choice.range);
      return {
        status: 206,
        headers: {
          'content-type': contentType,
          'content-length': partSizeBytes,
          'content-range': contentRange(choice.range, sizeBytes),
        },
        sections: [{ head: '', range: choice.range, sizeBytes: partSizeBytes }],
        tail: '',
        hasFirstByte: choice.range.start === 0,
      };
    }
    case 'multiple': {
      const boundary = randomBytes(18).toString('hex');
      const sections = choice.ranges.map((range, index) => ({
        head:
          `${index === 0 ? '' : '\r\n'}--${boundary}\r\nContent-Type: ${contentType}\r\n` +
          `Content-Range: ${contentRange(range, sizeBytes)}\r\n\r\n`,
        range,
        sizeBytes: rangeSizeBytes(range),
      }));
      const tail = `\r\n--${boundary}--\r\n`;
      return {
        status: 206,
        headers: {
          'content-type': `multipart/byteranges; boundary=${boundary}`,
          'content-length': sections.reduce((sum, part) => sum + part.head.length + part.sizeBytes, tail.length),
        },
        sections,
        tail,
        hasFirstByte: choice.ranges.some((range) => range.start === 0),
      };
    }
  }
}

async function open(
  request: FastifyRequest,
  download: Download,
  sizeBytes: number,
  answer: Answer,
): Promise<Buffer | Readable> {
  const { checksum } = download;
  try {
    if (answer.status === 200 && download.read !== undefined && sizeBytes <= READ_WHOLE_MAX_BYTES)
      return await readWhole(download.read.bind(download), sizeBytes, checksum);
    const whole = checksum && { sizeBytes, checksum };
    const open = (range?: ByteRange) => download.open(range);
    const body = await openBody(open, answer.sections, answer.tail, request.raw.socket, whole);
    body.once('error', (error) => noteDamage(download, error));
    return body;
  } catch (error) {
    // Its bytes were let go of at once: nothing is wrong with them, and nobody hears of it.
    if (request.raw.socket.destroyed) throw new CoreError('unavailable', 'the client has gone', { cause: error });
    noteDamage(download, error);
    throw error instanceof CoreError ? error : new CoreError('internal', 'a file can not be read', { cause: error });
  }
}

function noteDamage({ onDamage }: Download, error: unknown): void {
  if (error instanceof CoreError && error.code === 'internal') onDamage?.();
}

async function readWhole(
  read: () => Promise<Buffer | undefined>,
  sizeBytes: number,
  checksum: (() => Promise<number>) | undefined,
): Promise<Buffer> {
  const [bytes, crc32] = await Promise.all([read(), checksum?.()]);
  return checkWhole(bytes, { sizeBytes, crc32 });
}

async function announce(
  request: FastifyRequest,
  download: Download,
  payload: Buffer | Readable | undefined,
): Promise<void> {
  if (request.raw.socket.destroyed) return;
  try {
    await download.onServe?.();
  } catch (error) {
    if (payload instanceof Readable) payload.destroy();
    throw error;
  }
}

/**
 * Fastify's own HEAD routes put `Content-Length: 0` over ours when nothing is sent, and leave it alone when a stream is,
 * even an empty one.
 */
const sendNothing = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  request.method === 'HEAD' ? reply.send(Readable.from([])) : reply.send();

/** RFC 9530; a byte sequence of RFC 8941. */
const reprDigest = (sha256: string): string => `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`;

/** RFC 9110, section 8.8.2.1: Last-Modified is never later than Date. */
const notInTheFuture = (date: Date | undefined): Date | undefined =>
  date && date.getTime() > Date.now() ? new Date() : date;
