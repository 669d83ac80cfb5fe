// One share in a few words, with what can be done with it.
import { Ban, Copy, ExternalLink, Lock, MoreHorizontal, Pencil, RotateCcw } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useFormats, useMessages } from '../i18n/index.ts';
import { IconButton } from '../ui/button.tsx';
import { CopyField } from '../ui/copy-field.tsx';
import { Menu, MenuItem } from '../ui/menu.tsx';
import { notify } from '../ui/toast.tsx';
import { useWithdraw } from './shares.ts';
import { type Share, type ShareState, stateOf } from './states.ts';

const DOTS = {
  open: 'bg-positive',
  expired: 'bg-edge',
  'used-up': 'bg-edge',
  withdrawn: 'bg-edge',
} as const satisfies Record<ShareState, string>;

function StateBadge({ share }: { readonly share: Share }) {
  const { sharing } = useMessages();
  const state = stateOf(share);
  return (
    <span className="inline-flex items-center gap-2 font-medium whitespace-nowrap">
      <span aria-hidden className={`size-2 shrink-0 rounded-full ${DOTS[state]}`} />
      {sharing.states[state]}
    </span>
  );
}

/** How long and how often it is good, and how much it was used. */
function ShareTerms({ share }: { readonly share: Share }) {
  const { sharing } = useMessages();
  const formats = useFormats();
  const { expires_at: expiresAt, max_downloads: most, download_count: downloads, view_count: views } = share;
  const ends = expiresAt !== null && formats.dateTime(expiresAt);
  const isOver = stateOf(share) === 'expired';
  const isNew = views === 0 && downloads === 0;
  const terms = [
    ends === false ? sharing.neverExpires : isOver ? sharing.ended(ends) : sharing.until(ends),
    most !== null && sharing.downloadsOf(formats.number(downloads), formats.number(most)),
    most === null && !isNew && sharing.downloads(downloads, formats.number(downloads)),
    !isNew && sharing.views(views, formats.number(views)),
    share.last_accessed === null ? sharing.neverOpened : sharing.lastOpened(formats.relative(share.last_accessed)),
  ];
  return (
    <span className="flex flex-wrap items-center gap-x-3 text-sm text-ink-faint">
      {share.has_password && (
        <span className="inline-flex items-center gap-1">
          <Lock aria-hidden size={13} />
          {sharing.withPassword}
        </span>
      )}
      {terms.map((term) => term !== false && <span key={term}>{term}</span>)}
    </span>
  );
}

interface ShareActionsProps {
  readonly share: Share;
  /** Of what is shared, for names of buttons. */
  readonly name: string;
  readonly onEdit: () => void;
  /** Where the browser does not let a button copy, the link is to be shown, so that it can be copied by hand. */
  readonly onShowLink: () => void;
}

function ShareActions({ share, name, onEdit, onShowLink }: ShareActionsProps) {
  const { sharing } = useMessages();
  const { withdraw, resume } = useWithdraw();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(share.url);
      notify({ text: sharing.copied });
    } catch {
      onShowLink();
    }
  };
  return (
    <div className="flex shrink-0 items-center">
      <IconButton icon={Copy} label={sharing.copyLink(name)} onClick={() => void copy()} />
      <Menu
        trigger={
          <button
            type="button"
            aria-label={sharing.actions(name)}
            className="inline-grid size-9 place-items-center rounded-lg text-ink-soft hover:bg-hover hover:text-ink data-[popup-open]:bg-hover"
          >
            <MoreHorizontal aria-hidden size={18} />
          </button>
        }
      >
        <MenuItem icon={Pencil} label={sharing.edit} onSelect={onEdit} />
        <MenuItem
          icon={ExternalLink}
          label={sharing.openPage}
          onSelect={() => window.open(share.url, '_blank', 'noopener')}
        />
        {share.active ? (
          <MenuItem icon={Ban} label={sharing.withdraw} isDangerous onSelect={() => withdraw(share)} />
        ) : (
          <MenuItem icon={RotateCcw} label={sharing.resume} onSelect={() => resume(share)} />
        )}
      </Menu>
    </div>
  );
}

interface ShareSummaryProps extends Omit<ShareActionsProps, 'onShowLink'> {
  /** What stands first, such as what is shared; absent: its state alone. */
  readonly lead?: ReactNode;
}

export function ShareSummary({ share, name, lead, onEdit }: ShareSummaryProps) {
  const { sharing } = useMessages();
  const [isLinkShown, setLinkShown] = useState(false);
  const forWhom = [share.recipients.join(', '), share.note].filter(Boolean).join(' · ');
  return (
    <div className="grid gap-2">
      <div className="flex items-center gap-3">
        <div className="grid min-w-0 flex-1 gap-0.5">
          <span className="flex min-w-0 flex-wrap items-center gap-x-3">
            {lead}
            <StateBadge share={share} />
          </span>
          <ShareTerms share={share} />
          {forWhom !== '' && (
            <span className="truncate text-sm text-ink-soft" title={forWhom}>
              {forWhom}
            </span>
          )}
        </div>
        <ShareActions share={share} name={name} onEdit={onEdit} onShowLink={() => setLinkShown(true)} />
      </div>
      {isLinkShown && <CopyField label={sharing.link} value={share.url} />}
    </div>
  );
}
