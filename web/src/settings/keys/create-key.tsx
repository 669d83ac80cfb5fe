// Making a key: what it is for, what it may do, until when; then the key itself, this once.
import { type SubmitEvent, useState } from 'react';
import { adminApi, dataOf } from '../../api/client.ts';
import { useMessages } from '../../i18n/settings.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useDoing } from '../doing.ts';
import { Refusal } from '../parts.tsx';
import type { ApiKey } from '../records.ts';
import { SecretOnce } from '../secret-once.tsx';
import { wholeAddress } from '../whole-address.ts';
import { Expiry, type ExpiryChoice, expiryTime } from './expiry.tsx';
import { RightsFields } from './rights-fields.tsx';
import { NO_RIGHTS, type Rights, scopesOf } from './scopes.ts';

interface CreateKeyProps {
  /** A key whose rights the new one begins with. */
  readonly like: ApiKey | null;
  readonly onCreated: () => void;
  readonly onClose: () => void;
}

const rightsLike = ({ scopes, vault }: ApiKey): Rights => ({
  preset: 'custom',
  scopes,
  vault: vault ?? '',
  mayWrite: false,
});

export function CreateKey({ like, onCreated, onClose }: CreateKeyProps) {
  const { access, app, settings } = useMessages();
  const doing = useDoing();
  const [label, setLabel] = useState(like?.label ?? '');
  const [rights, setRights] = useState(like === null ? NO_RIGHTS : rightsLike(like));
  const [expiry, setExpiry] = useState<ExpiryChoice>('90');
  const [key, setKey] = useState<string>();

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    const scopes = scopesOf(rights);
    if (label.trim() === '') {
      doing.refuse(access.labelMissing);
      return;
    }
    if (scopes.length === 0) {
      doing.refuse(access.scopesMissing);
      return;
    }
    if (rights.preset === 'vault' && rights.vault === '') {
      doing.refuse(access.vaultMissing);
      return;
    }
    const isBound = rights.preset === 'vault' || rights.preset === 'custom';
    doing.run(async () => {
      const created = await dataOf(
        adminApi.POST('/api/admin/api-keys', {
          body: {
            label: label.trim(),
            scopes: [...scopes],
            vault: isBound && rights.vault !== '' ? rights.vault : null,
            expires_at: expiryTime(expiry),
          },
        }),
      );
      setKey(created.key);
      onCreated();
    });
  }

  if (key !== undefined)
    return (
      <SecretOnce
        title={access.keyCreated(label.trim())}
        label={access.key}
        secret={key}
        command={`curl -H "Authorization: Bearer ${key}" "${wholeAddress('/api/store/asset/?limit=5')}"`}
        onClose={onClose}
      />
    );
  return (
    <Dialog isOpen title={access.createKey} description={access.createKeyLead} onClose={onClose} size="large">
      <form className="grid gap-5" noValidate onSubmit={submit}>
        <TextField
          label={access.label}
          hint={access.labelHint}
          maxLength={200}
          value={label}
          onChange={(event) => setLabel(event.target.value)}
          autoFocus
        />
        <RightsFields rights={rights} onChange={setRights} />
        <Expiry value={expiry} onChange={setExpiry} />
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
