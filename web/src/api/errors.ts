// What went wrong between here and the server, in plain words.
import { currentTranslation } from '../i18n/index.ts';

/** An answer that is no success, or none at all. */
export class ApiError extends Error {
  /** 0: the server was not reached. */
  readonly status: number;
  /** How long to wait before asking again, if the server says so. */
  readonly retryAfterSeconds: number | undefined;

  constructor(status: number, message: string, retryAfterSeconds?: number) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** From an answer, whose body is read. Every dialect has its own look of errors: the sentence is in one of these places. */
export async function errorOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => undefined);
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return new ApiError(response.status, sentenceOf(body) ?? '', Number.isFinite(seconds) ? seconds : undefined);
}

function sentenceOf(body: unknown): string | undefined {
  if (typeof body === 'string') return body;
  if (Array.isArray(body)) return sentenceOf(body[0]);
  if (typeof body !== 'object' || body === null) return undefined;
  for (const [name, value] of Object.entries(body)) {
    if (!['detail', 'message', 'msg', 'error'].includes(name)) continue;
    const found = sentenceOf(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** For people: what happened, and what to do about it. */
export function explain(error: unknown): string {
  const { messages, formats } = currentTranslation();
  const words = messages.errors;
  if (!(error instanceof ApiError)) return words.failed;
  const { status, message, retryAfterSeconds } = error;
  if (status === 0) return words.offline;
  if (status === 403) return words.forbidden;
  if (status === 404 || status === 410) return words.gone;
  if (status === 412) return words.conflict;
  if (status === 413) return words.tooLarge;
  if (status === 429 || status === 503) return words.tooMany(formats.wait(retryAfterSeconds ?? 60));
  // What is wrong with what was sent, only the server can say.
  if (status < 500) return message || words.invalid;
  return words.failed;
}
