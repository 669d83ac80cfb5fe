// The keys of programs: which there are, what they may do and when they last did; making new ones, and taking them away.
import { useQueryClient } from '@tanstack/react-query';
import { CopyPlus, Ellipsis, KeyRound, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { adminApi, dataOf } from '../../api/client.ts';
import { useSession } from '../../api/session.ts';
import { useTranslation } from '../../i18n/settings.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { notify } from '../../ui/toast.tsx';
import { Confirm } from '../confirm.tsx';
import { PagedRows, usePaged } from '../paged.tsx';
import { Badge, Row, Section } from '../parts.tsx';
import type { ApiKey } from '../records.ts';
import { useVaults } from '../vaults/use-vaults.ts';
import { CreateKey } from './create-key.tsx';
import type { ScopeId } from './scopes.ts';

const KEYS = ['api-keys'];
const PAGE_SIZE = 50;

export function KeysSection() {
  const { settings, access } = useTranslation().messages;
  const { grants } = useSession();
  const queries = useQueryClient();
  /** undefined: none is made; null: one from nothing; else one like that. */
  const [model, setModel] = useState<ApiKey | null>();
  const [revoked, setRevoked] = useState<ApiKey>();
  const keys = usePaged(KEYS, async (cursor, signal) => {
    const query = { limit: PAGE_SIZE, ...(cursor !== undefined && { cursor }) };
    const page = await dataOf(adminApi.GET('/api/admin/api-keys', { params: { query }, signal }));
    return { items: page.items, next: page.next_cursor };
  });
  const refresh = () => queries.invalidateQueries({ queryKey: KEYS });
  const mayWrite = grants.includes('keys:write');
  return (
    <Section
      title={settings.sections.keys}
      lead={access.keysLead}
      actions={
        mayWrite && (
          <Button kind="primary" icon={Plus} onClick={() => setModel(null)}>
            {access.createKey}
          </Button>
        )
      }
    >
      <PagedRows
        of={keys}
        label={settings.sections.keys}
        nothing={access.noKeys}
        row={(key) => (
          <KeyRow
            key={key.id}
            apiKey={key}
            mayWrite={mayWrite}
            onRevoke={() => setRevoked(key)}
            onRepeat={() => setModel(key)}
          />
        )}
      />
      {model !== undefined && (
        <CreateKey like={model} onCreated={() => void refresh()} onClose={() => setModel(undefined)} />
      )}
      {revoked && (
        <Confirm
          title={access.revokeTitle(revoked.label)}
          lead={access.revokeLead}
          label={access.revoke}
          onClose={() => setRevoked(undefined)}
          onConfirm={async () => {
            await adminApi.DELETE('/api/admin/api-keys/{id}', { params: { path: { id: revoked.id } } });
            await refresh();
            notify({ text: access.revoked(revoked.label) });
          }}
        />
      )}
    </Section>
  );
}

interface KeyRowProps {
  readonly apiKey: ApiKey;
  readonly mayWrite: boolean;
  readonly onRevoke: () => void;
  readonly onRepeat: () => void;
}

function KeyRow({ apiKey, mayWrite, onRevoke, onRepeat }: KeyRowProps) {
  const { messages, formats } = useTranslation();
  const { access } = messages;
  const { user } = useSession();
  const vaults = useVaults();
  const { label, prefix, scopes, vault, created, created_by, expires_at, last_used } = apiKey;
  const hasExpired = expires_at !== null && Date.parse(expires_at) <= Date.now();
  const scopeNames: Readonly<Record<string, { readonly label: string }>> = access.scopes;
  return (
    <Row
      icon={<KeyRound aria-hidden size={20} strokeWidth={1.5} className="text-ink-faint" />}
      title={
        <>
          {label}
          <code className="rounded-md bg-sunken px-1.5 py-0.5 font-mono text-xs text-ink-soft">{prefix}…</code>
          {hasExpired && <Badge tone="danger">{access.expired}</Badge>}
        </>
      }
      facts={[
        last_used === null ? access.neverUsed : access.lastUsed(formats.relative(last_used)),
        created_by !== null && created_by === user?.id
          ? access.createdByYou(formats.date(created))
          : access.created(formats.date(created)),
        expires_at === null
          ? access.neverExpires
          : hasExpired
            ? access.hasExpired(formats.relative(expires_at))
            : access.expires(formats.relative(expires_at)),
      ]}
      end={
        mayWrite && (
          <Menu trigger={<IconButton icon={Ellipsis} label={messages.settings.actionsOf(label)} />}>
            <MenuItem icon={CopyPlus} label={access.createLike} onSelect={onRepeat} />
            <MenuItem icon={Trash2} label={`${access.revoke} …`} isDangerous onSelect={onRevoke} />
          </Menu>
        )
      }
    >
      <ul className="mt-2 flex flex-wrap gap-1.5">
        {vault !== null && (
          <li>
            <Badge tone="warning">{access.onlyVault(vaults.nameOf(vault))}</Badge>
          </li>
        )}
        {scopes.map((scope) => (
          <li key={scope} title={scope}>
            <Badge tone={scope === ('admin' satisfies ScopeId) ? 'danger' : 'plain'}>
              {scopeNames[scope]?.label ?? scope}
            </Badge>
          </li>
        ))}
      </ul>
    </Row>
  );
}
