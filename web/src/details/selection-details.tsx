// Details of what is selected in a list: of one asset all, of a folder what it holds, of several what they have in common.
import { useQuery } from '@tanstack/react-query';
import { MousePointerClick } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { fetchSignedIn } from '../api/client.ts';
import { explain } from '../api/errors.ts';
import { addressOf } from '../app/base.ts';
import { useObservable } from '../app/observable.ts';
import { useTranslation } from '../i18n/index.ts';
import { selectedRows } from '../library/list-actions.ts';
import type { OpenList } from '../library/openers.ts';
import type { Entry, FolderRow } from '../library/rows.ts';
import { type SentSelection, sentSelections } from '../library/selected.ts';
import { countOf, type Selection } from '../library/selection.ts';
import { thumbnailAddress } from '../preview/viewed.ts';
import { AssetDetails } from './asset-details.tsx';
import { DetailsFrame } from './details-frame.tsx';
import { Facts } from './section.tsx';
import { commonOf } from './shared-values.ts';

export function SelectionDetails({ open }: { readonly open: OpenList }) {
  const { list } = open;
  const { details } = useTranslation().messages;
  const selection = useObservable(open.selection);
  useSyncExternalStore(list.subscribe, list.version);
  const count = countOf(selection);
  const only = count === 1 ? list.rowAt(selection.ranges[0]?.[0] ?? -1) : undefined;
  return (
    <DetailsFrame>
      {count === 0 ? (
        <div className="grid justify-items-center gap-3 px-8 py-16 text-center text-ink-faint">
          <MousePointerClick aria-hidden size={28} strokeWidth={1.5} />
          <p className="text-pretty">{details.nothing}</p>
        </div>
      ) : only !== undefined ? (
        <One key={only.id} row={only} open={open} />
      ) : (
        count > 1 && <Several open={open} selection={selection} count={count} />
      )}
    </DetailsFrame>
  );
}

function One({ row, open }: { readonly row: Entry; readonly open: OpenList }) {
  if (row.type === 'folder') return <FolderDetails row={row} />;
  if (row.type !== 'asset') return null;
  return (
    <>
      {row.has_thumbnail && (
        <div className="mx-4 mb-3 grid h-44 place-items-center overflow-hidden rounded-xl bg-sunken">
          <img
            src={`${thumbnailAddress(row.id, 500)}&v=${row.version}`}
            alt=""
            className="max-h-44 max-w-full object-contain"
          />
        </div>
      )}
      <AssetDetails id={row.id} open={open} />
    </>
  );
}

function FolderDetails({ row }: { readonly row: FolderRow }) {
  const { messages, formats } = useTranslation();
  const words = messages.details;
  return (
    <div className="grid gap-4 px-4 pb-5">
      <p className="text-lg font-medium wrap-anywhere">{row.name}</p>
      {row.description !== null && <p className="text-ink-soft text-pretty">{row.description}</p>}
      <Facts
        facts={[
          {
            name: words.kind,
            value: row.vault === null ? messages.library.kinds.folder : messages.library.kinds.vault,
          },
          { name: words.assets, value: formats.number(row.asset_count) },
          { name: words.folders, value: formats.number(row.folder_count) },
          { name: words.size, value: formats.bytes(row.size) },
          { name: words.path, value: row.path },
          { name: words.added, value: formats.dateTime(row.created) },
          { name: words.changed, value: formats.dateTime(row.updated) },
        ]}
      />
    </div>
  );
}

/** Of more than these, only number and size are told. */
const MOST_COMPARED = 500;

interface SeveralProps {
  readonly open: OpenList;
  readonly selection: Selection;
  readonly count: number;
}

function Several({ open: { list }, selection, count }: SeveralProps) {
  const { messages, formats } = useTranslation();
  const words = messages.details;
  const key = [list.key, list.version(), JSON.stringify(selection.ranges)];
  const size = useQuery({
    queryKey: ['selection', ...key],
    queryFn: async ({ signal }) => {
      const sizes = await Promise.all((await sentSelections(list, selection)).map((sent) => measure(sent, signal)));
      return sizes.reduce((sum, size) => sum + size, 0);
    },
  });
  const common = useQuery({
    queryKey: ['common', ...key],
    queryFn: async () => commonOf(await selectedRows(list, selection, MOST_COMPARED)),
    enabled: count <= MOST_COMPARED,
  });
  const { kinds = [], places = [], tags = [], isPublic } = common.data ?? {};
  const mixed = (values: readonly string[]): string | undefined => (values.length > 1 ? words.mixed : values[0]);
  return (
    <div className="grid gap-5 px-4 pb-5">
      <p className="text-lg font-medium">{messages.library.entries(count, formats.number(count))}</p>
      {size.error && <p className="text-danger">{explain(size.error)}</p>}
      <Facts
        facts={[
          { name: words.size, value: size.data === undefined ? undefined : formats.bytes(size.data) },
          { name: words.kind, value: mixed(kinds.map((kind) => messages.library.kinds[kind])) },
          { name: words.folder, value: mixed(places) },
          {
            name: words.visibility,
            value:
              isPublic === undefined
                ? undefined
                : isPublic === 'mixed'
                  ? words.mixed
                  : isPublic
                    ? words.isPublicNow
                    : words.isPrivateNow,
          },
        ]}
      />
      {tags.length > 0 && (
        <div className="grid gap-2">
          <h3 className="text-sm font-medium text-ink-soft">{words.tags}</h3>
          <ul className="flex flex-wrap gap-1.5">
            {tags.map(({ tag, isOnAll }) => (
              <li
                key={tag}
                className={`rounded-full px-2.5 py-0.5 text-sm ${isOnAll ? 'bg-accent-soft text-accent-ink' : 'border border-dashed border-edge text-ink-soft'}`}
              >
                {tag}
                {!isOnAll && <span className="text-ink-faint"> · {words.onSome}</span>}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

/** Bytes, with those in folders. */
async function measure(selection: SentSelection, signal: AbortSignal): Promise<number> {
  const url = location.origin + addressOf('/api/console/selection');
  const headers = { 'content-type': 'application/json' };
  const response = await fetchSignedIn(
    new Request(url, { method: 'POST', headers, body: JSON.stringify({ selection }), signal }),
  );
  const { size }: { readonly size: number } = await response.json();
  return size;
}
