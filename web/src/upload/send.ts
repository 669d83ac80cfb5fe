// The bytes of one file to the server: a new asset by a resumable upload (tus), a new version in one request. Loaded when it is needed.
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

export const send = (job: SendJob, signal: AbortSignal): Promise<string | undefined> =>
  job.replaces === undefined ? sendNew(job, signal) : sendVersion(job, job.replaces, signal);

function sendNew(job: SendJob, signal: AbortSignal): Promise<string | undefined> {
  const { file, name, folderId, url } = job;
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
        ...(folderId !== null && { folder: folderId }),
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

function sendVersion({ file, name, onProgress }: SendJob, assetId: string, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const settle = (end: () => void): void => {
      stalls.stop();
      signal.removeEventListener('abort', stop);
      end();
    };
    const stop = (): void => {
      request.abort();
      settle(() => reject(signal.reason));
    };
    const fail = (): void => settle(() => reject(new ApiError(0, '')));
    const stalls = watchStalls(file.size, () => {
      request.abort();
      fail();
    });
    request.upload.onprogress = ({ loaded }) => {
      stalls.beat(loaded);
      if (!signal.aborted) onProgress(Math.min(loaded, file.size));
    };
    request.onerror = fail;
    request.onload = () => {
      const { status, responseText } = request;
      if (status >= 200 && status < 300) return settle(() => resolve(assetId));
      const retryAfter = request.getResponseHeader('Retry-After');
      settle(() => void answerError(status, responseText, retryAfter).then(reject));
    };
    signal.addEventListener('abort', stop, { once: true });
    request.open('PUT', addressOf(`/api/store/asset/${encodeURIComponent(assetId)}/content?hydrate=false`));
    const form = new FormData();
    form.append('file', file, name);
    request.send(form);
  });
}

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
