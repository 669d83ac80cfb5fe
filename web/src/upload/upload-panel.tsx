// The panel of uploads at the lower end of the page: how far all of it is, what waits for a choice, and every file.
import { CheckCircle2, ChevronDown, ChevronUp, CircleAlert, EllipsisVertical, Pause, Play, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useObservable } from '../app/observable.ts';
import { useTranslation } from '../i18n/index.ts';
import { Button, ICON_BUTTON, IconButton } from '../ui/button.tsx';
import { loadMenus, Menu, MenuItem, MenuSeparator } from '../ui/menu.tsx';
import { Progress } from '../ui/progress.tsx';
import { Announcer } from './announcer.tsx';
import { CHOICES, canReplace } from './conflicts.ts';
import type { UploadEngine } from './engine.ts';
import { isWorthRetrying } from './failures.ts';
import { saveReport } from './report.ts';
import { RestOffer } from './rest-offer.tsx';
import type { UploadTarget } from './target.ts';
import { UploadList } from './upload-list.tsx';
import { type UploadsNow, useUploads } from './use-uploads.ts';

interface UploadPanelProps {
  readonly engine: UploadEngine;
  readonly target: UploadTarget;
}

export function UploadPanel({ engine, target }: UploadPanelProps) {
  const { messages } = useTranslation();
  const words = messages.upload;
  const now = useUploads(engine);
  const rest = useObservable(engine.unfinished);
  const [isOpen, setOpen] = useState(true);
  const [isHidden, setHidden] = useState(false);
  const isEmpty = now.items.length === 0;
  // Before the network goes away, perhaps.
  useEffect(loadMenus, []);
  useEffect(() => {
    if (now.isBusy) setHidden(false);
  }, [now.isBusy]);

  if (isEmpty && rest.length === 0) return <Announcer now={now} />;
  const waits = now.counts.asking + now.counts.paused > 0;
  // What has failed was seen, and is let go of as well.
  const close = (): void => {
    engine.queue.cancelAll();
    engine.queue.clearFinished();
    setHidden(true);
  };
  return (
    <>
      <Announcer now={now} />
      {!isHidden && (
        <section
          aria-label={words.panel}
          className="fixed inset-x-0 bottom-0 z-30 flex max-h-[min(34rem,80dvh)] flex-col overflow-hidden rounded-t-2xl border border-line bg-raised pb-[env(safe-area-inset-bottom)] shadow-3 sm:inset-x-auto sm:end-4 sm:bottom-4 sm:w-104 sm:rounded-2xl sm:pb-0"
        >
          {!isEmpty && (
            <>
              <header className="flex items-center gap-0.5 py-2.5 ps-4 pe-2">
                <Title now={now} />
                {(now.isBusy || waits || now.isPaused) && (
                  <IconButton
                    icon={now.isPaused || !now.isBusy ? Play : Pause}
                    label={now.isPaused || !now.isBusy ? words.resumeAll : words.pauseAll}
                    onClick={() => {
                      // Those that were paused one by one go on with all others.
                      engine.queue.hold('user', true);
                      if (now.isPaused || !now.isBusy) engine.queue.hold('user', false);
                    }}
                  />
                )}
                <MoreMenu engine={engine} now={now} />
                <IconButton
                  icon={isOpen ? ChevronDown : ChevronUp}
                  label={isOpen ? words.collapse : words.expand}
                  aria-expanded={isOpen}
                  onClick={() => setOpen(!isOpen)}
                />
                {!now.isBusy && !waits && <IconButton icon={X} label={words.close} onClick={close} />}
              </header>
              <Amounts now={now} />
              {now.counts.asking > 0 && <ChooseForAll engine={engine} now={now} />}
            </>
          )}
          {rest.length > 0 && <RestOffer engine={engine} target={target} />}
          {isOpen && !isEmpty && <UploadList engine={engine} items={now.items} />}
        </section>
      )}
    </>
  );
}

function Title({ now }: { readonly now: UploadsNow }) {
  const { messages, formats } = useTranslation();
  const words = messages.upload;
  const { counts, total } = now;
  const [done, all] = [formats.number(counts.done), formats.number(total)];
  const isOver = !now.isBusy && counts.asking + counts.paused === 0;
  const text = (): string => {
    if (isOver && counts.failed > 0) return words.failed(counts.failed, formats.number(counts.failed));
    if (isOver) return counts.done === 0 ? words.nothingLeft : words.finished(counts.done, done);
    if (now.isOffline) return words.offline(done, all);
    return now.isPaused || !now.isBusy ? words.paused(done, all) : words.uploading(done, all);
  };
  return (
    <h2 className="flex min-w-0 flex-1 items-center gap-2 font-semibold">
      {isOver && counts.failed > 0 && <CircleAlert aria-hidden size={18} className="shrink-0 text-danger" />}
      {isOver && counts.failed === 0 && <CheckCircle2 aria-hidden size={18} className="shrink-0 text-positive" />}
      <span className="truncate tabular-nums">{text()}</span>
    </h2>
  );
}

function Amounts({ now }: { readonly now: UploadsNow }) {
  const { messages, formats } = useTranslation();
  const words = messages.upload;
  if (now.ratio === 1 || now.total === 0) return null;
  const parts = [
    words.amount(formats.bytes(now.sentBytes), formats.bytes(now.sizeBytes)),
    now.isBusy && now.bytesPerSecond !== undefined && words.speed(formats.bytes(now.bytesPerSecond)),
    now.isBusy && now.secondsLeft !== undefined && words.left(formats.wait(now.secondsLeft)),
    now.isBusy && now.counts.failed > 0 && words.failed(now.counts.failed, formats.number(now.counts.failed)),
  ].filter((part) => part !== false);
  return (
    <div className="grid gap-1.5 px-4 pb-3">
      <Progress label={words.progress} ratio={now.ratio} />
      <p className="flex flex-wrap gap-x-2 text-sm text-ink-faint tabular-nums">{parts.join(' · ')}</p>
    </div>
  );
}

function MoreMenu({ engine: { queue }, now }: { readonly engine: UploadEngine; readonly now: UploadsNow }) {
  const { upload: words } = useTranslation().messages;
  const { counts } = now;
  const isRetryable = [...queue.lists.of('failed')].some(({ failure }) => isWorthRetrying(failure));
  const isUnfinished = now.isBusy || counts.asking + counts.paused + counts.failed > 0;
  return (
    <Menu
      trigger={
        <button type="button" aria-label={words.more} className={ICON_BUTTON}>
          <EllipsisVertical aria-hidden size={18} strokeWidth={1.75} />
        </button>
      }
    >
      <MenuItem label={words.retryFailed} isDisabled={!isRetryable} onSelect={queue.retryFailed} />
      <MenuItem
        label={words.clearFinished}
        isDisabled={counts.done + counts.skipped === 0}
        onSelect={queue.clearFinished}
      />
      <MenuItem label={words.save} onSelect={() => saveReport(queue.lists.shown())} />
      <MenuSeparator />
      <MenuItem label={words.cancelAll} isDangerous isDisabled={!isUnfinished} onSelect={queue.cancelAll} />
    </Menu>
  );
}

function ChooseForAll({ engine: { queue }, now }: { readonly engine: UploadEngine; readonly now: UploadsNow }) {
  const { messages, formats } = useTranslation();
  const words = messages.upload;
  const count = now.counts.asking;
  const isReplaceable = [...queue.lists.of('asking')].some(({ taken }) => canReplace(taken));
  return (
    <div className="grid gap-2 border-t border-line bg-warning-soft px-4 py-3">
      <p className="font-medium text-pretty">{words.taken(count, formats.number(count))}</p>
      <div className="flex flex-wrap gap-2">
        {CHOICES.map((choice) => (
          <Button
            key={choice}
            size="small"
            disabled={choice === 'replace' && !isReplaceable}
            onClick={() => queue.chooseForAll(choice)}
          >
            {words.choices[choice]}
          </Button>
        ))}
      </div>
    </div>
  );
}
