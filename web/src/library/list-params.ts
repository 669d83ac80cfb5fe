// What of a list is in the address: its filters, its order and its look.
import { list, oneOf, text, type ValuesOf, wholeNumber } from '../app/search-params.ts';

export const KINDS = ['image', 'video', 'audio', 'pdf', 'document'] as const;

export const SORTS = ['name', 'created', 'updated', 'size'] as const;
export type Sort = (typeof SORTS)[number];

export const LIST_PARAMS = {
  q: text(),
  kind: list(),
  tag: list(),
  /** Dates such as `2026-11-22`; the last one is in it. */
  since: text(),
  until: text(),
  /** Bytes; 0: any. */
  least: wholeNumber(0),
  most: wholeNumber(0),
  sort: oneOf(['', ...SORTS], ''),
  order: oneOf(['', 'asc', 'desc'], ''),
  view: oneOf(['', 'grid', 'list'], ''),
};

export type ListParams = ValuesOf<typeof LIST_PARAMS>;

export const NO_FILTERS = { q: '', kind: [], tag: [], since: '', until: '', least: 0, most: 0 } as const;

export const NO_LIST_PARAMS: ListParams = { ...NO_FILTERS, sort: '', order: '', view: '' };

export const hasFilters = ({ kind, tag, since, until, least, most }: ListParams): boolean =>
  kind.length > 0 || tag.length > 0 || since !== '' || until !== '' || least > 0 || most > 0;

/** As the list of assets takes them. What makes no sense is left out. */
export function filtersOf({ q, kind, tag, since, until, least, most }: ListParams): Record<string, string> {
  const [from, to] = [dayOf(since), dayOf(until, 1)];
  const known = kind.filter((one) => KINDS.some((name) => name === one));
  return {
    ...(q.trim() !== '' && { search: q.trim() }),
    ...(known.length > 0 && { kind__in: known.join(',') }),
    ...tagFilter(tag),
    ...(from !== undefined && { created__gte: from }),
    ...(to !== undefined && { created__lt: to }),
    ...(least > 0 && { size__gte: String(least) }),
    ...(most > 0 && { size__lte: String(most) }),
  };
}

const tagFilter = ([first, ...others]: readonly string[]): Record<string, string> =>
  first === undefined ? {} : others.length === 0 ? { tags: first } : { tags__all: [first, ...others].join(',') };

/** The beginning of a day here, as a time of the server; `later`: so many days after it. */
function dayOf(text: string, later = 0): string | undefined {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (parts === null) return undefined;
  const day = new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]) + later);
  return Number.isNaN(day.getTime()) ? undefined : day.toISOString();
}
