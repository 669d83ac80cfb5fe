// Making a workspace, whose first key is shown this once, and changing one.
import { useState } from 'react';
import { adminApi, dataOf } from '../../api/client.ts';
import { openSession, useSession } from '../../api/session.ts';
import { useMessages } from '../../i18n/settings.ts';
import { TextField } from '../../ui/text-field.tsx';
import { notify } from '../../ui/toast.tsx';
import { DialogForm, unlessBlank } from '../dialog-form.tsx';
import type { Workspace } from '../records.ts';
import { SecretOnce } from '../secret-once.tsx';
import { wholeAddress } from '../whole-address.ts';
import { TrashDays } from './trash-days.tsx';

interface CreateWorkspaceProps {
  readonly onCreated: () => void;
  readonly onClose: () => void;
}

export function CreateWorkspace({ onCreated, onClose }: CreateWorkspaceProps) {
  const { settings, installation, vaultSettings } = useMessages();
  const [name, setName] = useState('');
  const [key, setKey] = useState<string>();

  async function create(): Promise<void> {
    const created = await dataOf(adminApi.POST('/api/admin/workspaces', { body: { name: name.trim() } }));
    setKey(created.key);
    onCreated();
  }

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
    <DialogForm
      title={installation.createWorkspace}
      description={installation.createLead}
      action={settings.create}
      missing={() => unlessBlank(name, vaultSettings.nameMissing)}
      onSend={create}
      onClose={onClose}
    >
      <TextField label={settings.name} value={name} onChange={(event) => setName(event.target.value)} autoFocus />
    </DialogForm>
  );
}

interface EditWorkspaceProps {
  readonly workspace: Workspace;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

export function EditWorkspace({ workspace, onSaved, onClose }: EditWorkspaceProps) {
  const { settings, installation, vaultSettings } = useMessages();
  const own = useSession().workspace.id;
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
    <DialogForm
      title={installation.editNamed(workspace.name)}
      action={settings.save}
      missing={() => unlessBlank(name, vaultSettings.nameMissing)}
      onSend={save}
      onClose={onClose}
    >
      <TextField label={settings.name} value={name} onChange={(event) => setName(event.target.value)} />
      <div className="grid justify-items-start gap-1.5">
        <span className="font-medium">{installation.trashDays}</span>
        <TrashDays workspace={workspace} value={days} onChange={setDays} />
      </div>
    </DialogForm>
  );
}
