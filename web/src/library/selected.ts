// What is selected, as the server takes it: ids where they are few, otherwise the query of the list with its range and exceptions.
import type { EntryList } from './entry-list.ts';
import type { Range } from './layout.ts';
import { type Entry, isFolder } from './rows.ts';
import { countOf, holesOf, intersect, type Selection, sizeOf } from './selection.ts';

export interface SentSelection {
  readonly assets?: readonly string[];
  readonly folders?: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  readonly sort_by?: string;
  readonly sort_order?: string;
  readonly from?: string;
  readonly to?: string;
  readonly except?: readonly string[];
  readonly trash?: true;
}

/** What one selection of ids may hold, and how many exceptions a query may have. */
const MOST_IDS = 1_000;
const MOST_EXCEPTIONS = 10_000;

/** Several where one can not say it: each is to be changed by itself. Asks the server for ids that are not here yet. */
export async function sentSelections(list: EntryList, selection: Selection): Promise<SentSelection[]> {
  const total = list.total() ?? 0;
  const { folders, query } = list;
  if (list.isTrash && countOf(selection) === total) return [{ trash: true }];
  if (countOf(selection) <= MOST_IDS || query === undefined) return byIds(await rowsIn(list, selection.ranges));

  const folderRows = folders() > 0 ? await rowsIn(list, intersect(selection.ranges, [0, folders() - 1])) : [];
  const [firstFolders = [], ...moreFolders] = chunks(folderRows.map(({ id }) => id));
  const others = moreFolders.map((ids): SentSelection => ({ folders: ids }));
  const assets = intersect(selection.ranges, [folders(), total - 1]);
  if (assets.length === 0) return [{ folders: firstFolders }, ...others];

  const asked = { query: query.filters, sort_by: query.sort_by, sort_order: query.sort_order };
  const whole = hullOf(assets);
  const holes = holesOf(assets);
  const parts =
    sizeOf(holes) <= MOST_EXCEPTIONS ? [{ range: whole, holes }] : assets.map((range) => ({ range, holes: [] }));
  const queries = await Promise.all(
    parts.map(async ({ range, holes: left }): Promise<SentSelection> => {
      const isAll = range[0] === folders() && range[1] === total - 1;
      const [first, last] = isAll ? [] : await Promise.all([rowAt(list, range[0]), rowAt(list, range[1])]);
      const except = (await rowsIn(list, left)).map(({ id }) => id);
      return {
        ...asked,
        ...(first && { from: first.id }),
        ...(last && { to: last.id }),
        ...(except.length > 0 && { except }),
      };
    }),
  );
  return [
    ...queries.map((one, index) => (index === 0 && firstFolders.length > 0 ? { ...one, folders: firstFolders } : one)),
    ...others,
  ];
}

function byIds(rows: readonly Entry[]): SentSelection[] {
  const assets = chunks(rows.filter((row) => !isFolder(row)).map(({ id }) => id));
  const folders = chunks(rows.filter(isFolder).map(({ id }) => id));
  const length = Math.max(assets.length, folders.length);
  return Array.from({ length }, (_none, index) => ({
    ...(assets[index] && { assets: assets[index] }),
    ...(folders[index] && { folders: folders[index] }),
  }));
}

function chunks<T>(items: readonly T[]): T[][] {
  const found: T[][] = [];
  for (let start = 0; start < items.length; start += MOST_IDS) found.push(items.slice(start, start + MOST_IDS));
  return found;
}

const hullOf = (ranges: readonly Range[]): Range => [ranges[0]?.[0] ?? 0, ranges.at(-1)?.[1] ?? -1];

async function rowsIn(list: EntryList, ranges: readonly Range[]): Promise<Entry[]> {
  const rows: Entry[] = [];
  for (const [first, last] of ranges) rows.push(...(await list.load(first, last)));
  return rows;
}

const rowAt = async (list: EntryList, index: number): Promise<Entry | undefined> => (await list.load(index, index))[0];
