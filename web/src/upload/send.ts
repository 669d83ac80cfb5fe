// The bytes of one file to the server: a resumable upload (tus), of a new asset or a new version of one. Loaded when it is needed.
import { DetailedError, Upload } from 'tus-js-client';
import { ApiError, errorOf } from '../api/errors.ts';
import { addressOf } from '../app/base.ts';
import type { SendJob } from './ports.ts';

/** Below this, a file is sent along with the question for it, in one request; above, the question comes first, so that a cut costs little. */
const AT_ONCE_BYTES = 2_000_000;
/** Nothing moves for so long: the connection is dead without having said so. */
const STALLED_MS = 30_000;
/** The server may be at it for long after the last byte. */
const FINISHING_MS = 15 * 60_000;

export function send(job: SendJob, signal: AbortSignal): Promise<string | undefined> {
  const { file, name, folderId, url, replaces } = job;
  return new Promise((resolve, reject) => {
    const settle = (end: () => void): void => {
      stalls.stop();
      signal.removeEventListener('abort', stop);
      end();
    };
    const stop = (): void => {
      void upload.abort().catch(() => undefined);
      settle(() => reject(signal.reason));
    };
    const stalls = watchStalls(file.size, () => {
      void upload.abort().catch(() => undefined);
      settle(() => reject(new ApiError(0, '')));
    });
    const upload = new Upload(file, {
      // Without it, an upload that the server has given up is an error, and not silently begun again.
      endpoint: url === undefined ? addressOf('/files') : null,
      uploadUrl: url ?? null,
      metadata: {
        filename: name,
        ...(replaces !== undefined ? { replaces } : folderId !== null && { folder: folderId }),
        ...(file.type !== '' && { filetype: file.type }),
      },
      uploadDataDuringCreation: file.size <= AT_ONCE_BYTES,
      retryDelays: null,
      storeFingerprintForResuming: false,
      onUploadUrlAvailable: () => {
        if (upload.url !== null) job.onUrl(upload.url);
      },
      onProgress: (sentBytes) => {
        stalls.beat(sentBytes);
        if (!signal.aborted) job.onProgress(sentBytes);
      },
      onSuccess: ({ lastResponse }) => settle(() => resolve(lastResponse.getHeader('X-Asset-Id') ?? undefined)),
      onError: (error) => settle(() => void apiErrorOf(error).then(reject)),
    });
    signal.addEventListener('abort', stop, { once: true });
    upload.start();
  });
}

async function apiErrorOf(error: Error): Promise<Error> {
  if (!(error instanceof DetailedError)) return error;
  const answer = error.originalResponse;
  const status = answer?.getStatus() ?? 0;
  if (answer === null || status === 0) return new ApiError(0, '');
  return answerError(status, answer.getBody(), answer.getHeader('Retry-After'));
}

const answerError = (status: number, body: string, retryAfter: string | null | undefined): Promise<ApiError> =>
  errorOf(new Response(body, { status, headers: retryAfter ? { 'retry-after': retryAfter } : {} }));

function watchStalls(sizeBytes: number, onStall: () => void): { beat(sentBytes: number): void; stop(): void } {
  let timer = setTimeout(onStall, STALLED_MS);
  return {
    beat(sentBytes) {
      clearTimeout(timer);
      timer = setTimeout(onStall, sentBytes >= sizeBytes ? FINISHING_MS : STALLED_MS);
    },
    stop: () => clearTimeout(timer),
  };
}
