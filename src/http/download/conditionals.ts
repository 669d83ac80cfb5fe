// Preconditions of a request for a file (RFC 9110, section 13): whether to answer it, and whether its Range counts.
import type { IncomingHttpHeaders } from 'node:http';
import { readEntityTags } from '../entity-tags.ts';
import { parseHttpDate, toSeconds } from './dates.ts';

export interface Validators {
  /** A strong entity tag, with its quotes. */
  readonly etag: string;
  readonly lastModified?: Date | undefined;
}

/** `failed` is a 412, `not_modified` a 304. */
export type Verdict = 'proceed' | 'not_modified' | 'failed';

/** In the order of section 13.2.2; a condition whose header is malformed is as if it were absent. */
export function evaluatePreconditions(
  method: string,
  headers: IncomingHttpHeaders,
  { etag, lastModified }: Validators,
): Verdict {
  const modifiedAt = lastModified && toSeconds(lastModified);
  const isRead = method === 'GET' || method === 'HEAD';

  const ifMatch = headers['if-match'];
  if (ifMatch !== undefined) {
    if (!matches(ifMatch, etag, 'strong')) return 'failed';
  } else {
    const unmodifiedSince = seconds(headers['if-unmodified-since']);
    if (unmodifiedSince !== undefined && modifiedAt !== undefined && modifiedAt > unmodifiedSince) return 'failed';
  }

  const ifNoneMatch = headers['if-none-match'];
  if (ifNoneMatch !== undefined) {
    if (matches(ifNoneMatch, etag, 'weak')) return isRead ? 'not_modified' : 'failed';
  } else if (isRead) {
    const modifiedSince = seconds(headers['if-modified-since']);
    if (modifiedSince !== undefined && modifiedAt !== undefined && modifiedAt <= modifiedSince) return 'not_modified';
  }
  return 'proceed';
}

/**
 * Whether If-Range, if sent, still names these bytes (section 13.1.5): a strong entity tag or the very date of the last
 * change. Anything else, a weak tag and malformed input included, means that the Range has to be ignored.
 */
export function rangeIsCurrent(headers: IncomingHttpHeaders, { etag, lastModified }: Validators): boolean {
  const ifRange = headers['if-range'];
  if (ifRange === undefined) return true;
  if (typeof ifRange !== 'string') return false;
  if (ifRange.startsWith('"')) return ifRange === etag;
  return lastModified !== undefined && parseHttpDate(ifRange) === toSeconds(lastModified);
}

const seconds = (header: string | undefined): number | undefined =>
  header === undefined ? undefined : parseHttpDate(header);

/** Whether a list of entity tags, or `*`, has `etag` in it; never when the list is malformed. */
function matches(header: string, etag: string, comparison: 'strong' | 'weak'): boolean {
  const tags = readEntityTags(header);
  if (tags === 'any') return true;
  return tags.some(({ tag, isWeak }) => tag === etag && (comparison === 'weak' || !isWeak));
}
