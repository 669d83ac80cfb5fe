// All assets, wherever they lie, the newest first.
import { useMemo } from 'react';
import { useSession } from '../api/session.ts';
import { usePageTitle } from '../app/page-title.ts';
import { useMessages } from '../i18n/index.ts';
import { EmptyLibrary } from './empty-library.tsx';
import { Explorer } from './explorer.tsx';
import { NothingFound, useIsFiltered } from './nothing-found.tsx';
import type { Scope } from './sources.ts';

export function EverythingPage() {
  const { library } = useMessages();
  const isFiltered = useIsFiltered();
  const scope = useMemo((): Scope => ({ type: 'everything' }), []);
  usePageTitle(library.everything);
  return (
    <Explorer
      scope={scope}
      title={library.everything}
      canWrite={useSession().grants.includes('write')}
      empty={isFiltered ? <NothingFound /> : <EmptyLibrary />}
    />
  );
}
