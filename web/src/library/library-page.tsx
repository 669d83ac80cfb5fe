// The library: everything, or what lies in one folder.
import { useQuery } from '@tanstack/react-query';
import { FolderOpen } from 'lucide-react';
import { useParams } from 'wouter';
import { dataOf, storeApi } from '../api/client.ts';
import { explain } from '../api/errors.ts';
import { Failure } from '../app/error-boundary.tsx';
import { usePageTitle } from '../app/page-title.ts';
import { useFormats, useMessages } from '../i18n/index.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { EmptyLibrary } from './empty-library.tsx';

export function LibraryPage() {
  const { library } = useMessages();
  const formats = useFormats();
  const { id: folder } = useParams<{ id?: string }>();
  usePageTitle(library.title);
  const list = useQuery({
    queryKey: ['assets', folder],
    queryFn: ({ signal }) =>
      dataOf(storeApi.GET('/api/store/asset', { params: { query: { limit: 1, ...(folder && { folder }) } }, signal })),
  });
  if (list.error) return <Failure lead={explain(list.error)} />;
  if (list.data === undefined) return <Skeleton className="m-6 h-6 w-40 rounded-md" />;
  const total = list.data.collection_total;
  if (total > 0) return <h1 className="p-6 text-xl font-semibold">{library.count(total, formats.number(total))}</h1>;
  if (folder === undefined) return <EmptyLibrary />;
  return <EmptyState icon={FolderOpen} title={library.emptyFolderTitle} lead={library.emptyFolderLead} />;
}
