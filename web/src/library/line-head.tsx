// The names of the columns over lines; each orders the list by itself, and the other way round when it does already.
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useParams } from '../app/use-params.ts';
import { useMessages } from '../i18n/index.ts';
import { LIST_PARAMS, type Sort } from './list-params.ts';
import type { Scope } from './sources.ts';

interface LineHeadProps {
  readonly scope: Scope;
  readonly order: { readonly sort: Sort; readonly order: 'asc' | 'desc' };
}

export function LineHead({ scope, order }: LineHeadProps) {
  const { library } = useMessages();
  const { columns } = library;
  const isTrash = scope.type === 'trash';
  const place = isTrash ? columns.from : scope.type === 'folder' ? columns.kind : columns.place;
  return (
    <div className="asset-scroller shrink-0 overflow-hidden border-b border-line px-2 text-xs font-medium text-ink-faint max-[48rem]:hidden">
      <div className="entry-cells h-8">
        <span />
        {isTrash ? <span>{columns.name}</span> : <Column sort="name" label={columns.name} order={order} />}
        <span className="entry-cell text-xs">{place}</span>
        <span className="entry-cell text-end text-xs">
          {isTrash ? columns.size : <Column sort="size" label={columns.size} order={order} />}
        </span>
        <span className="entry-cell text-xs">
          {isTrash ? columns.trashed : <Column sort="updated" label={columns.updated} order={order} />}
        </span>
      </div>
    </div>
  );
}

function Column({
  sort,
  label,
  order,
}: { readonly sort: Sort; readonly label: string } & Pick<LineHeadProps, 'order'>) {
  const { library } = useMessages();
  const [, change] = useParams(LIST_PARAMS);
  const isIt = order.sort === sort;
  const Arrow = order.order === 'asc' ? ArrowUp : ArrowDown;
  return (
    <button
      type="button"
      className="inline-flex min-h-6 items-center gap-1 rounded px-1 -mx-1 hover:text-ink"
      aria-label={`${library.sort}: ${label}${isIt ? `, ${library.orders[order.order]}` : ''}`}
      onClick={() => change({ sort, order: isIt ? (order.order === 'asc' ? 'desc' : 'asc') : '' })}
    >
      {label}
      {isIt && <Arrow aria-hidden size={12} />}
    </button>
  );
}
