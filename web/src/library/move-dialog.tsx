// Choosing the folder into which something is moved: by the tree, or by name; or a new one.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { FolderPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { FolderDialog } from './folder-dialog.tsx';
import { FolderTree } from './folder-tree.tsx';
import { iconOf } from './kinds.ts';
import { listFolders } from './rows.ts';
import { forgetTree, setOpen } from './tree-nodes.ts';

interface Chosen {
  /** null: the top level. */
  readonly id: string | null;
  readonly name: string;
}

interface MoveDialogProps {
  readonly count: number;
  /** Where it lies; undefined: in several places. */
  readonly from: string | null | undefined;
  readonly onClose: () => void;
  readonly onChosen: (folder: string | null, name: string) => void;
}

export function MoveDialog({ count, from, onClose, onChosen }: MoveDialogProps) {
  const { messages, formats } = useTranslation();
  const words = messages.library;
  const [sought, setSought] = useState('');
  const [chosen, setChosen] = useState<Chosen>();
  const [isCreating, setCreating] = useState(false);
  const choose = (id: string | null, name: string): void => setChosen({ id, name });
  return (
    <Dialog isOpen onClose={onClose} title={words.moveTitle(count, formats.number(count))}>
      <div className="grid gap-3">
        <input
          type="search"
          data-first
          aria-label={words.findFolder}
          placeholder={words.findFolder}
          value={sought}
          onChange={(event) => setSought(event.target.value)}
          className="field-box"
        />
        <div className="h-64 overflow-y-auto rounded-xl border border-line bg-surface p-1">
          {sought.trim() === '' ? (
            <FolderTree
              label={words.folders}
              current={chosen?.id ?? undefined}
              hasTop={chosen?.id === null ? 'current' : 'there'}
              onChosen={choose}
            />
          ) : (
            <Found sought={sought.trim()} current={chosen?.id} onChosen={choose} />
          )}
        </div>
      </div>
      <DialogActions>
        <span className="flex-1">
          <Button kind="quiet" icon={FolderPlus} onClick={() => setCreating(true)}>
            {words.newFolder}
          </Button>
        </span>
        <Button onClick={onClose}>{messages.app.cancel}</Button>
        <Button
          kind="primary"
          disabled={chosen === undefined || chosen.id === from}
          onClick={() => chosen && onChosen(chosen.id, chosen.name)}
        >
          {words.moveHere}
        </Button>
      </DialogActions>
      {isCreating && (
        <FolderDialog
          parent={chosen?.id ?? null}
          onClose={() => setCreating(false)}
          onCreated={(id, name) => {
            forgetTree();
            if (chosen?.id) setOpen(chosen.id, true);
            choose(id, name);
          }}
        />
      )}
    </Dialog>
  );
}

function Found({
  sought,
  current,
  onChosen,
}: {
  readonly sought: string;
  readonly current: string | null | undefined;
  readonly onChosen: (id: string, name: string) => void;
}) {
  const { library } = useTranslation().messages;
  const { data } = useQuery({
    queryKey: ['folders', sought],
    queryFn: ({ signal }) =>
      listFolders({ name__startswith: sought, sort_by: 'name', sort_order: 'asc' }, { position: 0, limit: 50 }, signal),
    placeholderData: keepPreviousData,
  });
  if (data === undefined) return null;
  if (data.items.length === 0) return <p className="p-3 text-ink-faint">{library.notFoundFor(sought)}</p>;
  return data.items.map((row) => {
    const Icon = iconOf(row);
    return (
      <button
        key={row.id}
        type="button"
        aria-pressed={row.id === current}
        onClick={() => onChosen(row.id, row.name)}
        className="flex min-h-11 w-full items-center gap-2.5 rounded-lg px-2.5 text-start hover:bg-hover aria-pressed:bg-accent-soft aria-pressed:text-accent-ink"
      >
        <Icon aria-hidden size={18} strokeWidth={1.75} className="shrink-0" />
        <span className="min-w-0">
          <span className="block truncate font-medium">{row.name}</span>
          <span className="block truncate text-xs text-ink-faint">{row.path}</span>
        </span>
      </button>
    );
  });
}
