// Lists that come page by page, with a button for more.
import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useMessages } from '../i18n/settings.ts';
import { Button } from '../ui/button.tsx';
import { Answer, Nothing, Rows } from './parts.tsx';

interface PageOf<T> {
  readonly items: readonly T[];
  /** For the next page; null on the last one. */
  readonly next: string | null;
}

type Paged<T> = UseInfiniteQueryResult<InfiniteData<PageOf<T>>>;

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

interface PagedRowsProps<T> {
  readonly of: Paged<T>;
  readonly label: string;
  /** Instead of a list with nothing in it; absent where there is always something. */
  readonly nothing?: string;
  readonly row: (item: T) => ReactNode;
}

export function PagedRows<T>({ of, label, nothing, row }: PagedRowsProps<T>) {
  return (
    <Answer of={of}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        if (items.length === 0 && nothing !== undefined) return <Nothing>{nothing}</Nothing>;
        return (
          <div>
            <Rows label={label}>{items.map(row)}</Rows>
            {of.hasNextPage && <MoreButton list={of} />}
          </div>
        );
      }}
    </Answer>
  );
}

function MoreButton<T>({ list }: { readonly list: Paged<T> }) {
  const { settings } = useMessages();
  return (
    <div className="mt-4 grid justify-items-center">
      <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        {settings.more}
      </Button>
    </div>
  );
}
