// The trash: what was put there, where it came from, and how long it stays.
import { Trash2 } from 'lucide-react';
import { useMemo, useState, useSyncExternalStore } from 'react';
import { useSession } from '../api/session.ts';
import { deferred } from '../app/deferred.tsx';
import { usePageTitle } from '../app/page-title.ts';
import { useMessages } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { changeAll } from './changing.ts';
import { Explorer } from './explorer.tsx';
import { NO_LIST_PARAMS } from './list-params.ts';
import { openList, refreshLists, type Scope, sourceOf } from './sources.ts';

const PurgeDialog = deferred(async () => (await import('./list-dialogs.tsx')).PurgeDialog);
const TRASH: Scope = { type: 'trash' };

export function TrashPage() {
  const { library } = useMessages();
  const canWrite = useSession().grants.includes('write');
  const scope = useMemo(() => TRASH, []);
  usePageTitle(library.trash);
  return (
    <Explorer
      scope={scope}
      title={library.trash}
      canWrite={canWrite}
      actions={canWrite && <EmptyTrash />}
      empty={<EmptyState icon={Trash2} title={library.emptyTrashTitle} lead={library.emptyTrashLead} />}
    />
  );
}

function EmptyTrash() {
  const { library } = useMessages();
  const [isAsked, setAsked] = useState(false);
  const list = openList(sourceOf(TRASH, NO_LIST_PARAMS));
  useSyncExternalStore(list.subscribe, list.version);
  const total = list.total() ?? 0;
  if (total === 0) return null;
  return (
    <>
      <Button kind="quiet" icon={Trash2} onClick={() => setAsked(true)}>
        {library.emptyTrash}
      </Button>
      {isAsked && (
        <PurgeDialog
          count={total}
          onClose={() => setAsked(false)}
          onConfirmed={() => {
            setAsked(false);
            void changeAll({
              selections: [{ trash: true }],
              edit: { type: 'purge' },
              onChanged: () => void refreshLists(list).catch(() => undefined),
            });
          }}
        />
      )}
    </>
  );
}
