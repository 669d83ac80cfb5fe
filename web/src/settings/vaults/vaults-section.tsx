// Vaults: which there are, and each with its rules, keys and signing secret.
import { useQueryClient } from '@tanstack/react-query';
import { ChevronRight, Globe, Lock, Plus } from 'lucide-react';
import { type SubmitEvent, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { dataOf, vaultsApi } from '../../api/client.ts';
import { useTranslation } from '../../i18n/settings.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ChoiceCards } from '../choice-cards.tsx';
import { useDoing } from '../doing.ts';
import { itemsOf, MoreButton, usePaged } from '../paged.tsx';
import { Answer, Badge, Nothing, Refusal, Row, Rows, Section } from '../parts.tsx';
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
      <Answer of={vaults}>
        {() =>
          itemsOf(vaults).length === 0 ? (
            <Nothing>{words.none}</Nothing>
          ) : (
            <div>
              <Rows label={settings.sections.vaults}>
                {itemsOf(vaults).map((vault) => (
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
                ))}
              </Rows>
              <MoreButton list={vaults} />
            </div>
          )
        }
      </Answer>
      {isCreating && <CreateVault onClose={() => setCreating(false)} />}
    </Section>
  );
}

function VisibilityIcon({ visibility }: { readonly visibility: Vault['visibility'] }) {
  const Icon = visibility === 'public' ? Globe : Lock;
  return <Icon aria-hidden size={20} strokeWidth={1.5} className="text-ink-faint" />;
}

function CreateVault({ onClose }: { readonly onClose: () => void }) {
  const { vaultSettings: words, app, settings } = useTranslation().messages;
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const doing = useDoing();
  const [name, setName] = useState('');
  const [slug, setSlug] = useState('');
  const [visibility, setVisibility] = useState<Vault['visibility']>('public');

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (name.trim() === '') {
      doing.refuse(words.nameMissing);
      return;
    }
    doing.run(async () => {
      const body = { name: name.trim(), visibility, ...(slug.trim() !== '' && { slug: slug.trim() }) };
      const vault = await dataOf(vaultsApi.POST('/api/v1/vaults', { body }));
      await queries.invalidateQueries({ queryKey: ['vaults'] });
      onClose();
      navigate(`/settings/vaults/${vault.id}`);
    });
  }

  return (
    <Dialog isOpen title={words.create} description={words.createLead} onClose={onClose}>
      <form className="grid gap-5" noValidate onSubmit={submit}>
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
