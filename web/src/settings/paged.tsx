// Lists that come page by page, with a button for more.
import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query';
import { useMessages } from '../i18n/settings.ts';
import { Button } from '../ui/button.tsx';

interface PageOf<T> {
  readonly items: readonly T[];
  /** For the next page; null on the last one. */
  readonly next: string | null;
}

export type Paged<T> = UseInfiniteQueryResult<InfiniteData<PageOf<T>>>;

export const usePaged = <T,>(
  queryKey: readonly unknown[],
  read: (cursor: string | undefined, signal: AbortSignal) => Promise<PageOf<T>>,
): Paged<T> =>
  useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });

export const itemsOf = <T,>({ data }: Paged<T>): readonly T[] => data?.pages.flatMap(({ items }) => items) ?? [];

export function MoreButton<T>({ list }: { readonly list: Paged<T> }) {
  const { settings } = useMessages();
  if (!list.hasNextPage) return null;
  return (
    <div className="mt-4 grid justify-items-center">
      <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        {settings.more}
      </Button>
    </div>
  );
}
