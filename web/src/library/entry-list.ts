// A list by position: which of its rows are here, and bringing those that are looked at. Pages come when they are wanted and are
// given up when they have been scrolled past; what is on the screen changes only when the list is asked to be fresh.
import type { Entry, Place, PositionPage } from './rows.ts';

export type Fetch = (place: Place, signal: AbortSignal) => Promise<PositionPage<Entry>>;

export interface ListQuery {
  /** As the list of assets takes them. */
  readonly filters: Readonly<Record<string, string>>;
  readonly sort_by: string;
  readonly sort_order: string;
}

export interface EntrySource {
  /** The same for the same list. */
  readonly key: string;
  /** In this order: of each, all rows come before those of the next. The first may be folders. */
  readonly parts: readonly { readonly fetch: Fetch; readonly areFolders: boolean }[];
  /** How its assets are asked for; absent where a selection can not be a query. */
  readonly query?: ListQuery;
  readonly isTrash?: boolean;
}

export interface EntryList {
  readonly key: string;
  readonly query: ListQuery | undefined;
  readonly isTrash: boolean;
  /** Answers what ends it. */
  subscribe(listener: () => void): () => void;
  /** Another one after every change. */
  version(): number;
  /** undefined until the first answer. */
  total(): number | undefined;
  /** How many of the first entries are folders. */
  folders(): number;
  /** undefined: not here. */
  rowAt(index: number): Entry | undefined;
  indexOf(id: string): number | undefined;
  /** Brings what can be seen, and gives up what can not be seen any more. */
  want(first: number, last: number): void;
  /** All rows of a range, asked for where they are missing. */
  load(first: number, last: number): Promise<Entry[]>;
  /** Nobody looks at it any more: gives up what is on its way and nobody needs. */
  rest(): void;
  /** Asks for what can be seen again, and forgets the rest. */
  refresh(): Promise<void>;
  /** Whether the server has something else than what is here. */
  isOutdated(): Promise<boolean>;
  /** Asks again for those in sight whose files nobody had looked at; nothing else changes. Answers whether there are any left. */
  renewPending(): Promise<boolean>;
  /** Until the next answer of the server. */
  patch(id: string, change: Partial<Entry>): void;
  /** Why the last question failed. */
  error(): unknown;
  /** When rows came last, in ms; 0: never. */
  freshAt(): number;
}

const PAGE = 100;

interface Part {
  readonly fetch: Fetch;
  readonly areFolders: boolean;
  total: number | undefined;
  pages: Map<number, readonly Entry[]>;
  readonly asked: Map<number, Asked>;
}

interface Asked {
  readonly abort: AbortController;
  readonly done: Promise<void>;
  /** Somebody needs it, whether it is looked at or not. */
  isNeeded: boolean;
}

const isPending = (row: Entry): boolean => row.type === 'asset' && row.is_pending;

export function createEntryList(source: EntrySource): EntryList {
  const listeners = new Set<() => void>();
  const parts = source.parts.map((part): Part => ({ ...part, total: undefined, pages: new Map(), asked: new Map() }));
  let version = 0;
  let error: unknown;
  let freshAt = 0;
  let seen: readonly [number, number] = [0, PAGE - 1];

  const changed = (): void => {
    version++;
    for (const listener of [...listeners]) listener();
  };

  const total = (): number | undefined => {
    let sum = 0;
    for (const part of parts) {
      if (part.total === undefined) return undefined;
      sum += part.total;
    }
    return sum;
  };

  /** The part of an index, and the place in it. */
  const locate = (index: number): { part: Part; at: number } | undefined => {
    let start = 0;
    for (const part of parts) {
      const length = part.total ?? 0;
      if (index < start + length) return { part, at: index - start };
      start += length;
    }
    return undefined;
  };

  const ask = (part: Part, page: number, isNeeded: boolean): Promise<void> => {
    const asked = part.asked.get(page);
    if (asked) {
      asked.isNeeded ||= isNeeded;
      return asked.done;
    }
    const abort = new AbortController();
    const done = part
      .fetch({ position: page * PAGE, limit: PAGE }, abort.signal)
      .then((answer) => {
        if (abort.signal.aborted) return;
        part.total = answer.total;
        part.pages.set(page, answer.items);
        error = undefined;
        freshAt = Date.now();
      })
      .catch((failure: unknown) => {
        if (!abort.signal.aborted) error = failure;
      })
      .finally(() => {
        if (part.asked.get(page)?.abort === abort) part.asked.delete(page);
        if (!abort.signal.aborted) changed();
      });
    part.asked.set(page, { abort, done, isNeeded });
    return done;
  };

  /** The pages of a range. */
  const pagesOf = (first: number, last: number): { part: Part; page: number }[] => {
    const found: { part: Part; page: number }[] = [];
    let start = 0;
    for (const part of parts) {
      const length = part.total;
      // Its length is only known after its first page.
      if (length === undefined) found.push({ part, page: 0 });
      const [from, to] = [Math.max(0, first - start), Math.min((length ?? 0) - 1, last - start)];
      for (let page = Math.floor(from / PAGE); from <= to && page <= Math.floor(to / PAGE); page++)
        found.push({ part, page });
      start += length ?? 0;
    }
    return found;
  };

  const load = async (first: number, last: number): Promise<Entry[]> => {
    for (let attempt = 0; attempt < 2; attempt++) {
      const missing = pagesOf(first, last).filter(({ part, page }) => !part.pages.has(page));
      // A few at a time: whoever scrolls meanwhile is not to wait for all of them.
      for (let start = 0; start < missing.length; start += 4)
        await Promise.all(missing.slice(start, start + 4).map(({ part, page }) => ask(part, page, true)));
    }
    const rows: Entry[] = [];
    for (let index = first; index <= last; index++) {
      const row = rowAt(index);
      if (row === undefined && index < (total() ?? 0)) throw error ?? new Error('rows are missing');
      if (row !== undefined) rows.push(row);
    }
    return rows;
  };

  const rowAt = (index: number): Entry | undefined => {
    const found = locate(index);
    return found?.part.pages.get(Math.floor(found.at / PAGE))?.[found.at % PAGE];
  };

  return {
    key: source.key,
    query: source.query,
    isTrash: source.isTrash === true,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: () => version,
    total,
    folders: () => parts.reduce((sum, part) => sum + (part.areFolders ? (part.total ?? 0) : 0), 0),
    rowAt,
    indexOf(id) {
      let start = 0;
      for (const part of parts) {
        for (const [page, rows] of part.pages) {
          const at = rows.findIndex((row) => row.id === id);
          if (at >= 0) return start + page * PAGE + at;
        }
        start += part.total ?? 0;
      }
      return undefined;
    },
    want(first, last) {
      seen = [first, last];
      const wanted = pagesOf(first, last);
      for (const part of parts) {
        for (const [page, { abort, isNeeded }] of part.asked) {
          if (isNeeded || wanted.some((one) => one.part === part && one.page === page)) continue;
          part.asked.delete(page);
          abort.abort();
        }
      }
      for (const { part, page } of wanted) if (!part.pages.has(page)) void ask(part, page, false);
    },
    load,
    rest() {
      for (const part of parts) {
        for (const [page, { abort, isNeeded }] of part.asked) {
          if (isNeeded) continue;
          part.asked.delete(page);
          abort.abort();
        }
      }
    },
    async refresh() {
      const fresh = await Promise.all(
        parts.map(async (part) => {
          const start = parts.slice(0, parts.indexOf(part)).reduce((sum, one) => sum + (one.total ?? 0), 0);
          const page = Math.max(0, Math.floor((seen[0] - start) / PAGE));
          const until = Math.max(page, Math.floor((seen[1] - start) / PAGE));
          const abort = new AbortController();
          const answers = await Promise.all(
            Array.from({ length: Math.min(4, until - page + 1) }, (_none, offset) =>
              part.fetch({ position: (page + offset) * PAGE, limit: PAGE }, abort.signal),
            ),
          );
          return { part, page, answers };
        }),
      );
      for (const { part, page, answers } of fresh) {
        for (const { abort } of part.asked.values()) abort.abort();
        part.asked.clear();
        part.total = answers[0]?.total ?? 0;
        part.pages = new Map(answers.map(({ items }, offset) => [page + offset, items]));
      }
      error = undefined;
      freshAt = Date.now();
      changed();
    },
    async isOutdated() {
      const answers = await Promise.all(
        parts.map((part) => part.fetch({ position: 0, limit: 1 }, new AbortController().signal)),
      );
      return parts.some((part, index) => {
        const answer = answers[index];
        const first = part.pages.get(0)?.[0];
        if (answer === undefined || part.total === undefined) return false;
        return answer.total !== part.total || (first !== undefined && answer.items[0]?.id !== first.id);
      });
    },
    async renewPending() {
      let found = false;
      const waiting = pagesOf(...seen).filter(({ part, page }) => part.pages.get(page)?.some(isPending));
      for (const { part, page } of waiting) {
        const answer = await part.fetch({ position: page * PAGE, limit: PAGE }, new AbortController().signal);
        const fresh = new Map(answer.items.map((row) => [row.id, row]));
        const now = part.pages.get(page) ?? [];
        const next = now.map((row) => (isPending(row) ? (fresh.get(row.id) ?? row) : row));
        found ||= next.some((row, at) => isPending(row) !== isPending(now[at] ?? row));
        part.pages.set(page, next);
      }
      if (found) changed();
      return waiting.some(({ part, page }) => part.pages.get(page)?.some(isPending));
    },
    patch(id, change) {
      for (const part of parts) {
        for (const [page, rows] of part.pages) {
          if (!rows.some((row) => row.id === id)) continue;
          part.pages.set(
            page,
            rows.map((row) => (row.id === id ? ({ ...row, ...change } as Entry) : row)),
          );
        }
      }
      changed();
    },
    error: () => error,
    freshAt: () => freshAt,
  };
}
