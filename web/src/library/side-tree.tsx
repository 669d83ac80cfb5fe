// The tree of folders at the side of the console: shows the folder one is in, and takes what is dropped on it.
import { FolderLock } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { useObservable } from '../app/observable.ts';
import { useMessages } from '../i18n/index.ts';
import { FolderTree } from './folder-tree.tsx';
import { tree } from './tree-nodes.ts';
import { useMoveInto } from './use-drop.ts';

/** `onGone`: after a way was taken. */
export function SideTree({ onGone }: { readonly onGone?: (() => void) | undefined }) {
  const { library } = useMessages();
  const [path, navigate] = useLocation();
  const moveInto = useMoveInto();
  const vaults = (useObservable(tree).get(null)?.rows ?? []).filter((row) => row !== undefined && row.vault !== null);
  const current = /^\/folder\/([^/]+)/.exec(path)?.[1];
  return (
    <section aria-label={library.folders} className="min-h-0 flex-1 overflow-y-auto px-2.5 pb-4">
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
        onChosen={(id) => {
          navigate(id === null ? '/' : `/folder/${id}`);
          onGone?.();
        }}
        onDrop={moveInto}
      />
    </section>
  );
}
