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
import { type Share, type SharePatch, type ShareState, stateOf } from './states.ts';

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

/** `state` undefined: all. Pages may hold others as well, as far as the server can not tell them apart. */
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
              ...(state !== undefined && { active: state === 'withdrawn' ? 'false' : 'true' }),
              ...(state === 'expired' && { expires_at__lte: new Date().toISOString() }),
              ...(cursor !== '' && { cursor }),
            },
          },
          signal,
        }),
      ),
    getNextPageParam: ({ next_cursor: next }) => next,
  });

export function itemsOf(data: InfiniteData<{ items: Share[] }> | undefined, state: ShareState | undefined): Share[] {
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return state === undefined ? items : items.filter((share) => stateOf(share) === state);
}

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
