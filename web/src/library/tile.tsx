// One entry of a list, as a tile or as a line: drawn again only when something about itself has changed. What is done to it is
// listened for by the list as a whole, which finds it by its `data-index`.
import { Check } from 'lucide-react';
import { memo } from 'react';
import type { Observable } from '../app/observable.ts';
import { type Messages, useTranslation } from '../i18n/index.ts';
import { uploadTargetAttributes } from '../upload/target.ts';
import { detailOf, iconOf, kindOf, spokenName } from './kinds.ts';
import type { ViewMode } from './layout.ts';
import type { AssetRow, Entry, TrashRow } from './rows.ts';
import { Thumbnail } from './thumbnail.tsx';

export interface TileProps {
  readonly index: number;
  readonly total: number;
  readonly row: Entry | undefined;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly mode: ViewMode;
  readonly isSelected: boolean;
  readonly isFocused: boolean;
  /** Cut, and waiting to be put elsewhere. */
  readonly isCut: boolean;
  /** What is dragged would fall into it. */
  readonly isTarget: boolean;
  readonly showsPath: boolean;
  readonly isFast: Observable<boolean>;
}

export const Tile = memo(function Tile(props: TileProps) {
  const { index, total, row, x, y, width, height, mode, isSelected, isFocused, isCut, isTarget } = props;
  const { messages, formats } = useTranslation();
  return (
    <div
      role="option"
      id={`entry-${index}`}
      aria-selected={isSelected}
      aria-posinset={index + 1}
      aria-setsize={total}
      aria-label={row === undefined ? messages.app.loading : spokenName(row, messages, formats)}
      aria-busy={row === undefined}
      tabIndex={isFocused ? 0 : -1}
      data-index={index}
      data-target={isTarget || undefined}
      draggable={row !== undefined}
      className={`entry group/entry ${mode === 'grid' ? 'entry-tile' : 'entry-line'} ${isCut ? 'opacity-45' : ''}`}
      {...(row?.type === 'folder' && uploadTargetAttributes(row.id, row.name))}
      style={{ transform: `translate(${x}px, ${y}px)`, inlineSize: width, blockSize: height }}
    >
      {row === undefined ? <Waiting {...props} /> : <Shown {...props} row={row} />}
    </div>
  );
});

type ShownProps = TileProps & { readonly row: Entry };

function Shown(props: ShownProps) {
  if (props.mode === 'list') return <Line {...props} />;
  return props.row.type === 'folder' ? <FolderTile {...props} /> : <PictureTile {...props} row={props.row} />;
}

function PictureTile({ row, width, isFast, showsPath }: TileProps & { readonly row: AssetRow | TrashRow }) {
  const { messages, formats } = useTranslation();
  return (
    <>
      <div className="entry-picture" style={{ blockSize: width }}>
        <Thumbnail row={row} width={width} isFast={isFast} />
        <Badge row={row} />
        <CheckMark />
      </div>
      <div className="mt-1.5 truncate px-1 text-sm font-medium" title={row.name} data-name>
        {row.name}
      </div>
      <div className="truncate px-1 text-xs text-ink-faint">
        {(showsPath ? placeOf(row, messages) : undefined) ?? detailOf(row, messages, formats)}
      </div>
    </>
  );
}

function FolderTile({ row }: ShownProps) {
  const { messages, formats } = useTranslation();
  const Icon = iconOf(row);
  return (
    <div className="entry-folder">
      <Icon aria-hidden size={20} strokeWidth={1.75} className="shrink-0 fill-accent-soft text-accent-ink" />
      <div className="min-w-0 flex-1">
        <div className="truncate text-sm font-medium" title={row.name} data-name>
          {row.name}
        </div>
        <div className="truncate text-xs text-ink-faint">{detailOf(row, messages, formats)}</div>
      </div>
      <CheckMark />
    </div>
  );
}

function Line({ row, height, isFast, showsPath }: ShownProps) {
  const { messages, formats } = useTranslation();
  const size = height - 10;
  return (
    <div className="entry-cells">
      <span className="relative grid place-items-center">
        <span
          className="relative block overflow-hidden rounded-md bg-sunken"
          style={{ inlineSize: size, blockSize: size }}
        >
          {row.type === 'folder' ? <FolderSign row={row} /> : <Thumbnail row={row} width={size} isFast={isFast} />}
        </span>
        <CheckMark />
      </span>
      <span className="min-w-0">
        <span className="block truncate font-medium" title={row.name} data-name>
          {row.name}
        </span>
        <span className="block truncate text-xs text-ink-faint min-[48rem]:hidden">
          {detailOf(row, messages, formats)}
        </span>
      </span>
      <span className="entry-cell">
        {(showsPath || row.type !== 'asset' ? placeOf(row, messages) : undefined) ?? kindOf(row, messages)}
      </span>
      <span className="entry-cell text-end tabular-nums">
        {row.type === 'folder' && row.size === 0 ? '–' : formats.bytes(row.size)}
      </span>
      <span className="entry-cell tabular-nums">{formats.date(timeOf(row))}</span>
    </div>
  );
}

/** undefined: of a folder, where it lies goes without saying. */
function placeOf(row: Entry, { library }: Messages): string | undefined {
  if (row.type === 'folder') return undefined;
  const path = row.type === 'asset' ? row.folder_path : row.from;
  return path === '/' ? library.topLevel : path;
}

const timeOf = (row: Entry): string => ('trashed_at' in row ? row.trashed_at : row.updated);

function FolderSign({ row }: { readonly row: Entry }) {
  const Icon = iconOf(row);
  return (
    <span className="absolute inset-0 grid place-items-center text-accent-ink">
      <Icon aria-hidden size={18} strokeWidth={1.75} className="fill-accent-soft" />
    </span>
  );
}

/** Pointing at it selects beside what is selected. It is no control: the option as a whole is. */
const CheckMark = () => (
  <span data-check className="entry-check">
    <Check aria-hidden size={14} strokeWidth={3} />
  </span>
);

function Badge({ row }: { readonly row: Entry }) {
  const { messages, formats } = useTranslation();
  if (row.type !== 'asset') return null;
  const text =
    row.duration !== null
      ? formats.playingTime(row.duration)
      : row.page_count !== null && row.page_count > 1
        ? messages.library.pages(formats.number(row.page_count))
        : undefined;
  return text === undefined ? null : <span className="entry-badge">{text}</span>;
}

function Waiting({ mode, width, height, row }: TileProps) {
  if (mode === 'list')
    return (
      <div className="entry-cells" aria-hidden>
        <span className="block size-full rounded-md bg-pressed" />
        <span className="block h-3 w-40 rounded bg-pressed" />
      </div>
    );
  if (height < width && row === undefined) return <div className="size-full rounded-xl bg-pressed" />;
  return (
    <>
      <div className="rounded-xl bg-pressed" style={{ blockSize: width }} />
      <div className="mt-2.5 ms-1 h-3 w-2/3 rounded bg-pressed" />
    </>
  );
}
