// Adding somebody, who sets a password by a link.
import { type SubmitEvent, useState } from 'react';
import { adminApi, dataOf } from '../../api/client.ts';
import { useMessages } from '../../i18n/settings.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ChoiceCards } from '../choice-cards.tsx';
import { useDoing } from '../doing.ts';
import { Refusal } from '../parts.tsx';
import { ROLES, type RoleId } from './roles.ts';

interface InviteUserProps {
  /** Absent: the own one. */
  readonly workspace: string | undefined;
  readonly onInvited: (link: { readonly name: string; readonly url: string; readonly expiresAt: string }) => void;
  readonly onClose: () => void;
}

export function InviteUser({ workspace, onInvited, onClose }: InviteUserProps) {
  const { access, app, settings } = useMessages();
  const doing = useDoing();
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [role, setRole] = useState<RoleId>('editor');

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (email.trim() === '') {
      doing.refuse(access.emailMissing);
      return;
    }
    doing.run(async () => {
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
    });
  }

  return (
    <Dialog isOpen title={access.invite} description={access.inviteLead} onClose={onClose}>
      <form className="grid gap-5" noValidate onSubmit={submit}>
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
        <Refusal error={doing.error} />
        <DialogActions>
          <Button onClick={onClose}>{app.cancel}</Button>
          <Button kind="primary" type="submit" disabled={doing.isBusy}>
            {access.createInvitation}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
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
