// The menu of a folder in the tree.
import { Download, FolderOpen, FolderPlus, Pencil, Share2, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { addressOf } from '../app/base.ts';
import { deferred } from '../app/deferred.tsx';
import { useMessages } from '../i18n/index.ts';
import { openShare } from '../sharing/open-share.ts';
import { MenuItem, MenuSeparator, PointMenu } from '../ui/menu.tsx';
import type { FolderRow } from './rows.ts';
import type { TreeActions } from './tree-actions.ts';
import { setOpen } from './tree-nodes.ts';

const FolderDialog = deferred(async () => (await import('./folder-dialog.tsx')).FolderDialog);

/** Which folder it is of, and where in the window. */
export interface TreeMenuAt {
  readonly folder: FolderRow;
  readonly x: number;
  readonly y: number;
}

interface TreeMenuProps {
  readonly at: TreeMenuAt | undefined;
  readonly onClose: () => void;
  readonly actions: TreeActions;
  readonly canWrite: boolean;
  readonly onOpen: (id: string) => void;
  readonly onRename: (id: string) => void;
}

export function TreeMenu({ at, onClose, actions, canWrite, onOpen, onRename }: TreeMenuProps) {
  const { commands, library } = useMessages();
  const last = useRef(at);
  if (at) last.current = at;
  const folder = last.current?.folder;
  /** In which folder there is to be a new one. */
  const [parent, setParent] = useState<FolderRow>();
  return (
    <>
      <PointMenu
        at={at}
        label={library.actions}
        onClose={onClose}
        focusAfter={() => document.querySelector<HTMLElement>(`[data-node="${folder?.id}"]`)}
      >
        {folder && (
          <>
            <MenuItem icon={FolderOpen} label={commands.open} onSelect={() => onOpen(folder.id)} />
            <MenuItem
              icon={Download}
              label={commands.download}
              onSelect={() => location.assign(addressOf(`/api/store/folder/${folder.id}/download`))}
            />
            {canWrite && (
              <>
                <MenuItem
                  icon={Share2}
                  label={commands.share}
                  onSelect={() => openShare({ type: 'folder', id: folder.id, name: folder.name })}
                />
                <MenuSeparator />
                <MenuItem icon={Pencil} label={commands.rename} keys="F2" onSelect={() => onRename(folder.id)} />
                <MenuItem icon={FolderPlus} label={commands.createFolder} onSelect={() => setParent(folder)} />
                {folder.vault === null && (
                  <>
                    <MenuSeparator />
                    <MenuItem icon={Trash2} label={commands.trash} isDangerous onSelect={() => actions.trash(folder)} />
                  </>
                )}
              </>
            )}
          </>
        )}
      </PointMenu>
      {parent && (
        <FolderDialog
          parent={parent.id}
          onClose={() => setParent(undefined)}
          onCreated={() => {
            setOpen(parent.id, true);
            actions.changed();
          }}
        />
      )}
    </>
  );
}
