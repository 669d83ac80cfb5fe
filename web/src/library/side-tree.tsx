// The tree of folders at the side of the console: shows the folder one is in, and takes what is dropped on it.
import { FolderLock } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useSession } from '../api/session.ts';
import { useObservable } from '../app/observable.ts';
import { useMessages } from '../i18n/index.ts';
import { FolderTree } from './folder-tree.tsx';
import { SavedSearches } from './save-search.tsx';
import { useTreeActions } from './tree-actions.ts';
import { TreeMenu, type TreeMenuAt } from './tree-menu.tsx';
import { tree } from './tree-nodes.ts';
import { useMoveInto } from './use-drop.ts';

/** `onGone`: after a way was taken. */
export function SideTree({ onGone }: { readonly onGone?: (() => void) | undefined }) {
  const { library } = useMessages();
  const [path, navigate] = useLocation();
  const moveInto = useMoveInto();
  const vaults = (useObservable(tree).get(null)?.rows ?? []).filter((row) => row !== undefined && row.vault !== null);
  const current = /^\/folder\/([^/]+)/.exec(path)?.[1];
  const canWrite = useSession().grants.includes('write');
  const actions = useTreeActions(current);
  const [renaming, setRenaming] = useState<string>();
  const [menuAt, setMenuAt] = useState<TreeMenuAt>();
  const goTo = (id: string | null): void => {
    navigate(id === null ? '/' : `/folder/${id}`);
    onGone?.();
  };
  return (
    <section aria-label={library.folders} className="min-h-0 flex-1 overflow-y-auto px-2.5 pb-4">
      <SavedSearches onGone={onGone} />
      {vaults.length > 0 && (
        <>
          <h2 className="px-2.5 py-1.5 text-xs font-semibold text-ink-faint">{library.vaults}</h2>
          <ul className="mb-2">
            {vaults.map(
              (row) =>
                row && (
                  <li key={row.id}>
                    <Link
                      href={`/folder/${row.id}`}
                      onClick={onGone}
                      aria-current={row.id === current ? 'page' : undefined}
                      className="tree-node ps-2.5"
                    >
                      <FolderLock aria-hidden size={17} strokeWidth={1.75} className="shrink-0" />
                      <span className="truncate">{row.name}</span>
                    </Link>
                  </li>
                ),
            )}
          </ul>
        </>
      )}
      <h2 className="sticky top-0 z-10 bg-sunken px-2.5 py-1.5 text-xs font-semibold text-ink-faint">
        {library.folders}
      </h2>
      <FolderTree
        label={library.folders}
        current={current}
        onChosen={goTo}
        {...(canWrite && { onDrop: moveInto, onRename: setRenaming })}
        renaming={renaming}
        onRenamed={(folder, name) => {
          setRenaming(undefined);
          if (name !== undefined) actions.rename(folder, name);
        }}
        onMenu={setMenuAt}
      />
      <TreeMenu
        at={menuAt}
        onClose={() => setMenuAt(undefined)}
        actions={actions}
        canWrite={canWrite}
        onOpen={goTo}
        onRename={setRenaming}
      />
    </section>
  );
}
