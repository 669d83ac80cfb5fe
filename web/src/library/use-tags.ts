// Tags that begin with what is typed; those of the latest text alone.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { listTags, type TagInUse } from './tags.ts';

export function useTags(starts: string): readonly TagInUse[] {
  const { data = [] } = useQuery({
    queryKey: ['tags', starts],
    queryFn: ({ signal }) => listTags(starts, signal),
    placeholderData: keepPreviousData,
  });
  return data;
}
