// What a writer has seen of a record or of its bytes, and goes by (RFC 9110, section 13): told as plain data, and judged in the
// very transaction that writes, so that of several who have seen the same one alone is right.
import { createHash } from 'node:crypto';
import type { Asset } from '../database/assets.ts';
import type { Folder } from '../database/folders.ts';
import type { Reference } from '../database/references.ts';
import { CoreError } from './errors.ts';

/** Entity tags without their quotes, weak ones left out where they never match; `any`: of whatever is there. */
export type Tags = readonly string[] | 'any';

export interface WriteCondition {
  /** It has to have one of these. */
  readonly match?: Tags;
  /** It must have none of these. */
  readonly noneMatch?: Tags;
  /** It must not have changed after this second (Unix milliseconds). */
  readonly unmodifiedSince?: number;
}

export type Revised = Asset | Folder | Reference;

/** All that people change of a record, and what was found out about an asset's bytes; not what is counted. */
const REVISED: readonly (keyof Asset | keyof Folder | keyof Reference)[] = [
  'id',
  'updatedAt',
  'trashedAt',
  'folderId',
  'parentId',
  'name',
  'slug',
  'title',
  'description',
  'externalUrl',
  'tags',
  'metadataJson',
  'isPublic',
  'expiresAt',
  'items',
  'version',
  'sha256',
  'mediaState',
  'width',
  'height',
  'duration',
  'pageCount',
  'wordCount',
];

/** The same as long as nothing of it has changed: two changes in one millisecond are told apart by what they changed. */
export function revisionOf(record: Revised): string {
  const fields: Readonly<Record<string, unknown>> = { ...record };
  return createHash('sha256')
    .update(JSON.stringify(REVISED.map((field) => fields[field] ?? null)))
    .digest('base64url')
    .slice(0, 22);
}

/** Throws `precondition_failed`. */
export function checkRecordCondition(record: Revised, condition: WriteCondition | undefined): void {
  if (condition) checkCondition(condition, revisionOf(record), record.updatedAt);
}

/** Of the bytes of an asset. Throws `precondition_failed`. */
export function checkContentCondition({ sha256, contentAt }: Asset, condition: WriteCondition | undefined): void {
  if (condition) checkCondition(condition, sha256, contentAt);
}

function checkCondition({ match, noneMatch, unmodifiedSince }: WriteCondition, tag: string, changedAt: number): void {
  const has = (tags: Tags): boolean => tags === 'any' || tags.includes(tag);
  const isLater = unmodifiedSince !== undefined && Math.floor(changedAt / 1000) * 1000 > unmodifiedSince;
  if ((match && !has(match)) || (noneMatch && has(noneMatch)) || isLater)
    throw new CoreError('precondition_failed', 'It is not what it was when you last saw it.');
}
