// All shares of the workspace: what is shared, with which terms, and how much it was used.
import { useInfiniteQuery } from '@tanstack/react-query';
import { File, Folder, Link2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { explain } from '../api/errors.ts';
import { addressOf } from '../app/base.ts';
import { Failure } from '../app/error-boundary.tsx';
import { usePageTitle } from '../app/page-title.ts';
import { oneOf } from '../app/search-params.ts';
import { useParams } from '../app/use-params.ts';
import { useFormats, useMessages } from '../i18n/index.ts';
import { buttonClass } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Select } from '../ui/select.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { EditShareDialog } from './share-dialog.tsx';
import { ShareSummary } from './share-summary.tsx';
import { allShares, itemsOf } from './shares.ts';
import { SHARE_STATES, type Share, targetOf } from './states.ts';

const PARAMS = {
  state: oneOf(['all', ...SHARE_STATES], 'all'),
  order: oneOf(['newest', 'oldest'], 'newest'),
};

export function SharesPage() {
  const { sharing } = useMessages();
  const formats = useFormats();
  usePageTitle(sharing.page);
  const [{ state: chosen, order }, change] = useParams(PARAMS);
  const [edited, setEdited] = useState<Share>();
  const state = chosen === 'all' ? undefined : chosen;
  const list = useInfiniteQuery(allShares(state, order));
  const shares = itemsOf(list.data);
  const total = list.data?.pages[0]?.collection_total ?? 0;
  if (list.error) return <Failure lead={explain(list.error)} />;
  if (list.data && total === 0 && state === undefined) return <NothingShared />;
  return (
    <div className="mx-auto max-w-4xl px-4 py-6 sm:px-6">
      <div className="mb-4 flex flex-wrap items-center gap-3">
        <h1 className="me-auto text-xl font-semibold">
          {sharing.page}
          {list.data && <span className="ps-2 text-base font-normal text-ink-faint">{formats.number(total)}</span>}
        </h1>
        <Select
          label={sharing.filter}
          choices={[
            { value: 'all' as const, label: sharing.allStates },
            ...SHARE_STATES.map((value) => ({ value, label: sharing.states[value] })),
          ]}
          value={chosen}
          onChange={(value) => change({ state: value })}
        />
        <Select
          label={sharing.order}
          choices={(['newest', 'oldest'] as const).map((value) => ({ value, label: sharing.orders[value] }))}
          value={order}
          onChange={(value) => change({ order: value })}
        />
      </div>
      <ul className="grid overflow-hidden rounded-xl border border-line bg-surface empty:hidden">
        {shares.map((share) => (
          <SharedItem key={share.id} share={share} onEdit={() => setEdited(share)} />
        ))}
      </ul>
      {list.isPending && <Skeleton className="h-60 w-full rounded-xl" />}
      {list.data && shares.length === 0 && !list.hasNextPage && (
        <p className="py-12 text-center text-ink-soft">{sharing.noneSuch}</p>
      )}
      <More isThere={list.hasNextPage} isBusy={list.isFetchingNextPage} onWanted={() => void list.fetchNextPage()} />
      {edited && (
        <EditShareDialog
          share={edited}
          name={targetOf(edited).name ?? sharing.targetGone}
          onClose={() => setEdited(undefined)}
        />
      )}
    </div>
  );
}

function NothingShared() {
  const { sharing, errors } = useMessages();
  return (
    <EmptyState icon={Link2} title={sharing.emptyTitle} lead={sharing.emptyLead}>
      <Link href="/" className={buttonClass({ kind: 'primary' })}>
        {errors.toLibrary}
      </Link>
    </EmptyState>
  );
}

function SharedItem({ share, onEdit }: { readonly share: Share; readonly onEdit: () => void }) {
  const { sharing } = useMessages();
  const { type, id, name } = targetOf(share);
  const shown = name ?? sharing.targetGone;
  const classes = 'min-w-0 truncate font-semibold';
  const lead =
    name !== undefined && type === 'folder' ? (
      <Link href={`/folder/${id}`} className={`${classes} hover:underline`}>
        <bdi>{shown}</bdi>
      </Link>
    ) : (
      <span className={`${classes} ${name === undefined ? 'text-ink-faint' : ''}`}>
        <bdi>{shown}</bdi>
      </span>
    );
  return (
    <li className="flex items-center gap-3 border-b border-line py-3 ps-3 pe-2 [contain-intrinsic-size:auto_4.5rem] [content-visibility:auto] last:border-0 sm:ps-4">
      <Picture share={share} />
      <div className="min-w-0 flex-1">
        <ShareSummary share={share} name={shown} lead={lead} onEdit={onEdit} />
      </div>
    </li>
  );
}

function Picture({ share: { asset, folder } }: { readonly share: Share }) {
  const [hasFailed, setFailed] = useState(false);
  const hasPicture = asset !== null && typeof asset !== 'string' && asset.thumbnail_url !== null && !hasFailed;
  const Icon = folder === null ? File : Folder;
  return (
    <span className="relative hidden size-12 shrink-0 place-items-center overflow-hidden rounded-lg bg-sunken text-ink-faint sm:grid">
      {hasPicture ? (
        <img
          src={addressOf(`/api/store/asset/${asset.id}/thumbnail?size=200`)}
          alt=""
          loading="lazy"
          className="absolute inset-0 size-full object-cover"
          onError={() => setFailed(true)}
        />
      ) : (
        <Icon aria-hidden size={20} strokeWidth={1.5} />
      )}
    </span>
  );
}

interface MoreProps {
  readonly isThere: boolean;
  readonly isBusy: boolean;
  readonly onWanted: () => void;
}

/** The next page comes as soon as its place is near. */
function More({ isThere, isBusy, onWanted }: MoreProps) {
  const { sharing } = useMessages();
  const place = useRef<HTMLButtonElement>(null);
  const latest = useRef(onWanted);
  useEffect(() => {
    latest.current = onWanted;
  });
  useEffect(() => {
    const element = place.current;
    if (element === null || !isThere || isBusy) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && latest.current(), {
      rootMargin: '600px',
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [isThere, isBusy]);
  if (!isThere) return null;
  return (
    <div className="grid justify-center pt-4">
      <button ref={place} type="button" disabled={isBusy} className={buttonClass()} onClick={onWanted}>
        {sharing.moreShares}
      </button>
    </div>
  );
}
