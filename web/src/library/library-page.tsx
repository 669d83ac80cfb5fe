// What lies in a folder, or at the top level: folders first, then assets.
import { useQuery } from '@tanstack/react-query';
import { FolderOpen } from 'lucide-react';
import { useMemo } from 'react';
import { useParams } from 'wouter';
import { explain } from '../api/errors.ts';
import { useSession } from '../api/session.ts';
import { Failure } from '../app/error-boundary.tsx';
import { usePageTitle } from '../app/page-title.ts';
import { useMessages } from '../i18n/index.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { useShownFolder } from '../upload/target.ts';
import { Breadcrumbs } from './breadcrumbs.tsx';
import { EmptyLibrary } from './empty-library.tsx';
import { Explorer } from './explorer.tsx';
import { NothingFound, useIsFiltered } from './nothing-found.tsx';
import { getFolder } from './records.ts';
import type { Scope } from './sources.ts';

export function LibraryPage() {
  const { library } = useMessages();
  const { id = null } = useParams<{ id?: string }>();
  const canWrite = useSession().grants.includes('write');
  const isFiltered = useIsFiltered();
  const folder = useQuery({
    queryKey: ['folder', id],
    queryFn: ({ signal }) => (id === null ? null : getFolder(id, signal)),
  });
  const name = id === null ? library.title : (folder.data?.name ?? '');
  usePageTitle(name === '' ? library.title : name);
  useShownFolder({ folderId: id, label: id === null ? '' : name, canUpload: canWrite });
  const scope = useMemo((): Scope => ({ type: 'folder', folder: id }), [id]);
  if (id !== null && folder.error) return <Failure lead={explain(folder.error)} />;
  const empty = isFiltered ? (
    <NothingFound />
  ) : id === null ? (
    <EmptyLibrary />
  ) : (
    <EmptyState icon={FolderOpen} title={library.emptyFolderTitle} lead={library.emptyFolderLead} />
  );
  return (
    <Explorer
      scope={scope}
      title={name}
      canWrite={canWrite}
      parent={id === null ? undefined : folder.data ? (folder.data.above.at(-1)?.id ?? null) : undefined}
      way={folder.data ? <Breadcrumbs folder={folder.data} /> : undefined}
      empty={empty}
    />
  );
}
