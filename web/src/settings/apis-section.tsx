// How programs ask: where each API begins, and a first request to it.
import { BookOpen } from 'lucide-react';
import { Link } from 'wouter';
import { useSession } from '../api/session.ts';
import { addressOf } from '../app/base.ts';
import { useMessages } from '../i18n/settings.ts';
import { buttonClass } from '../ui/button.tsx';
import { CopyField } from '../ui/copy-field.tsx';
import { Box, Section } from './parts.tsx';
import { wholeAddress } from './whole-address.ts';

interface Dialect {
  readonly name: 'store' | 'hub' | 'library' | 'partner' | 'vaults' | 'admin';
  readonly base: string;
  /** What a first request asks, after the address of the server. */
  readonly ask: string;
  /** Parts of the command before its address. */
  readonly flags?: string;
}

const DIALECTS: readonly Dialect[] = [
  { name: 'store', base: '/api/store', ask: '/api/store/asset/?search=photo&limit=5' },
  { name: 'hub', base: '/api/assets', ask: '/api/assets/root/files' },
  { name: 'library', base: '/api/v1/assets', ask: '/api/v1/assets?search=photo&per_page=5' },
  {
    name: 'partner',
    base: '/api/v1/partner/asset',
    ask: '/api/v1/partner/asset/upload/public',
    flags: '-F file=@photo.jpg -F assetType=Photo ',
  },
  { name: 'vaults', base: '/api/v1/vaults', ask: '/api/v1/vaults' },
  { name: 'admin', base: '/api/admin', ask: '/api/admin/api-keys/' },
];

export function ApisSection() {
  const { settings, app } = useMessages();
  const { grants } = useSession();
  const words = settings.apis;
  return (
    <Section
      title={settings.sections.apis}
      lead={words.lead}
      actions={
        <a href={addressOf('/docs')} className={buttonClass({ kind: 'primary' })}>
          <BookOpen aria-hidden size={16} />
          {app.documentation}
        </a>
      }
    >
      <Box title={words.key} lead={words.keyLead}>
        <CopyField label={words.header} value="Authorization: Bearer $KEY" isLabelled />
        {grants.includes('keys:write') && (
          <Link href="/settings/keys" className={`mt-4 ${buttonClass()}`}>
            {settings.sections.keys}
          </Link>
        )}
      </Box>
      {DIALECTS.filter(({ name }) => name !== 'admin' || grants.includes('workspace')).map(
        ({ name, base, ask, flags = '' }) => (
          <Box key={name} title={words.dialects[name].title} lead={words.dialects[name].lead}>
            <div className="grid gap-4">
              <CopyField label={words.base} value={wholeAddress(base)} isLabelled />
              <CopyField
                label={words.example}
                isLabelled
                value={`curl -H "Authorization: Bearer $KEY" ${flags}"${wholeAddress(ask)}"`}
              />
            </div>
          </Box>
        ),
      )}
    </Section>
  );
}
