// A new folder: its name, and where it comes to be.
import { type SubmitEvent, useState } from 'react';
import { useMessages } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { TextField } from '../ui/text-field.tsx';
import { notify } from '../ui/toast.tsx';
import { newFolder } from './list-actions.ts';

interface FolderDialogProps {
  /** null: the top level. */
  readonly parent: string | null;
  readonly onClose: () => void;
  readonly onCreated: (id: string, name: string) => void;
}

export function FolderDialog({ parent, onClose, onCreated }: FolderDialogProps) {
  const { app, library } = useMessages();
  const [name, setName] = useState('');
  const [error, setError] = useState<string>();
  const [isBusy, setBusy] = useState(false);

  async function submit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const wanted = name.trim();
    if (wanted === '') return setError(library.nameMissing);
    setBusy(true);
    const created = await newFolder(wanted, parent);
    setBusy(false);
    if ('refusal' in created) return setError(created.refusal);
    notify({ text: library.created(wanted) });
    onCreated(created.id, wanted);
    onClose();
  }

  return (
    <Dialog isOpen onClose={onClose} size="small" title={library.newFolder}>
      <form onSubmit={(event) => void submit(event)}>
        <TextField
          data-first
          label={library.folderName}
          value={name}
          error={error}
          maxLength={255}
          autoComplete="off"
          onChange={(event) => {
            setName(event.target.value);
            setError(undefined);
          }}
        />
        <DialogActions>
          <Button onClick={onClose}>{app.cancel}</Button>
          <Button type="submit" kind="primary" disabled={isBusy}>
            {library.create}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
