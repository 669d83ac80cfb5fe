// Vaults: which there are, and each with its rules, keys and signing secret.
import { useQueryClient } from '@tanstack/react-query';
import { ChevronRight, Globe, Lock, Plus } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { dataOf, vaultsApi } from '../../api/client.ts';
import { useTranslation } from '../../i18n/settings.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ChoiceCards } from '../choice-cards.tsx';
import { DialogForm, unlessBlank } from '../dialog-form.tsx';
import { PagedRows, usePaged } from '../paged.tsx';
import { Badge, Row, Section } from '../parts.tsx';
import type { Vault } from '../records.ts';
import { VAULTS } from './use-vaults.ts';
import { VaultSection } from './vault-section.tsx';

const PAGE_SIZE = 50;

export function VaultsSection({ id }: { readonly id?: string | undefined }) {
  return id === undefined ? <VaultList /> : <VaultSection key={id} id={id} />;
}

function VaultList() {
  const { messages, formats } = useTranslation();
  const { settings, vaultSettings: words, library } = messages;
  const [isCreating, setCreating] = useState(false);
  const vaults = usePaged([...VAULTS, 'list'], async (cursor, signal) => {
    const query = { limit: PAGE_SIZE, ...(cursor !== undefined && { cursor }) };
    const page = await dataOf(vaultsApi.GET('/api/v1/vaults', { params: { query }, signal }));
    return { items: page.data, next: page.cursor };
  });
  return (
    <Section
      title={settings.sections.vaults}
      lead={words.lead}
      actions={
        <Button kind="primary" icon={Plus} onClick={() => setCreating(true)}>
          {words.create}
        </Button>
      }
    >
      <PagedRows
        of={vaults}
        label={settings.sections.vaults}
        nothing={words.none}
        row={(vault) => (
          <Row
            key={vault.id}
            icon={<VisibilityIcon visibility={vault.visibility} />}
            title={
              <>
                <Link href={`/settings/vaults/${vault.id}`} className="hover:underline">
                  {vault.name}
                </Link>
                <Badge tone={vault.visibility === 'public' ? 'plain' : 'accent'}>
                  {words.visibilities[vault.visibility].label}
                </Badge>
              </>
            }
            facts={[
              <code key="slug">/v/{vault.slug}/</code>,
              library.count(vault.asset_count, formats.number(vault.asset_count)),
              formats.bytes(vault.size),
              vault.presets !== undefined && words.presetCount(vault.presets.length),
            ]}
            end={<ChevronRight aria-hidden size={18} className="text-ink-faint rtl:rotate-180" />}
          />
        )}
      />
      {isCreating && <CreateVault onClose={() => setCreating(false)} />}
    </Section>
  );
}

function VisibilityIcon({ visibility }: { readonly visibility: Vault['visibility'] }) {
  const Icon = visibility === 'public' ? Globe : Lock;
  return <Icon aria-hidden size={20} strokeWidth={1.5} className="text-ink-faint" />;
}

function CreateVault({ onClose }: { readonly onClose: () => void }) {
  const { vaultSettings: words, settings } = useTranslation().messages;
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const [name, setName] = useState('');
  const [slug, setSlug] = useState('');
  const [visibility, setVisibility] = useState<Vault['visibility']>('public');

  async function create(): Promise<void> {
    const body = { name: name.trim(), visibility, ...(slug.trim() !== '' && { slug: slug.trim() }) };
    const vault = await dataOf(vaultsApi.POST('/api/v1/vaults', { body }));
    await queries.invalidateQueries({ queryKey: ['vaults'] });
    onClose();
    navigate(`/settings/vaults/${vault.id}`);
  }

  return (
    <DialogForm
      title={words.create}
      description={words.createLead}
      action={settings.create}
      missing={() => unlessBlank(name, words.nameMissing)}
      onSend={create}
      onClose={onClose}
    >
      <TextField label={settings.name} value={name} onChange={(event) => setName(event.target.value)} autoFocus />
      <TextField
        label={words.slug}
        hint={words.slugHint}
        value={slug}
        onChange={(event) => setSlug(event.target.value)}
        autoCapitalize="none"
        spellCheck={false}
      />
      <ChoiceCards
        label={words.visibility}
        choices={(['public', 'signed'] as const).map((value) => ({ value, ...words.visibilities[value] }))}
        value={visibility}
        onChange={setVisibility}
      />
    </DialogForm>
  );
}
