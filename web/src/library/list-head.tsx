// Above a list: where one is, how much there is, and how it is shown.
import { ArrowDownUp, Check, FolderPlus, LayoutGrid, List as ListIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useObservable } from '../app/observable.ts';
import { useParams } from '../app/use-params.ts';
import { canRun, runCommand } from '../commands/running.ts';
import { useTranslation } from '../i18n/index.ts';
import { ICON_BUTTON, IconButton } from '../ui/button.tsx';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../ui/menu.tsx';
import type { EntryList } from './entry-list.ts';
import { FilterMenu } from './filter-menu.tsx';
import type { ViewMode } from './layout.ts';
import { LIST_PARAMS, SORTS, type Sort } from './list-params.ts';
import { chooseDensity, DENSITIES, density } from './look.ts';
import { SaveSearch } from './save-search.tsx';
import type { Scope } from './sources.ts';

interface ListHeadProps {
  readonly scope: Scope;
  readonly title: string;
  readonly way?: ReactNode;
  readonly list: EntryList;
  readonly mode: ViewMode;
  readonly order: { readonly sort: Sort; readonly order: 'asc' | 'desc' };
  readonly canWrite: boolean;
  readonly actions?: ReactNode;
}

export function ListHead({ scope, title, way, list, mode, order, canWrite, actions }: ListHeadProps) {
  const { messages } = useTranslation();
  return (
    <div className="flex min-h-14 shrink-0 items-center gap-1 ps-4 pe-2 sm:ps-5 sm:pe-3">
      <div className="flex min-w-0 flex-1 items-baseline gap-3">
        {way ?? <h1 className="truncate text-xl font-semibold tracking-tight">{title}</h1>}
        <Count list={list} />
      </div>
      {actions}
      {scope.type === 'folder' && canWrite && (
        <IconButton
          icon={FolderPlus}
          label={messages.library.newFolder}
          onClick={() => runCommand('folder.create')}
          disabled={!canRun('folder.create') && list.total() === undefined}
        />
      )}
      {scope.type !== 'trash' && (
        <>
          <SaveSearch scope={scope} place={title} />
          <FilterMenu />
          <SortMenu order={order} />
        </>
      )}
      <LookMenu mode={mode} />
    </div>
  );
}

function Count({ list }: { readonly list: EntryList }) {
  const { messages, formats } = useTranslation();
  const total = list.total();
  if (total === undefined || total === 0) return null;
  const folders = list.folders();
  const assets = total - folders;
  const parts = [
    folders > 0 && messages.library.folderCount(folders, formats.number(folders)),
    assets > 0 &&
      (list.isTrash
        ? messages.library.entries(assets, formats.number(assets))
        : messages.library.count(assets, formats.number(assets))),
  ].filter((part) => part !== false);
  return <span className="hidden shrink-0 text-sm text-ink-faint tabular-nums sm:block">{parts.join(', ')}</span>;
}

function SortMenu({ order }: { readonly order: ListHeadProps['order'] }) {
  const { messages } = useTranslation();
  const words = messages.library;
  const [, change] = useParams(LIST_PARAMS);
  return (
    <Menu
      trigger={
        <button type="button" className={ICON_BUTTON} aria-label={`${words.sort}: ${words.sorts[order.sort]}`}>
          <ArrowDownUp aria-hidden size={18} strokeWidth={1.75} />
        </button>
      }
    >
      {SORTS.map((sort) => (
        <MenuItem
          key={sort}
          {...(order.sort === sort && { icon: Check })}
          label={words.sorts[sort]}
          onSelect={() => change({ sort, order: '' })}
        />
      ))}
      <MenuSeparator />
      {(['asc', 'desc'] as const).map((one) => (
        <MenuItem
          key={one}
          {...(order.order === one && { icon: Check })}
          label={words.orders[one]}
          onSelect={() => change({ sort: order.sort, order: one })}
        />
      ))}
    </Menu>
  );
}

function LookMenu({ mode }: { readonly mode: ViewMode }) {
  const { messages } = useTranslation();
  const words = messages.library;
  const chosen = useObservable(density);
  const Icon = mode === 'grid' ? LayoutGrid : ListIcon;
  return (
    <Menu
      trigger={
        <button type="button" className={ICON_BUTTON} aria-label={words.look}>
          <Icon aria-hidden size={18} strokeWidth={1.75} />
        </button>
      }
    >
      <MenuItem icon={LayoutGrid} label={words.grid} onSelect={() => mode !== 'grid' && runCommand('view.toggle')} />
      <MenuItem
        icon={ListIcon}
        label={words.lines}
        keys="G L"
        onSelect={() => mode !== 'list' && runCommand('view.toggle')}
      />
      <MenuSeparator />
      <MenuChoice
        label={words.density}
        choices={DENSITIES.map((value) => ({ value, label: words.densities[value] }))}
        value={chosen}
        onChange={chooseDensity}
      />
    </Menu>
  );
}
