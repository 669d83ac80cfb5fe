// The whole record of an asset, and changes of it that every list which shows it hears of.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { dataOf, storeApi } from '../api/client.ts';
import type { paths } from '../api/store.d.ts';
import type { OpenList } from '../library/openers.ts';

type AssetPath = paths['/api/store/asset/{id}'];
export type AssetRecord = AssetPath['get']['responses'][200]['content']['application/json'];
export type AssetPatch = AssetPath['patch']['requestBody']['content']['application/json'];

const recordKey = (id: string) => ['asset', id] as const;

export const useAssetRecord = (id: string) =>
  useQuery({
    queryKey: recordKey(id),
    queryFn: ({ signal }) => dataOf(storeApi.GET('/api/store/asset/{id}', { params: { path: { id } }, signal })),
  });

/** Answers once it is saved. Throws ApiError. */
export function usePatch(id: string, open: OpenList | undefined): (patch: AssetPatch) => Promise<undefined> {
  const queries = useQueryClient();
  const mutation = useMutation({
    // One after the other, so that the last one wins.
    scope: { id: `asset ${id}` },
    mutationFn: (body: AssetPatch) =>
      dataOf(storeApi.PATCH('/api/store/asset/{id}', { params: { path: { id } }, body })),
    onSuccess: (record) => {
      queries.setQueryData(recordKey(id), record);
      void queries.invalidateQueries({ queryKey: ['events', id] });
      tellList(open, record);
    },
  });
  return async (patch) => {
    await mutation.mutateAsync(patch);
    return undefined;
  };
}

/** After its bytes have changed: nothing that was told of them holds any longer. */
export function useRenewed(id: string, open: OpenList | undefined): (record: AssetRecord) => void {
  const queries = useQueryClient();
  return (record) => {
    queries.setQueryData(recordKey(id), record);
    tellList(open, record, true);
    for (const name of ['events', 'facts', 'versions', 'viewed'])
      void queries.invalidateQueries({ queryKey: [name, id] });
  };
}

function tellList(open: OpenList | undefined, record: AssetRecord, isNewFile = false): void {
  const { name, tags, is_public, size, width, height, version, mime_type, extension, updated } = record;
  open?.list.patch(record.id, {
    name,
    tags,
    is_public,
    size,
    width,
    height,
    version,
    mime_type,
    extension,
    updated,
    ...(isNewFile && { has_thumbnail: false, is_pending: true }),
  });
}
