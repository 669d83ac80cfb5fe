// One upload in the list: its name, how it is, and what can be done about it.
import {
  Check,
  CircleAlert,
  CircleHelp,
  File as FileIcon,
  FolderClosed,
  type LucideIcon,
  Pause,
  Play,
  RotateCw,
  SkipForward,
  X,
} from 'lucide-react';
import { Link } from 'wouter';
import { useTranslation } from '../i18n/index.ts';
import { buttonClass, IconButton } from '../ui/button.tsx';
import { CHOICES, canReplace } from './conflicts.ts';
import { isWorthRetrying } from './failures.ts';
import { shownPlace, type UploadItem, type UploadState } from './items.ts';
import type { UploadQueue } from './queue.ts';
import { wordsOf } from './words.ts';

export const ROW_PX = 60;

interface UploadRowProps {
  readonly queue: UploadQueue;
  readonly item: UploadItem;
  readonly position: number;
  readonly count: number;
}

const ICONS: Partial<Record<UploadState, readonly [LucideIcon, string]>> = {
  done: [Check, 'text-positive'],
  failed: [CircleAlert, 'text-danger'],
  asking: [CircleHelp, 'text-warning'],
  skipped: [SkipForward, 'text-ink-faint'],
  paused: [Pause, 'text-ink-faint'],
};

// Not memoised: an item is the same object while it changes.
export function UploadRow({ queue, item, position, count }: UploadRowProps) {
  const [Icon, tone] = ICONS[item.state] ?? [item.kind === 'folder' ? FolderClosed : FileIcon, 'text-ink-faint'];
  const place = shownPlace(item.place);
  return (
    <li
      aria-posinset={position + 1}
      aria-setsize={count}
      className="absolute inset-x-0 flex items-center gap-3 overflow-hidden ps-4 pe-2"
      style={{ height: ROW_PX, insetBlockStart: position * ROW_PX }}
    >
      <Icon aria-hidden size={18} strokeWidth={1.75} className={`shrink-0 ${tone}`} />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <div className="flex items-baseline gap-2">
          <span className="min-w-0 truncate font-medium" title={[place, item.name].filter(Boolean).join('/')}>
            {item.name}
          </span>
          {place !== '' && <span className="min-w-8 flex-1 truncate text-xs text-ink-faint">{place}</span>}
        </div>
        {item.state === 'asking' ? <Choices queue={queue} item={item} /> : <Status item={item} />}
      </div>
      <Actions queue={queue} item={item} />
    </li>
  );
}

function Status({ item }: { readonly item: UploadItem }) {
  const { messages, formats } = useTranslation();
  const words = messages.upload;
  const { state, sizeBytes, sentBytes } = item;
  if (state === 'failed' && item.failure !== undefined)
    return (
      <p className="truncate text-sm text-danger" title={wordsOf(item.failure)}>
        {wordsOf(item.failure)}
      </p>
    );
  if (state === 'done') return <Arrived item={item} />;
  if (state !== 'sending')
    return (
      <p className="truncate text-sm text-ink-faint tabular-nums">
        {words.states[state]}
        {item.kind === 'file' && ` · ${formats.bytes(sizeBytes)}`}
      </p>
    );
  const text = (): string => {
    if (item.retriesAt !== undefined)
      return words.again(formats.wait(Math.max(1, (item.retriesAt - Date.now()) / 1_000)));
    if (sentBytes >= sizeBytes) return words.finishing;
    return words.amount(formats.bytes(sentBytes), formats.bytes(sizeBytes));
  };
  return (
    <div className="flex items-center gap-3">
      <progress
        aria-label={item.name}
        max={1}
        value={sizeBytes === 0 ? 0 : Math.min(0.99, sentBytes / sizeBytes)}
        className="h-1 flex-1 appearance-none overflow-hidden rounded-full bg-pressed [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-transparent [&::-webkit-progress-value]:bg-accent"
      />
      <span className="shrink-0 text-xs text-ink-faint tabular-nums">{text()}</span>
    </div>
  );
}

function Arrived({ item }: { readonly item: UploadItem }) {
  const { messages, formats } = useTranslation();
  const words = messages.upload;
  const [same] = item.duplicates;
  if (same !== undefined)
    return (
      <p className="truncate text-sm text-warning">
        {words.sameAs}{' '}
        <Link
          href={same.folderId === null ? '/' : `/folder/${encodeURIComponent(same.folderId)}`}
          className="font-medium underline underline-offset-2"
        >
          {same.folderPath === '/' ? same.name : `${same.folderPath.slice(1)}/${same.name}`}
        </Link>
        {item.duplicates.length > 1 && ` ${words.sameAsMore(formats.number(item.duplicates.length - 1))}`}
      </p>
    );
  const what = item.replaces === undefined ? words.states.done : words.newVersion;
  return (
    <p className="truncate text-sm text-ink-faint tabular-nums">
      {item.kind === 'file' ? `${what} · ${formats.bytes(item.sizeBytes)}` : what}
    </p>
  );
}

function Choices({ queue, item }: { readonly queue: UploadQueue; readonly item: UploadItem }) {
  const { upload: words } = useTranslation().messages;
  return (
    <div className="flex gap-1">
      {CHOICES.filter((choice) => choice !== 'replace' || canReplace(item.taken)).map((choice) => (
        <button
          key={choice}
          type="button"
          aria-label={words.choose(words.choices[choice], item.name)}
          className={`${buttonClass({ size: 'small' })} h-7! px-2! text-xs!`}
          onClick={() => queue.choose(item, choice)}
        >
          {words.choices[choice]}
        </button>
      ))}
    </div>
  );
}

function Actions({ queue, item }: { readonly queue: UploadQueue; readonly item: UploadItem }) {
  const { upload: words } = useTranslation().messages;
  const { state, name } = item;
  if (state === 'done' || state === 'skipped') return null;
  const canPause = state === 'sending' || state === 'ready' || state === 'new';
  return (
    <div className="flex shrink-0">
      {canPause && item.kind === 'file' && (
        <IconButton icon={Pause} label={words.pause(name)} onClick={() => queue.pause(item)} />
      )}
      {state === 'paused' && <IconButton icon={Play} label={words.resume(name)} onClick={() => queue.resume(item)} />}
      {state === 'failed' && isWorthRetrying(item.failure) && (
        <IconButton icon={RotateCw} label={words.retry(name)} onClick={() => queue.retry(item)} />
      )}
      <IconButton icon={X} label={words.cancel(name)} onClick={() => queue.cancel(item)} />
    </div>
  );
}
