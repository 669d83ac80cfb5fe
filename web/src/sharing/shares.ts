// Shares as the server has them: asking for them, changing them, and what state each is in.
import {
  type InfiniteData,
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { dataOf, storeApi } from '../api/client.ts';
import { explain } from '../api/errors.ts';
import { useMessages } from '../i18n/index.ts';
import { notify } from '../ui/toast.tsx';
import type { ShareTarget } from './open-share.ts';
import type { Share, SharePatch, ShareState } from './states.ts';

export type ShareOrder = 'newest' | 'oldest';

const PAGE = 50;
/** Of one target; more than anybody has. */
const MOST_OF_TARGET = 250;
const ALL = ['shares'] as const;

/** Newest first. */
export const sharesOf = ({ type, id }: ShareTarget) =>
  queryOptions({
    queryKey: [...ALL, type, id],
    queryFn: async ({ signal }) => {
      const query = {
        limit: MOST_OF_TARGET,
        include_total: false,
        ...(type === 'asset' ? { asset: id } : { folder: id }),
      };
      return (await dataOf(storeApi.GET('/api/share', { params: { query }, signal }))).items;
    },
  });

/** `state` undefined: all. */
export const allShares = (state: ShareState | undefined, order: ShareOrder) =>
  infiniteQueryOptions({
    queryKey: [...ALL, 'all', state, order],
    initialPageParam: '',
    queryFn: ({ pageParam: cursor, signal }) =>
      dataOf(
        storeApi.GET('/api/share', {
          params: {
            query: {
              limit: PAGE,
              sort_order: order === 'newest' ? 'desc' : 'asc',
              ...(state !== undefined && { state }),
              ...(cursor !== '' && { cursor }),
            },
          },
          signal,
        }),
      ),
    getNextPageParam: ({ next_cursor: next }) => next,
  });

export const itemsOf = (data: InfiniteData<{ items: Share[] }> | undefined): Share[] =>
  data?.pages.flatMap((page) => page.items) ?? [];

/** Changes one share, and says so where that failed. */
export function usePatchShare() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, patch }: { readonly id: string; readonly patch: SharePatch }) =>
      dataOf(storeApi.PATCH('/api/share/{id}', { params: { path: { id } }, body: patch })),
    onSettled: () => queries.invalidateQueries({ queryKey: ALL }),
    onError: (error) => notify({ text: explain(error), isError: true }),
  });
}

export function useCreateShare({ type, id }: ShareTarget) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (settings: Omit<SharePatch, 'active'>) =>
      dataOf(storeApi.POST('/api/share', { body: { [type]: id, ...settings } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ALL }),
    onError: (error) => notify({ text: explain(error), isError: true }),
  });
}

/** Recipients are kept out at once, until it is taken back. */
export function useWithdraw(): { withdraw(share: Share): void; resume(share: Share): void } {
  const { sharing } = useMessages();
  const { mutate } = usePatchShare();
  const resume = ({ id }: Share): void =>
    mutate({ id, patch: { active: true } }, { onSuccess: () => notify({ text: sharing.resumed }) });
  return {
    resume,
    withdraw: (share) =>
      mutate(
        { id: share.id, patch: { active: false } },
        { onSuccess: () => notify({ text: sharing.withdrawn, undo: () => resume(share) }) },
      ),
  };
}
