// Pages of the log of assets and folders, newest first, as the store and admin dialects show them.
import { type TSchema, Type } from 'typebox';
import type { Core, CursorScope, Event } from '../core/index.ts';
import { nullable } from './nullable.ts';
import { isoTime } from './times.ts';

const DEFAULT_LIMIT = 50;
const LARGEST_LIMIT = 250;

export const eventParameters = {
  cursor: Type.Optional(Type.String()),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: LARGEST_LIMIT, default: DEFAULT_LIMIT })),
};

export const eventFields = {
  type: Type.String(),
  at: Type.String({ format: 'date-time', description: 'ISO 8601 with milliseconds and `Z`.' }),
  actor: nullable(Type.String({ description: 'What kind of record it was and its id, as `key:ID`.' })),
  info: Type.Object({}, { additionalProperties: true }),
};

export const presentEvent = (event: Event) => ({
  type: event.type,
  at: isoTime(event.at),
  actor: event.actor,
  info: { ...event.info },
});

/** Without a total: a log is long, and nobody counts it. */
export const eventPageOf = <T extends TSchema>(items: T, title: string) =>
  Type.Object(
    {
      items: Type.Array(items),
      next_cursor: nullable(Type.String()),
      next_page: Type.Boolean(),
      limit: Type.Integer(),
    },
    { title },
  );

/** Throws `invalid` naming `cursor` when it is not of this list. */
export async function readEventPage<T>(
  core: Core,
  scope: CursorScope,
  sent: { cursor?: string; limit?: number },
  read: (query: { beforeSeq: number | undefined; limit: number }) => Promise<Event[]>,
  present: (event: Event) => T,
) {
  const { cursor, limit = DEFAULT_LIMIT } = sent;
  const after = cursor ? core.decodeCursor(scope, cursor).after : undefined;
  const events = await read({ beforeSeq: after && Number(after.value), limit: limit + 1 });
  const items = events.slice(0, limit);
  const last = events.length > limit ? items.at(-1) : undefined;
  const { workspaceId: id } = scope;
  return {
    items: items.map(present),
    next_cursor: last
      ? core.encodeCursor(scope, { sort: { field: 'at', order: 'desc' }, after: { value: last.seq, id } })
      : null,
    next_page: last !== undefined,
    limit,
  };
}
