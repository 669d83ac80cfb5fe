// The bar over the preview: what is shown, how large, and what can be done with it.
import {
  Download,
  EllipsisVertical,
  ExternalLink,
  Info,
  Link2,
  Maximize,
  Minus,
  Plus,
  RotateCw,
  Share2,
  Trash2,
  X,
} from 'lucide-react';
import type { RefObject } from 'react';
import { useObservable } from '../app/observable.ts';
import { canRun, runCommand } from '../commands/running.ts';
import type { CommandId } from '../commands/table.ts';
import { detailsOpen } from '../details/open.ts';
import { useTranslation } from '../i18n/index.ts';
import { ICON_BUTTON, IconButton } from '../ui/button.tsx';
import { Menu, MenuCommand, MenuLink, MenuSeparator } from '../ui/menu.tsx';
import type { ZoomControls } from './image-stage.tsx';
import { contentAddress, downloadAddress, type Viewed } from './viewed.ts';
import { STEP } from './zoom.ts';

interface PreviewBarProps {
  readonly asset: Viewed | undefined;
  readonly where: string | undefined;
  /** undefined: it can not be enlarged. */
  readonly scale: number | undefined;
  readonly zoom: RefObject<ZoomControls | null>;
  readonly onClose: () => void;
}

export function PreviewBar({ asset, where, scale, zoom, onClose }: PreviewBarProps) {
  const { messages, formats } = useTranslation();
  const words = messages.preview;
  const showsDetails = useObservable(detailsOpen);
  return (
    <header className="flex min-h-14 shrink-0 items-center gap-1 border-b border-line ps-[max(0.5rem,env(safe-area-inset-left))] pe-[max(0.5rem,env(safe-area-inset-right))]">
      <IconButton icon={X} label={words.close} onClick={onClose} />
      <div className="min-w-0 flex-1 px-2">
        <p className="truncate font-medium" dir="auto">
          {asset?.name}
        </p>
        <p className="truncate text-xs text-ink-faint">
          {[where, asset && formats.bytes(asset.size)].filter(Boolean).join(' · ')}
        </p>
      </div>
      {scale !== undefined && (
        <div className="hidden items-center gap-0.5 sm:flex">
          <IconButton icon={Minus} label={words.zoomOut} onClick={() => zoom.current?.zoomBy(1 / STEP)} />
          <button
            type="button"
            aria-label={words.fitFrom(formats.percent(round(scale)))}
            onClick={() => zoom.current?.fit()}
            className="h-9 min-w-14 rounded-lg px-1 text-sm text-ink-soft tabular-nums hover:bg-hover hover:text-ink"
          >
            {formats.percent(round(scale))}
          </button>
          <IconButton icon={Plus} label={words.zoomIn} onClick={() => zoom.current?.zoomBy(STEP)} />
          <IconButton icon={RotateCw} label={words.rotate} onClick={() => zoom.current?.rotate()} />
          <span className="mx-1.5 h-5 w-px bg-line" />
        </div>
      )}
      {asset !== undefined && (
        <a
          href={downloadAddress(asset.id)}
          download
          className={`${ICON_BUTTON} max-sm:hidden`}
          aria-label={words.download}
        >
          <Download aria-hidden size={18} strokeWidth={1.75} />
        </a>
      )}
      <CommandButton id="entry.share" icon={Share2} label={words.share} />
      <CommandButton id="entry.link" icon={Link2} label={messages.links.build} />
      <IconButton
        icon={Info}
        label={words.details}
        isPressed={showsDetails}
        onClick={() => runCommand('entry.properties')}
      />
      {asset !== undefined && <MoreMenu asset={asset} />}
    </header>
  );
}

const round = (scale: number): number => Math.round(scale * 100) / 100;

interface CommandButtonProps {
  readonly id: CommandId;
  readonly icon: typeof X;
  readonly label: string;
}

/** Not there while the command can not be done; on small screens it is in the menu alone. */
function CommandButton({ id, icon, label }: CommandButtonProps) {
  if (!canRun(id)) return null;
  return (
    <div className="max-sm:hidden">
      <IconButton icon={icon} label={label} onClick={() => runCommand(id)} />
    </div>
  );
}

function MoreMenu({ asset }: { readonly asset: Viewed }) {
  const { preview } = useTranslation().messages;
  return (
    <Menu
      trigger={
        <button type="button" aria-label={preview.more} className={ICON_BUTTON}>
          <EllipsisVertical aria-hidden size={18} strokeWidth={1.75} />
        </button>
      }
    >
      <MenuCommand id="entries.download" icon={Download} />
      <MenuLink icon={ExternalLink} label={preview.openFile} href={contentAddress(asset)} isNew />
      <MenuCommand id="entry.share" icon={Share2} />
      <MenuCommand id="entry.link" icon={Link2} />
      <MenuCommand id="entries.copyLink" />
      <MenuSeparator />
      <MenuCommand id="entries.tag" />
      <MenuCommand id="entries.move" />
      <MenuCommand id="preview.fullscreen" icon={Maximize} />
      <MenuCommand id="preview.rotate" icon={RotateCw} />
      <MenuSeparator />
      <MenuCommand id="entries.trash" icon={Trash2} isDangerous />
    </Menu>
  );
}
