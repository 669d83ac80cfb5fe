// Under which keys things lie in the bucket.
//
//   <prefix>blobs/ab/abcdef…    a blob, as on a disk
//   <prefix>incoming/<random>   what a writer has not finished: a multipart upload, then for a moment an object
//   <prefix>uploads/<id>/<offset>   a piece of an upload that comes in pieces (unfinished.ts)
import { randomUUID } from 'node:crypto';
import type { Sha256 } from '../../core/ports.ts';

const BLOB_NAME = /^[0-9a-f]{64}$/;
const INCOMING_NAME = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface Layout {
  /** Every blob's key begins with it; ends with a slash. */
  readonly blobs: string;
  readonly incoming: string;
  readonly uploads: string;
}

/** `prefix`: with or without slashes around it; empty for the bucket itself. */
export function layoutOf(prefix: string): Layout {
  const bare = prefix.replace(/^\/+|\/+$/g, '');
  const root = bare === '' ? '' : `${bare}/`;
  return { blobs: `${root}blobs/`, incoming: `${root}incoming/`, uploads: `${root}uploads/` };
}

/** Throws TypeError for what is no SHA-256 in lower-case hex, before it can become part of a key. */
export function blobKey(layout: Layout, sha256: Sha256): string {
  if (!BLOB_NAME.test(sha256)) throw new TypeError('not a lower-case hex SHA-256');
  return `${layout.blobs}${sha256.slice(0, 2)}/${sha256}`;
}

/** Undefined for the key of anything else. */
export function blobOfKey(layout: Layout, key: string): Sha256 | undefined {
  const sha256 = key.slice(layout.blobs.length + 3);
  return BLOB_NAME.test(sha256) && key === blobKey(layout, sha256) ? sha256 : undefined;
}

export const newIncomingKey = (layout: Layout): string => `${layout.incoming}${randomUUID()}`;

export const isIncomingKey = (layout: Layout, key: string): boolean =>
  key.startsWith(layout.incoming) && INCOMING_NAME.test(key.slice(layout.incoming.length));
