// What was found by the words at the top: folders by their names, assets by name, tags and the text in them.
import { Search } from 'lucide-react';
import { useMemo } from 'react';
import { useSession } from '../api/session.ts';
import { usePageTitle } from '../app/page-title.ts';
import { useParams } from '../app/use-params.ts';
import { useMessages } from '../i18n/index.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Explorer } from './explorer.tsx';
import { hasFilters, LIST_PARAMS } from './list-params.ts';
import { NothingFound } from './nothing-found.tsx';
import type { Scope } from './sources.ts';

export function FoundPage() {
  const { library } = useMessages();
  const [params] = useParams(LIST_PARAMS);
  const canWrite = useSession().grants.includes('write');
  const scope = useMemo((): Scope => ({ type: 'found' }), []);
  const sought = params.q.trim();
  usePageTitle(sought === '' ? library.found : `${sought} · ${library.found}`);
  if (sought === '' && !hasFilters(params))
    return <EmptyState icon={Search} title={library.searchTitle} lead={library.searchLead} />;
  return (
    <Explorer
      scope={scope}
      title={sought === '' ? library.found : `“${sought}”`}
      canWrite={canWrite}
      empty={<NothingFound />}
    />
  );
}
