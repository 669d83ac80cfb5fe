// The tree of folders at the side of the console: shows the folder one is in, and takes what is dropped on it.
import { useLocation } from 'wouter';
import { useMessages } from '../i18n/index.ts';
import { FolderTree } from './folder-tree.tsx';
import { applyEdit } from './list-actions.ts';
import { refreshLists } from './sources.ts';
import { forgetTree } from './tree-nodes.ts';

/** `onGone`: after a way was taken. */
export function SideTree({ onGone }: { readonly onGone?: (() => void) | undefined }) {
  const { library } = useMessages();
  const [path, navigate] = useLocation();
  const current = /^\/folder\/([^/]+)/.exec(path)?.[1];
  return (
    <section aria-label={library.folders} className="min-h-0 flex-1 overflow-y-auto px-2.5 pb-4">
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
        onDrop={({ list, selection }, id, name) => {
          const changed = (): void => {
            forgetTree();
            refreshLists(list).catch(() => undefined);
          };
          void applyEdit(list, selection, { type: 'move', folder: id }, changed, (count) =>
            library.did.moveTo(count, name),
          );
        }}
      />
    </section>
  );
}
