// The preview: one frame for assets of every kind, over the page. What is shown is also what is selected below, so that the commands of
// the list are done to it.
import { useQuery } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { explain } from '../api/errors.ts';
import { useObservable } from '../app/observable.ts';
import { useCommand } from '../commands/running.ts';
import { detailsOpen, toggleDetails } from '../details/open.ts';
import { PreviewDetails } from '../details/preview-details.tsx';
import { useTranslation } from '../i18n/index.ts';
import { shownList } from '../library/openers.ts';
import type { ZoomControls } from './image-stage.tsx';
import { linkTarget } from './link-host.tsx';
import { useNeighbours, usePosition } from './position.ts';
import { PreviewBar } from './preview-bar.tsx';
import { Stage } from './stage.tsx';
import { getViewed, pictureAddress, stageOf, type Viewed } from './viewed.ts';

interface PreviewProps {
  readonly id: string;
  readonly onMoved: (id: string) => void;
  readonly onClose: () => void;
}

/** How long one rests on an asset before it is in the address: browsers take few changes in a second. */
const WRITTEN_AFTER_MS = 250;

export function Preview({ id, onMoved, onClose }: PreviewProps) {
  const { messages, formats } = useTranslation();
  const words = messages.preview;
  const dialog = useRef<HTMLDialogElement>(null);
  const open = useObservable(shownList);
  const showsDetails = useObservable(detailsOpen);
  const zoom = useRef<ZoomControls>(null);
  const [scale, setScale] = useState<number>();
  /** What has the focus uses these keys itself. */
  const [kept, setKept] = useState('');
  const writing = useRef(0);
  const position = usePosition(
    open,
    id,
    (next) => {
      clearTimeout(writing.current);
      writing.current = window.setTimeout(() => onMoved(next), WRITTEN_AFTER_MS);
    },
    onClose,
  );
  const alone = useQuery({
    queryKey: ['viewed', position.id],
    queryFn: ({ signal }) => getViewed(position.id, signal),
    enabled: position.row === undefined && position.index === undefined,
  });
  const last = useRef<Viewed>(undefined);
  // While the list is asked again, what was here stays.
  const asset = position.row ?? alone.data ?? (last.current?.id === position.id ? last.current : undefined);
  useEffect(() => {
    last.current = asset;
  });
  useEffect(() => () => clearTimeout(writing.current), []);
  useNeighbours(position, open, prefetch);
  useLastFocus(dialog, open);

  const isFree = kept === '';
  useCommand('preview.close', onClose);
  useCommand('preview.next', () => position.move('next'), kept !== 'arrows');
  useCommand('preview.previous', () => position.move('previous'), kept !== 'arrows');
  useCommand('preview.first', () => position.move('first'), isFree);
  useCommand('preview.last', () => position.move('last'), isFree);
  useCommand('preview.fullscreen', toggleFullscreen, document.fullscreenEnabled);
  useCommand('entry.properties', toggleDetails);
  useCommand('entry.link', () => linkTarget.set(asset), asset !== undefined);

  const { place } = position;
  const where = place && words.placeOf(formats.number(place.at + 1), formats.number(place.total));
  return createPortal(
    <dialog
      ref={dialog}
      open
      data-preview
      aria-modal
      aria-label={asset === undefined ? words.title : words.titleOf(asset.name)}
      tabIndex={-1}
      onFocus={({ target }) => setKept(target.closest<HTMLElement>('[data-keys]')?.dataset['keys'] ?? '')}
      className="fixed inset-0 z-30 m-0 flex size-full max-h-none max-w-none overflow-hidden bg-surface p-0 text-ink outline-none"
    >
      <div data-theme="dark" className="relative flex min-w-0 flex-1 flex-col bg-canvas text-ink">
        <PreviewBar asset={asset} where={where} scale={scale} zoom={zoom} onClose={onClose} />
        <p role="status" className="sr-only">
          {asset !== undefined && [asset.name, where].filter(Boolean).join(', ')}
        </p>
        <div className="relative min-h-0 flex-1">
          {asset === undefined ? (
            alone.error !== null && (
              <p className="grid h-full place-items-center text-ink-soft">{explain(alone.error)}</p>
            )
          ) : (
            <Stage
              key={`${asset.id} ${asset.version}`}
              asset={asset}
              zoom={zoom}
              onScale={setScale}
              onSwipe={(direction) => position.move(direction === 1 ? 'next' : 'previous')}
            />
          )}
          {place !== undefined && place.at > 0 && (
            <StepButton label={words.previous} side="start" onClick={() => position.move('previous')} />
          )}
          {place !== undefined && place.at < place.total - 1 && (
            <StepButton label={words.next} side="end" onClick={() => position.move('next')} />
          )}
        </div>
      </div>
      {showsDetails && asset !== undefined && <PreviewDetails key={asset.id} id={asset.id} open={open} />}
    </dialog>,
    document.body,
  );
}

interface StepButtonProps {
  readonly label: string;
  readonly side: 'start' | 'end';
  readonly onClick: () => void;
}

function StepButton({ label, side, onClick }: StepButtonProps) {
  const Icon = side === 'start' ? ChevronLeft : ChevronRight;
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onClick}
      className={`preview-step ${side === 'start' ? 'start-3' : 'end-3'}`}
    >
      <Icon aria-hidden size={24} strokeWidth={1.75} className="rtl:rotate-180" />
    </button>
  );
}

function prefetch(asset: Viewed): void {
  const stage = stageOf(asset);
  if ((stage !== 'image' && stage !== 'document' && stage !== 'pages') || !asset.has_thumbnail) return;
  const image = new Image();
  image.decoding = 'async';
  image.src = pictureAddress(asset, 1);
}

function toggleFullscreen(): void {
  const change = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
  change.catch(() => undefined);
}

/**
 * The page below waits, and takes no focus; dialogs and messages that come over the preview are beside it in the page, which a modal
 * dialog of the browser would not let anybody use. Afterwards the focus is on what was looked at last.
 */
function useLastFocus(
  dialog: { readonly current: HTMLDialogElement | null },
  open: ReturnType<typeof shownList.get>,
): void {
  const latest = useRef(open);
  latest.current = open;
  useEffect(() => {
    const root = document.getElementById('root');
    const before = document.activeElement;
    if (root) root.inert = true;
    dialog.current?.focus();
    const keepFocus = (): void => {
      if (document.activeElement === document.body || document.activeElement === null) dialog.current?.focus();
    };
    const watch = (): void => void requestAnimationFrame(keepFocus);
    document.addEventListener('focusout', watch);
    return () => {
      document.removeEventListener('focusout', watch);
      if (root) root.inert = false;
      if (document.fullscreenElement) document.exitFullscreen().catch(() => undefined);
      const list = latest.current;
      if (list === undefined) return before instanceof HTMLElement ? before.focus() : undefined;
      // Once the list, which is drawn again in the same moment, listens again.
      setTimeout(() => {
        const selection = list.selection.get();
        list.show(selection.focus);
        // It is drawn again, and takes the focus then.
        list.selection.set({ ...selection });
      });
    };
  }, [dialog]);
}
