// One vault: its rules, its keys, and the secret that its addresses are signed with.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ChevronLeft } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { dataOf, vaultsApi } from '../../api/client.ts';
import { useTranslation } from '../../i18n/settings.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { notify } from '../../ui/toast.tsx';
import { ChoiceCards } from '../choice-cards.tsx';
import { Confirm } from '../confirm.tsx';
import { useDoing } from '../doing.ts';
import { Answer, Box, Refusal, Section } from '../parts.tsx';
import type { Vault } from '../records.ts';
import { SecretOnce } from '../secret-once.tsx';
import { VAULTS } from './use-vaults.ts';
import { VaultKeys } from './vault-keys.tsx';

export function VaultSection({ id }: { readonly id: string }) {
  const { messages, formats } = useTranslation();
  const { settings, library } = messages;
  const vault = useQuery({
    queryKey: [...VAULTS, id],
    queryFn: ({ signal }) =>
      dataOf(vaultsApi.GET('/api/v1/vaults/{vaultId}', { params: { path: { vaultId: id } }, signal })),
  });
  const size = vault.data
    ? `${library.count(vault.data.asset_count, formats.number(vault.data.asset_count))} · ${formats.bytes(vault.data.size)}`
    : '';
  return (
    <>
      <Link
        href="/settings/vaults"
        className="mb-3 -ms-2 inline-flex h-8 items-center gap-1 rounded-lg px-2 text-sm font-medium text-ink-soft hover:bg-hover hover:text-ink"
      >
        <ChevronLeft aria-hidden size={16} className="rtl:rotate-180" />
        {settings.sections.vaults}
      </Link>
      <Section title={vault.data?.name ?? settings.sections.vaults} lead={size}>
        <Answer of={vault}>
          {(known) => (
            <>
              <Rules key={known.updated_at} vault={known} />
              <VaultKeys vault={known} />
              <SigningSecret vault={known} />
            </>
          )}
        </Answer>
      </Section>
    </>
  );
}

function Rules({ vault }: { readonly vault: Vault }) {
  const { settings, vaultSettings: words } = useTranslation().messages;
  const queries = useQueryClient();
  const doing = useDoing();
  const [name, setName] = useState(vault.name);
  const [slug, setSlug] = useState(vault.slug);
  const [visibility, setVisibility] = useState(vault.visibility);
  const [isBound, setBound] = useState(vault.presets !== undefined);
  const [presets, setPresets] = useState((vault.presets ?? []).join('\n'));

  async function save(): Promise<void> {
    const lines = presets
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
    await vaultsApi.PATCH('/api/v1/vaults/{vaultId}', {
      params: { path: { vaultId: vault.id } },
      body: { name: name.trim(), slug: slug.trim(), visibility, presets: isBound ? lines : null },
    });
    await queries.invalidateQueries({ queryKey: ['vaults'] });
    notify({ text: settings.saved });
  }

  return (
    <Box title={words.rules}>
      <form
        className="grid gap-5"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          doing.run(save);
        }}
      >
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <TextField label={settings.name} value={name} onChange={(event) => setName(event.target.value)} />
          <TextField
            label={words.slug}
            hint={slug.trim() === vault.slug ? words.slugAddress(vault.slug) : words.slugChanged}
            value={slug}
            onChange={(event) => setSlug(event.target.value)}
            autoCapitalize="none"
            spellCheck={false}
          />
        </div>
        <ChoiceCards
          label={words.visibility}
          columns={2}
          choices={(['public', 'signed'] as const).map((value) => ({ value, ...words.visibilities[value] }))}
          value={visibility}
          onChange={setVisibility}
        />
        <ChoiceCards
          label={words.transforms}
          columns={2}
          choices={(['any', 'bound'] as const).map((value) => ({ value, ...words.transformChoices[value] }))}
          value={isBound ? 'bound' : 'any'}
          onChange={(chosen) => setBound(chosen === 'bound')}
        />
        {isBound && (
          <label className="grid gap-1.5 font-medium">
            {words.presets}
            <textarea
              className="field-box py-2 font-mono text-sm font-normal"
              rows={4}
              spellCheck={false}
              value={presets}
              onChange={(event) => setPresets(event.target.value)}
              placeholder={'w=400&f=webp\nw=1600&fit=inside'}
            />
            <span className="text-sm font-normal text-ink-faint">{words.presetsHint}</span>
          </label>
        )}
        <Refusal error={doing.error} />
        <div>
          <Button kind="primary" type="submit" disabled={doing.isBusy || name.trim() === '' || slug.trim() === ''}>
            {settings.save}
          </Button>
        </div>
      </form>
    </Box>
  );
}

function SigningSecret({ vault }: { readonly vault: Vault }) {
  const { vaultSettings: words } = useTranslation().messages;
  const [isAsking, setAsking] = useState(false);
  const [secret, setSecret] = useState<string>();
  return (
    <Box
      title={words.secret}
      lead={words.secretLead}
      end={
        <Button onClick={() => setAsking(true)} size="small">
          {words.rotate}
        </Button>
      }
    >
      <p className="text-sm text-ink-faint text-pretty">{words.secretHint}</p>
      {isAsking && (
        <Confirm
          title={words.rotateTitle}
          lead={words.rotateLead(vault.name)}
          label={words.rotateDo}
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            const rotated = await dataOf(
              vaultsApi.POST('/api/v1/vaults/{vaultId}/rotate-signing-secret', {
                params: { path: { vaultId: vault.id } },
              }),
            );
            setSecret(rotated.signing_secret);
          }}
        />
      )}
      {secret !== undefined && (
        <SecretOnce
          title={words.secretIs(vault.name)}
          label={words.secret}
          secret={secret}
          onClose={() => setSecret(undefined)}
        />
      )}
    </Box>
  );
}
