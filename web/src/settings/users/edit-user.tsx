// What may be changed about somebody: the name, the role, and whether they manage the installation.
import { useState } from 'react';
import { adminApi } from '../../api/client.ts';
import { openSession, useSession } from '../../api/session.ts';
import { useMessages } from '../../i18n/settings.ts';
import { Switch } from '../../ui/switch.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { notify } from '../../ui/toast.tsx';
import { DialogForm } from '../dialog-form.tsx';
import type { User } from '../records.ts';
import { RoleChoice } from './invite-user.tsx';
import { roleOf } from './roles.ts';

interface EditUserProps {
  readonly user: User;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

export function EditUser({ user, onSaved, onClose }: EditUserProps) {
  const { access, settings } = useMessages();
  const session = useSession();
  const [name, setName] = useState(user.name);
  const [role, setRole] = useState(roleOf(user.role));
  const [isInstanceAdmin, setInstanceAdmin] = useState(user.is_instance_admin);

  async function save(): Promise<void> {
    await adminApi.PATCH('/api/admin/users/{id}', {
      params: { path: { id: user.id } },
      body: {
        ...(name.trim() !== user.name && { name: name.trim() }),
        ...(role !== user.role && { role }),
        ...(isInstanceAdmin !== user.is_instance_admin && { is_instance_admin: isInstanceAdmin }),
      },
    });
    onSaved();
    onClose();
    notify({ text: settings.saved });
    // What the page offers hangs on the own role.
    if (user.id === session.user?.id) await openSession();
  }

  return (
    <DialogForm
      title={access.editUserTitle(user.name || user.email)}
      description={user.email}
      action={settings.save}
      onSend={save}
      onClose={onClose}
    >
      <TextField
        label={settings.name}
        maxLength={200}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <RoleChoice role={role} onChange={setRole} />
      {session.is_instance_admin && (
        <div className="grid gap-1">
          <Switch label={access.instanceAdmin} isOn={isInstanceAdmin} onChange={setInstanceAdmin} />
          <p className="text-sm text-ink-soft text-pretty">{access.instanceAdminLead}</p>
        </div>
      )}
    </DialogForm>
  );
}
