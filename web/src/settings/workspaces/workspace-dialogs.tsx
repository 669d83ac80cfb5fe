// Making a workspace, whose first key is shown this once, and changing one.
import { useState } from 'react';
import { adminApi, dataOf } from '../../api/client.ts';
import { openSession, useSession } from '../../api/session.ts';
import { useMessages } from '../../i18n/settings.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { notify } from '../../ui/toast.tsx';
import { useDoing } from '../doing.ts';
import { Refusal } from '../parts.tsx';
import type { Workspace } from '../records.ts';
import { SecretOnce } from '../secret-once.tsx';
import { wholeAddress } from '../whole-address.ts';
import { TrashDays } from './trash-days.tsx';

interface CreateWorkspaceProps {
  readonly onCreated: () => void;
  readonly onClose: () => void;
}

export function CreateWorkspace({ onCreated, onClose }: CreateWorkspaceProps) {
  const { settings, app, installation, access } = useMessages();
  const doing = useDoing();
  const [name, setName] = useState('');
  const [key, setKey] = useState<string>();
  if (key !== undefined)
    return (
      <SecretOnce
        title={installation.workspaceCreated(name.trim())}
        label={installation.firstKey}
        secret={key}
        note={installation.firstKeyNote}
        command={`curl -H "Authorization: Bearer ${key}" --json '{"email":"ada@example.org","role":"admin"}' "${wholeAddress('/api/admin/users/')}"`}
        onClose={onClose}
      />
    );
  return (
    <Dialog isOpen title={installation.createWorkspace} description={installation.createLead} onClose={onClose}>
      <form
        className="grid gap-5"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() === '') {
            doing.refuse(access.labelMissing);
            return;
          }
          doing.run(async () => {
            const created = await dataOf(adminApi.POST('/api/admin/workspaces', { body: { name: name.trim() } }));
            setKey(created.key);
            onCreated();
          });
        }}
      >
        <TextField label={settings.name} value={name} onChange={(event) => setName(event.target.value)} autoFocus />
        <Refusal error={doing.error} />
        <DialogActions>
          <Button onClick={onClose}>{app.cancel}</Button>
          <Button kind="primary" type="submit" disabled={doing.isBusy}>
            {settings.create}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

interface EditWorkspaceProps {
  readonly workspace: Workspace;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

export function EditWorkspace({ workspace, onSaved, onClose }: EditWorkspaceProps) {
  const { settings, app, installation } = useMessages();
  const own = useSession().workspace.id;
  const doing = useDoing();
  const [name, setName] = useState(workspace.name);
  const [days, setDays] = useState(workspace.trash_days);

  async function save(): Promise<void> {
    await adminApi.PATCH('/api/admin/workspaces/{id}', {
      params: { path: { id: workspace.id } },
      body: {
        ...(name.trim() !== workspace.name && { name: name.trim() }),
        ...(days !== workspace.trash_days && { trash_days: days }),
      },
    });
    onSaved();
    onClose();
    notify({ text: settings.saved });
    // Its name is in the frame.
    if (workspace.id === own) await openSession();
  }

  return (
    <Dialog isOpen title={installation.editNamed(workspace.name)} onClose={onClose}>
      <form
        className="grid gap-5"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          doing.run(save);
        }}
      >
        <TextField label={settings.name} value={name} onChange={(event) => setName(event.target.value)} />
        <div className="grid justify-items-start gap-1.5">
          <span className="font-medium">{installation.trashDays}</span>
          <TrashDays workspace={workspace} value={days} onChange={setDays} />
        </div>
        <Refusal error={doing.error} />
        <DialogActions>
          <Button onClick={onClose}>{app.cancel}</Button>
          <Button kind="primary" type="submit" disabled={doing.isBusy || name.trim() === ''}>
            {settings.save}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
