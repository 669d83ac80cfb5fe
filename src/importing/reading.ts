// Taking apart the JSON of another service, which may say anything: every value is looked at before it is believed.
import { CoreError, type ErrorCode, type Metadata, metadataOf } from '../core/index.ts';
import type { Listed } from './source.ts';

export type Fields = Readonly<Record<string, unknown>>;

const LONGEST_ID = 500;
const LONGEST_NAME = 4_000;
const LONGEST_TEXT = 100_000;
const MOST_TAGS = 10_000;

const malformed = (what: string): CoreError =>
  new CoreError('malformed', `The other service tells ${what} in a form that makes no sense.`);

export function fieldsOf(value: unknown, what: string): Fields {
  if (!isFields(value)) throw malformed(what);
  return value;
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a record calls itself, as far as that can be shown. */
export function labelOf(record: unknown): string {
  const label = isFields(record) ? (record['id'] ?? record['_id']) : undefined;
  return typeof label === 'string' || typeof label === 'number' ? String(label).slice(0, LONGEST_ID) : '';
}

export function listOf(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw malformed(what);
  return value;
}

/** Each item as `read` sees it; one that makes no sense is told as such. */
export function* eachOf<T>(items: readonly unknown[], read: (fields: Fields) => T): Generator<Listed<T>> {
  for (const item of items) {
    try {
      yield read(fieldsOf(item, 'a record'));
    } catch (error) {
      if (!(error instanceof CoreError)) throw error;
      yield { problem: error.message, id: labelOf(item) };
    }
  }
}

/** Something that can stand in the path of a URL. */
export const idIn = (fields: Fields, field: string): string => idOf(fields[field], field);

/** The same of a value, which may be a record with an `id`. */
export function idOf(value: unknown, what: string): string {
  if (isFields(value)) return idOf(value['id'] ?? null, what);
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  if (!isText(value, LONGEST_ID) || value === '' || value === '.' || value === '..') throw malformed(what);
  return value;
}

/** Null where it is absent. */
export const idOrNullIn = (fields: Fields, field: string): string | null =>
  fields[field] === null || fields[field] === undefined ? null : idIn(fields, field);

export function nameIn(fields: Fields, field: string): string {
  const value = fields[field];
  if (!isText(value, LONGEST_NAME)) throw malformed(field);
  return value;
}

export function textIn(fields: Fields, field: string): string {
  const value = fields[field];
  if (!isText(value, LONGEST_TEXT)) throw malformed(field);
  return value;
}

/** Null also where it is absent. */
export const textOrNullIn = (fields: Fields, field: string): string | null =>
  fields[field] === undefined || fields[field] === null ? null : textIn(fields, field);

/** False where it is absent. */
export function flagIn(fields: Fields, field: string): boolean {
  const value = fields[field] ?? false;
  if (typeof value !== 'boolean') throw malformed(field);
  return value;
}

/** Null where it is absent. */
export function countOrNullIn(fields: Fields, field: string): number | null {
  const value = fields[field] ?? null;
  if (value === null) return null;
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw malformed(field);
  return value;
}

export const countIn = (fields: Fields, field: string): number => countOrNullIn(fields, field) ?? 0;

/** Unix milliseconds; null where it is absent. */
export function timeOrNullIn(fields: Fields, field: string): number | null {
  const text = textOrNullIn(fields, field);
  if (text === null) return null;
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw malformed(field);
  return at;
}

/** Texts in the array; none where it is absent. */
export function textsOf(value: unknown, what: string): string[] {
  const sent = listOf(value ?? [], what);
  const texts = sent.filter((text) => isText(text, LONGEST_NAME));
  if (sent.length > MOST_TAGS || texts.length < sent.length) throw malformed(what);
  return texts;
}

/** Throws `invalid` for metadata that we can not keep. */
export const metadataIn = (value: unknown): Metadata => metadataOf(value ?? {});

/** The JSON in a text. */
export function jsonIn(fields: Fields, field: string): unknown {
  const text = textOrNullIn(fields, field);
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    throw malformed(field);
  }
}

/** The records of one folder of many; when they can not be read, that is told in their place. */
export async function* unlessUnreadable<T>(
  folderId: string,
  records: AsyncIterable<Listed<T>>,
): AsyncGenerator<Listed<T>> {
  try {
    yield* records;
  } catch (error) {
    if (!(error instanceof CoreError) || !OF_ONE_FOLDER.has(error.code)) throw error;
    yield { problem: error.message, id: folderId };
  }
}

const OF_ONE_FOLDER: ReadonlySet<ErrorCode> = new Set(['not_found', 'forbidden', 'malformed', 'invalid']);

/** 64 hex digits, in lower case; null for anything else. */
export const hashOrNull = (value: unknown): string | null =>
  typeof value === 'string' && /^[0-9a-f]{64}$/i.test(value) ? value.toLowerCase() : null;

const isText = (value: unknown, longest: number): value is string =>
  typeof value === 'string' && value.length <= longest;
