// Making a key: what it is for, what it may do, until when; then the key itself, this once.
import { useState } from 'react';
import { adminApi, dataOf } from '../../api/client.ts';
import { useMessages } from '../../i18n/settings.ts';
import { TextField } from '../../ui/text-field.tsx';
import { DialogForm } from '../dialog-form.tsx';
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
  const { access, settings } = useMessages();
  const [label, setLabel] = useState(like?.label ?? '');
  const [rights, setRights] = useState(like === null ? NO_RIGHTS : rightsLike(like));
  const [expiry, setExpiry] = useState<ExpiryChoice>('90');
  const [key, setKey] = useState<string>();

  function missing(): string | undefined {
    if (label.trim() === '') return access.labelMissing;
    if (scopesOf(rights).length === 0) return access.scopesMissing;
    return rights.preset === 'vault' && rights.vault === '' ? access.vaultMissing : undefined;
  }

  async function create(): Promise<void> {
    const isBound = rights.preset === 'vault' || rights.preset === 'custom';
    const created = await dataOf(
      adminApi.POST('/api/admin/api-keys', {
        body: {
          label: label.trim(),
          scopes: [...scopesOf(rights)],
          vault: isBound && rights.vault !== '' ? rights.vault : null,
          expires_at: expiryTime(expiry),
        },
      }),
    );
    setKey(created.key);
    onCreated();
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
    <DialogForm
      title={access.createKey}
      description={access.createKeyLead}
      size="large"
      action={settings.create}
      missing={missing}
      onSend={create}
      onClose={onClose}
    >
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
    </DialogForm>
  );
}
