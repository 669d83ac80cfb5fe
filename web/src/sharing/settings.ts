// What a share can be set to, as a form has it, and what of that is sent: what was not touched stays as it is.
import { DAY_MS } from '../app/durations.ts';
import type { Share, SharePatch } from './states.ts';

/** `keep`: as it is, of a share that there is. */
export type Expiry = 'keep' | 'week' | 'month' | 'date' | 'never';

export interface ShareSettings {
  readonly expiry: Expiry;
  /** As an input of dates has it; with `date` alone. */
  readonly date: string;
  /** null: none, and what there was is removed; undefined: as it was. */
  readonly password: string | null | undefined;
  /** As typed; empty: no limit. */
  readonly limit: string;
  readonly recipients: string;
  readonly note: string;
}

export const NEW_SETTINGS: ShareSettings = {
  expiry: 'week',
  date: '',
  password: undefined,
  limit: '',
  recipients: '',
  note: '',
};

export const settingsOf = (share: Share): ShareSettings => ({
  expiry: share.expires_at === null ? 'never' : 'keep',
  date: '',
  password: undefined,
  limit: share.max_downloads === null ? '' : String(share.max_downloads),
  recipients: share.recipients.join(', '),
  note: share.note ?? '',
});

/** undefined: as it is; null: never. A day is good until its end, here. */
export function expiryTime(
  { expiry, date }: Pick<ShareSettings, 'expiry' | 'date'>,
  now: number,
): string | null | undefined {
  if (expiry === 'keep') return undefined;
  if (expiry === 'never') return null;
  if (expiry === 'date') return new Date(`${date}T23:59:59`).toISOString();
  return new Date(now + (expiry === 'week' ? 7 : 30) * DAY_MS).toISOString();
}

export type SettingsFault = 'date' | 'limit';

export function faultOf({ expiry, date, limit }: ShareSettings, now: number): SettingsFault | undefined {
  if (expiry === 'date' && !(new Date(`${date}T23:59:59`).getTime() > now)) return 'date';
  if (limit.trim() !== '' && !/^[1-9]\d{0,8}$/.test(limit.trim())) return 'limit';
  return undefined;
}

/** Without fault. `before`: what the form began with. */
export function patchOf(settings: ShareSettings, before: ShareSettings, now: number): Omit<SharePatch, 'active'> {
  const expiresAt =
    settings.expiry === before.expiry && settings.expiry === 'never' ? undefined : expiryTime(settings, now);
  const has = (name: 'limit' | 'recipients' | 'note'): boolean => settings[name].trim() !== before[name].trim();
  return {
    ...(expiresAt !== undefined && { expires_at: expiresAt }),
    ...(settings.password !== undefined && settings.password !== '' && { password: settings.password }),
    ...(has('limit') && { max_downloads: settings.limit.trim() === '' ? null : Number(settings.limit) }),
    ...(has('recipients') && { recipients: listed(settings.recipients) }),
    ...(has('note') && { note: settings.note.trim() || null }),
  };
}

const listed = (text: string): string[] =>
  text
    .split(/[,;\n]/)
    .map((one) => one.trim())
    .filter(Boolean);

export type Strength = 'weak' | 'fair' | 'strong';

/** A rough guess by length and by the kinds of characters: passwords of links are tried at the server alone, which slows that down. */
export function strengthOf(password: string): Strength {
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d]/u].filter((kind) => kind.test(password)).length;
  const isVaried = new Set(password).size >= Math.min(6, password.length);
  const length = [...password].length;
  if (length < 8 || !isVaried) return 'weak';
  return length >= 14 || (length >= 10 && kinds >= 3) ? 'strong' : 'fair';
}
