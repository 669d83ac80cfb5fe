// The dialogs over a list: the one that was asked for, with what was selected then.
import { useState } from 'react';
import type { Observable } from '../app/observable.ts';
import { useTranslation } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import type { EntryList } from './entry-list.ts';
import { FolderDialog } from './folder-dialog.tsx';
import { applyEdit } from './list-actions.ts';
import { MoveDialog } from './move-dialog.tsx';
import { countOf, type Selection, selectNone } from './selection.ts';
import { refreshLists, type Scope } from './sources.ts';
import { TagDialog } from './tag-dialog.tsx';
import { forgetTree } from './tree-nodes.ts';
import type { Doing, OpenDialog } from './use-list-commands.ts';

interface ListDialogsProps {
  readonly dialog: OpenDialog;
  readonly doing: Doing;
  readonly list: EntryList;
  readonly selection: Observable<Selection>;
  readonly scope: Scope;
}

export function ListDialogs({ dialog, doing, list, selection, scope }: ListDialogsProps) {
  const { closeDialog: close, changed } = doing;
  switch (dialog.type) {
    case 'move':
      return (
        <MoveDialog
          count={countOf(dialog.selection)}
          from={scope.type === 'folder' ? scope.folder : undefined}
          onClose={close}
          onChosen={(folder, name) => {
            close();
            doing.moveTo({ list, selection: dialog.selection }, folder, name);
          }}
        />
      );
    case 'tag':
      return <TagDialog list={list} selection={dialog.selection} onClose={close} onChanged={changed} />;
    case 'purge':
      return (
        <PurgeDialog
          count={countOf(dialog.selection)}
          onClose={close}
          onConfirmed={() => {
            close();
            selection.set(selectNone(selection.get()));
            void applyEdit(list, dialog.selection, { type: 'purge' }, changed);
          }}
        />
      );
    case 'folder':
      return (
        <FolderDialog
          parent={scope.type === 'folder' ? scope.folder : null}
          onClose={close}
          onCreated={() => {
            forgetTree();
            void refreshLists(list);
          }}
        />
      );
    case 'link':
      return <LinkDialog text={dialog.text} onClose={close} />;
  }
}

export function PurgeDialog({
  count,
  onClose,
  onConfirmed,
}: {
  readonly count: number;
  readonly onClose: () => void;
  readonly onConfirmed: () => void;
}) {
  const { messages, formats } = useTranslation();
  const words = messages.library;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="small"
      title={words.purgeTitle(count, formats.number(count))}
      description={words.purgeLead}
    >
      <DialogActions>
        <Button onClick={onClose}>{messages.app.cancel}</Button>
        <Button kind="danger" onClick={onConfirmed}>
          {words.purge}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function LinkDialog({ text, onClose }: { readonly text: string; readonly onClose: () => void }) {
  const { library } = useTranslation().messages;
  const [rows] = useState(Math.min(8, text.split('\n').length));
  return (
    <Dialog isOpen onClose={onClose} title={library.copyTitle} description={library.copyLead}>
      <textarea
        readOnly
        aria-label={library.copyTitle}
        rows={rows}
        value={text}
        className="field-box py-2 font-mono text-sm"
        onFocus={(event) => event.target.select()}
      />
    </Dialog>
  );
}
