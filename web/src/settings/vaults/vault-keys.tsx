// The keys of one vault: for pages that anyone sees, and for servers.
import { useQueryClient } from '@tanstack/react-query';
import { Globe, Lock, Plus } from 'lucide-react';
import { useState } from 'react';
import { dataOf, vaultsApi } from '../../api/client.ts';
import { useTranslation } from '../../i18n/settings.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ChoiceCards } from '../choice-cards.tsx';
import { Confirm } from '../confirm.tsx';
import { DialogForm, unlessBlank } from '../dialog-form.tsx';
import { PagedRows, usePaged } from '../paged.tsx';
import { Badge, Box, Row } from '../parts.tsx';
import type { Vault, VaultKey } from '../records.ts';
import { SecretOnce } from '../secret-once.tsx';
import { wholeAddress } from '../whole-address.ts';

const KEY_TYPES = ['public', 'secret'] as const;
const PAGE_SIZE = 50;

export function VaultKeys({ vault }: { readonly vault: Vault }) {
  const { messages, formats } = useTranslation();
  const { access, vaultSettings: words } = messages;
  const queries = useQueryClient();
  const [isCreating, setCreating] = useState(false);
  const [revoked, setRevoked] = useState<VaultKey>();
  const path = { vaultId: vault.id };
  const queryKey = ['vault-keys', vault.id];
  const keys = usePaged(queryKey, async (cursor, signal) => {
    const query = { limit: PAGE_SIZE, ...(cursor !== undefined && { cursor }) };
    const page = await dataOf(vaultsApi.GET('/api/v1/vaults/{vaultId}/keys', { params: { path, query }, signal }));
    return { items: page.data, next: page.cursor };
  });
  const refresh = async (): Promise<void> => {
    await queries.invalidateQueries({ queryKey });
    await queries.invalidateQueries({ queryKey: ['api-keys'] });
  };
  return (
    <Box
      title={words.keys}
      lead={words.keysLead}
      end={
        <Button size="small" icon={Plus} onClick={() => setCreating(true)}>
          {access.createKey}
        </Button>
      }
    >
      <PagedRows
        of={keys}
        label={words.keys}
        nothing={words.noKeys}
        row={(key) => (
          <Row
            key={key.id}
            icon={<TypeIcon type={key.type} />}
            title={
              <>
                {key.label}
                <code className="rounded-md bg-sunken px-1.5 py-0.5 font-mono text-xs text-ink-soft">
                  {key.prefix}…
                </code>
                <Badge tone={key.type === 'secret' ? 'warning' : 'plain'}>{words.keyTypes[key.type].label}</Badge>
              </>
            }
            facts={[
              key.last_used_at === null ? access.neverUsed : access.lastUsed(formats.relative(key.last_used_at)),
              access.created(formats.date(key.created_at)),
            ]}
            end={
              <Button size="small" kind="quiet" onClick={() => setRevoked(key)}>
                {access.revoke}
              </Button>
            }
          />
        )}
      />
      {isCreating && (
        <CreateVaultKey vault={vault} onCreated={() => void refresh()} onClose={() => setCreating(false)} />
      )}
      {revoked && (
        <Confirm
          title={access.revokeTitle(revoked.label)}
          lead={access.revokeLead}
          label={access.revoke}
          onClose={() => setRevoked(undefined)}
          onConfirm={async () => {
            await vaultsApi.DELETE('/api/v1/vaults/{vaultId}/keys/{keyId}', {
              params: { path: { ...path, keyId: revoked.id } },
            });
            await refresh();
          }}
        />
      )}
    </Box>
  );
}

function TypeIcon({ type }: { readonly type: VaultKey['type'] }) {
  const Icon = type === 'public' ? Globe : Lock;
  return <Icon aria-hidden size={18} strokeWidth={1.5} className="text-ink-faint" />;
}

interface CreateVaultKeyProps {
  readonly vault: Vault;
  readonly onCreated: () => void;
  readonly onClose: () => void;
}

function CreateVaultKey({ vault, onCreated, onClose }: CreateVaultKeyProps) {
  const { access, settings, vaultSettings: words } = useTranslation().messages;
  const [label, setLabel] = useState('');
  const [type, setType] = useState<VaultKey['type']>('public');
  const [key, setKey] = useState<string>();

  async function create(): Promise<void> {
    const created = await dataOf(
      vaultsApi.POST('/api/v1/vaults/{vaultId}/keys', {
        params: { path: { vaultId: vault.id } },
        body: { label: label.trim(), type },
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
        command={`curl -H "Authorization: Bearer ${key}" "${wholeAddress('/v1/assets')}"`}
        onClose={onClose}
      />
    );
  return (
    <DialogForm
      title={access.createKey}
      description={words.keyFor(vault.name)}
      action={settings.create}
      missing={() => unlessBlank(label, access.labelMissing)}
      onSend={create}
      onClose={onClose}
    >
      <TextField
        label={access.label}
        hint={access.labelHint}
        value={label}
        onChange={(event) => setLabel(event.target.value)}
        autoFocus
      />
      <ChoiceCards
        label={words.keyType}
        choices={KEY_TYPES.map((value) => ({ value, ...words.keyTypes[value] }))}
        value={type}
        onChange={setType}
      />
    </DialogForm>
  );
}
