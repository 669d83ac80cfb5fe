// Adding somebody, who sets a password by a link.
import { useState } from 'react';
import { adminApi, dataOf } from '../../api/client.ts';
import { useMessages } from '../../i18n/settings.ts';
import { TextField } from '../../ui/text-field.tsx';
import { ChoiceCards } from '../choice-cards.tsx';
import { DialogForm, unlessBlank } from '../dialog-form.tsx';
import { ROLES, type RoleId } from './roles.ts';

interface InviteUserProps {
  /** Absent: the own one. */
  readonly workspace: string | undefined;
  readonly onInvited: (link: { readonly name: string; readonly url: string; readonly expiresAt: string }) => void;
  readonly onClose: () => void;
}

export function InviteUser({ workspace, onInvited, onClose }: InviteUserProps) {
  const { access, settings } = useMessages();
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [role, setRole] = useState<RoleId>('editor');

  async function invite(): Promise<void> {
    const user = await dataOf(
      adminApi.POST('/api/admin/users', {
        body: {
          email: email.trim(),
          role,
          ...(name.trim() !== '' && { name: name.trim() }),
          ...(workspace !== undefined && { workspace }),
        },
      }),
    );
    if (user.password_link === null) {
      onClose();
      return;
    }
    onInvited({
      name: user.name || user.email,
      url: user.password_link.url,
      expiresAt: user.password_link.expires_at,
    });
  }

  return (
    <DialogForm
      title={access.invite}
      description={access.inviteLead}
      action={access.createInvitation}
      missing={() => unlessBlank(email, access.emailMissing)}
      onSend={invite}
      onClose={onClose}
    >
      <TextField
        label={settings.email}
        type="email"
        autoComplete="off"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        autoFocus
      />
      <TextField
        label={settings.name}
        hint={settings.optional}
        autoComplete="off"
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <RoleChoice role={role} onChange={setRole} />
    </DialogForm>
  );
}

export function RoleChoice({ role, onChange }: { readonly role: RoleId; readonly onChange: (role: RoleId) => void }) {
  const { access } = useMessages();
  return (
    <ChoiceCards
      label={access.role}
      choices={ROLES.map((value) => ({ value, ...access.roles[value] }))}
      value={role}
      onChange={onChange}
    />
  );
}
