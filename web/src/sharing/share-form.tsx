// The settings of a share: how long it is good, its password, how often, and for whom.
import { Eye, EyeOff } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { useFormats, useMessages } from '../i18n/index.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { DialogActions } from '../ui/dialog.tsx';
import { Select } from '../ui/select.tsx';
import { TextField } from '../ui/text-field.tsx';
import { type Expiry, faultOf, NEW_SETTINGS, patchOf, type ShareSettings, settingsOf, strengthOf } from './settings.ts';
import type { Share, SharePatch } from './states.ts';

interface ShareFormProps {
  /** Absent: it is a new one. */
  readonly share?: Share;
  readonly isBusy: boolean;
  readonly onCancel: () => void;
  readonly onSubmit: (patch: Omit<SharePatch, 'active'>) => void;
}

const CHOICES: readonly Exclude<Expiry, 'keep'>[] = ['week', 'month', 'date', 'never'];

export function ShareForm({ share, isBusy, onCancel, onSubmit }: ShareFormProps) {
  const { sharing, app } = useMessages();
  const formats = useFormats();
  const [before] = useState(() => (share ? settingsOf(share) : NEW_SETTINGS));
  const [settings, setSettings] = useState(before);
  const [isTried, setTried] = useState(false);
  const change = (patch: Partial<ShareSettings>): void => setSettings({ ...settings, ...patch });
  const fault = isTried ? faultOf(settings, Date.now()) : undefined;
  const kept = share?.expires_at ?? undefined;
  const expiries = [
    ...(kept === undefined ? [] : [{ value: 'keep' as const, label: sharing.until(formats.dateTime(kept)) }]),
    ...CHOICES.map((value) => ({ value, label: sharing.expiries[value] })),
  ];

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (faultOf(settings, Date.now()) === undefined) onSubmit(patchOf(settings, before, Date.now()));
  }

  return (
    <form onSubmit={submit} className="grid gap-5" noValidate>
      <div className="grid gap-1.5">
        <span className="font-medium">{sharing.expires}</span>
        <div className="grid gap-3 sm:grid-cols-2">
          <Select
            label={sharing.expires}
            choices={expiries}
            value={settings.expiry}
            onChange={(expiry) => change({ expiry })}
          />
          {settings.expiry === 'date' && (
            <input
              type="date"
              aria-label={sharing.lastDay}
              aria-invalid={fault === 'date' || undefined}
              className="field-box"
              min={today()}
              value={settings.date}
              onChange={({ currentTarget }) => change({ date: currentTarget.value })}
            />
          )}
        </div>
        {settings.expiry === 'never' && <p className="text-sm text-warning">{sharing.neverHint}</p>}
        {fault === 'date' && (
          <p role="alert" className="text-sm text-danger">
            {sharing.dateFault}
          </p>
        )}
      </div>
      <Password
        hadOne={share?.has_password === true}
        password={settings.password}
        onChange={(password) => change({ password })}
      />
      <TextField
        label={sharing.limit}
        inputMode="numeric"
        autoComplete="off"
        placeholder={sharing.noLimit}
        hint={settings.limit.trim() === '' ? undefined : sharing.limitHint}
        error={fault === 'limit' ? sharing.limitFault : undefined}
        value={settings.limit}
        onChange={({ currentTarget }) => change({ limit: currentTarget.value })}
      />
      <details className="group" open={before.recipients !== '' || before.note !== ''}>
        <summary className="min-h-6 w-fit rounded font-medium text-accent-ink">{sharing.more}</summary>
        <div className="mt-4 grid gap-5">
          <TextField
            label={sharing.recipients}
            hint={sharing.recipientsHint}
            autoComplete="off"
            value={settings.recipients}
            onChange={({ currentTarget }) => change({ recipients: currentTarget.value })}
          />
          <TextField
            label={sharing.note}
            hint={sharing.noteHint}
            autoComplete="off"
            value={settings.note}
            onChange={({ currentTarget }) => change({ note: currentTarget.value })}
          />
        </div>
      </details>
      <DialogActions>
        <Button kind="quiet" onClick={onCancel}>
          {app.cancel}
        </Button>
        <Button kind="primary" type="submit" disabled={isBusy}>
          {share ? sharing.save : sharing.create}
        </Button>
      </DialogActions>
    </form>
  );
}

interface PasswordProps {
  readonly hadOne: boolean;
  /** As ShareSettings has it. */
  readonly password: string | null | undefined;
  readonly onChange: (password: string | null | undefined) => void;
}

function Password({ hadOne, password, onChange }: PasswordProps) {
  const { sharing, signIn } = useMessages();
  const [isShown, setShown] = useState(false);
  const [isChanging, setChanging] = useState(!hadOne);
  const id = useId();
  if (!isChanging) {
    const isRemoved = password === null;
    return (
      <div className="grid gap-1.5">
        <span id={id} className="font-medium">
          {sharing.password}
        </span>
        <div className="flex flex-wrap items-center gap-2">
          <span className="me-auto text-ink-soft">{isRemoved ? sharing.passwordRemoved : sharing.passwordKept}</span>
          <Button size="small" onClick={() => setChanging(true)}>
            {sharing.changePassword}
          </Button>
          <Button size="small" onClick={() => onChange(isRemoved ? undefined : null)}>
            {isRemoved ? sharing.keepPassword : sharing.removePassword}
          </Button>
        </div>
      </div>
    );
  }
  const typed = password ?? '';
  const strength = strengthOf(typed);
  return (
    <div className="grid gap-1.5">
      <TextField
        label={sharing.password}
        type={isShown ? 'text' : 'password'}
        autoComplete="new-password"
        spellCheck={false}
        maxLength={1024}
        placeholder={hadOne ? sharing.newPassword : sharing.noPassword}
        value={typed}
        onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? undefined : currentTarget.value)}
        end={
          <IconButton
            icon={isShown ? EyeOff : Eye}
            label={isShown ? signIn.hidePassword : signIn.showPassword}
            onClick={() => setShown(!isShown)}
          />
        }
      />
      {typed !== '' && (
        <p role="status" className={`text-sm ${strength === 'weak' ? 'text-warning' : 'text-ink-faint'}`}>
          {sharing.strengths[strength]}
        </p>
      )}
    </div>
  );
}

/** Here, as an input of dates has it. */
function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
