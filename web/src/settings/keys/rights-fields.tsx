// What a new key may do: chosen by need, or scope by scope, each explained.
import { useMessages } from '../../i18n/settings.ts';
import { Select } from '../../ui/select.tsx';
import { Switch } from '../../ui/switch.tsx';
import { ChoiceCards } from '../choice-cards.tsx';
import { useVaults } from '../vaults/use-vaults.ts';
import { PRESETS, type Rights, SCOPE_GROUPS, type ScopeGroup } from './scopes.ts';

interface RightsFieldsProps {
  readonly rights: Rights;
  readonly onChange: (rights: Rights) => void;
}

const GROUPS = Object.keys(SCOPE_GROUPS) as ScopeGroup[];

export function RightsFields({ rights, onChange }: RightsFieldsProps) {
  const { access } = useMessages();
  const isVault = rights.preset === 'vault';
  return (
    <>
      <ChoiceCards
        label={access.need}
        columns={2}
        choices={PRESETS.map((value) => ({ value, ...access.presets[value] }))}
        value={rights.preset}
        onChange={(preset) => onChange({ ...rights, preset })}
      />
      {isVault && (
        <div className="grid gap-4 rounded-xl bg-sunken px-4 py-4">
          <VaultChoice rights={rights} onChange={onChange} />
          <Switch
            label={access.vaultMayWrite}
            isOn={rights.mayWrite}
            onChange={(mayWrite) => onChange({ ...rights, mayWrite })}
          />
        </div>
      )}
      {rights.preset === 'custom' && (
        <div className="grid gap-5 rounded-xl bg-sunken px-4 py-4">
          {GROUPS.map((group) => (
            <ScopeList key={group} group={group} rights={rights} onChange={onChange} />
          ))}
          <VaultChoice rights={rights} onChange={onChange} />
        </div>
      )}
    </>
  );
}

function ScopeList({ group, rights, onChange }: RightsFieldsProps & { readonly group: ScopeGroup }) {
  const { access } = useMessages();
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-semibold text-ink-soft">{access.scopeGroups[group]}</legend>
      <div className="grid gap-x-6 gap-y-2.5 sm:grid-cols-2">
        {SCOPE_GROUPS[group].map((scope) => (
          <label key={scope} className="flex cursor-pointer gap-2.5">
            <input
              type="checkbox"
              className="mt-0.5 size-4 shrink-0 accent-accent"
              checked={rights.scopes.includes(scope)}
              onChange={({ target }) =>
                onChange({
                  ...rights,
                  scopes: target.checked ? [...rights.scopes, scope] : rights.scopes.filter((one) => one !== scope),
                })
              }
            />
            <span>
              <span className="font-medium">{access.scopes[scope].label}</span>{' '}
              <code className="ms-1 font-mono text-xs text-ink-faint">{scope}</code>{' '}
              <span className="block text-sm text-ink-soft text-pretty">{access.scopes[scope].lead}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function VaultChoice({ rights, onChange }: RightsFieldsProps) {
  const { access } = useMessages();
  const { vaults } = useVaults();
  const none = rights.preset === 'vault' ? access.chooseVault : access.everyVault;
  if (vaults.length === 0) return <p className="text-ink-soft">{access.noVaultYet}</p>;
  return (
    <div className="grid justify-items-start gap-1.5">
      <span className="font-medium">{access.inVault}</span>
      <Select
        label={access.inVault}
        choices={[
          { value: '', label: none },
          ...vaults.map(({ recordId, name }) => ({ value: recordId, label: name })),
        ]}
        value={rights.vault}
        onChange={(vault) => onChange({ ...rights, vault })}
      />
    </div>
  );
}
