// Pages by position: how they are asked for, by the filters and orders of the cursor pages, and what they look like.
import { type TSchema, Type } from 'typebox';
import type { Fields, PositionPage, PositionQuery, RowRange } from '../core/index.ts';
import { filterParameters, type ListParameters, parseFilters, parseSort, sortParameters } from './listing.ts';

const DEFAULT_LIMIT = 100;
const LARGEST_LIMIT = 250;

const RANGE = {
  position: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: Number.MAX_SAFE_INTEGER,
      default: 0,
      description: 'Of the first row, from 0.',
    }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: LARGEST_LIMIT, default: DEFAULT_LIMIT })),
};

/** The query string of a list that is not filtered. */
export const rangeParameters = Type.Object(RANGE);

/** The query string of a list with filters. Unknown parameters are found by `parsePosition`, which names them. */
export const positionParameters = (fields: Fields) =>
  Type.Object({ ...RANGE, ...sortParameters(fields), ...filterParameters(fields) });

export const parseRange = (sent: { position?: number; limit?: number }): RowRange => ({
  position: sent.position ?? 0,
  limit: sent.limit ?? DEFAULT_LIMIT,
});

/** Throws `invalid` naming the parameter at fault. */
export function parsePosition(fields: Fields, sent: ListParameters): Omit<PositionQuery, 'workspaceId' | 'vaultId'> {
  const { position, limit, sort_by, sort_order, ...filters } = sent;
  return {
    ...parseRange({
      ...(typeof position === 'number' ? { position } : {}),
      ...(typeof limit === 'number' ? { limit } : {}),
    }),
    filters: parseFilters(fields, filters),
    sort: parseSort({ sort_by, sort_order }),
  };
}

export const positionPageOf = <T extends TSchema>(items: T, title: string) =>
  Type.Object(
    {
      items: Type.Array(items),
      total: Type.Integer({ description: 'Of the whole list, exactly.' }),
      position: Type.Integer(),
    },
    { title },
  );

export const presentPositionPage = <T>({ position }: RowRange, { total }: PositionPage<unknown>, items: T[]) => ({
  items,
  total,
  position,
});
