// What users' metadata may be: a JSON object of bounded size and depth, with no key that could harm a program.
import { invalid } from './errors.ts';
import { storableText } from './text.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type Metadata = { readonly [key: string]: Json };

const MOST_BYTES = 64 * 1024;
const DEEPEST = 16;
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** The value itself when it is acceptable. Throws `invalid`. */
export function metadataOf(value: unknown, field = 'metadata'): Metadata {
  if (!isObject(value)) throw invalid(field, 'Metadata must be a JSON object.');
  const checked = check(value, field, 1);
  if (Buffer.byteLength(JSON.stringify(checked)) > MOST_BYTES) {
    throw invalid(field, `Metadata has at most ${MOST_BYTES / 1024} KiB.`);
  }
  return checked as Metadata;
}

/** RFC 7396 on the top level: a null removes its key. */
export function mergeMetadata(old: Metadata, patch: Metadata): Metadata {
  return Object.fromEntries(Object.entries({ ...old, ...patch }).filter(([, value]) => value !== null));
}

export interface MetadataPatch {
  /** Replaces all of it ... */
  readonly metadata?: Metadata;
  /** ... or changes single keys, a null removing its key. */
  readonly metadataMerge?: Metadata;
}

/** As JSON texts. */
export function patchedMetadata(before: string, { metadata, metadataMerge }: MetadataPatch): string {
  if (metadata !== undefined) return JSON.stringify(metadataOf(metadata));
  if (metadataMerge === undefined) return before;
  return JSON.stringify(metadataOf(mergeMetadata(JSON.parse(before), metadataOf(metadataMerge))));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function check(value: unknown, field: string, depth: number): Json {
  if (depth > DEEPEST) throw invalid(field, `Metadata is nested at most ${DEEPEST} levels deep.`);
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return value;
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map((item) => check(item, field, depth + 1));
  if (!isObject(value)) throw invalid(field, 'Metadata must be JSON.');
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      if (FORBIDDEN_KEYS.has(key)) throw invalid(field, `Metadata can not have a key ${key}.`);
      return [storableText(key), check(item, field, depth + 1)];
    }),
  );
}
