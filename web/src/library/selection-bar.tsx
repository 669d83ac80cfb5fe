// How many are selected, and what can be done with them: floats over the end of the list.
import { Ellipsis, X } from 'lucide-react';
import { type Observable, useObservable } from '../app/observable.ts';
import { runCommand, useRunnable } from '../commands/running.ts';
import { type CommandId, commandOf } from '../commands/table.ts';
import { useTranslation } from '../i18n/index.ts';
import { ICON_BUTTON, IconButton } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import type { EntryList } from './entry-list.ts';
import { CommandList, ICONS, isDangerous } from './entry-menu.tsx';
import { countOf, type Selection } from './selection.ts';
import type { Scope } from './sources.ts';

const FIRST = [
  'entries.move',
  'entries.tag',
  'entries.download',
  'entry.share',
  'entries.trash',
  'entries.restore',
  'entries.purge',
] as const satisfies readonly CommandId[];

interface SelectionBarProps {
  readonly list: EntryList;
  readonly selection: Observable<Selection>;
  readonly scope: Scope;
  readonly canWrite: boolean;
}

export function SelectionBar({ selection, scope }: SelectionBarProps) {
  const { messages, formats } = useTranslation();
  const count = countOf(useObservable(selection));
  const runnable = useRunnable(FIRST);
  const words = count === 0 ? messages.library.noneSelected : messages.library.selected(count, formats.number(count));
  return (
    <>
      <div role="status" className="sr-only">
        {words}
      </div>
      {count > 0 && (
        <div className="pointer-events-none absolute inset-x-0 bottom-0 z-20 flex justify-center p-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
          <div
            role="toolbar"
            aria-label={messages.library.actions}
            className="popup pointer-events-auto flex max-w-full items-center gap-0.5 rounded-2xl p-1 shadow-3"
          >
            <IconButton icon={X} label={messages.library.unselect} onClick={() => runCommand('entries.none')} />
            <span aria-hidden className="min-w-0 truncate pe-2 font-medium tabular-nums">
              {words}
            </span>
            <span aria-hidden className="mx-1 h-5 w-px bg-line max-sm:hidden" />
            {runnable
              .filter((id) => id !== 'entries.purge' || scope.type === 'trash')
              .map((id) => (
                <BarButton key={id} id={id} />
              ))}
            <Menu
              trigger={
                <button type="button" className={ICON_BUTTON} aria-label={messages.library.more}>
                  <Ellipsis aria-hidden size={18} strokeWidth={1.75} />
                </button>
              }
            >
              <CommandList scope={scope} />
            </Menu>
          </div>
        </div>
      )}
    </>
  );
}

function BarButton({ id }: { readonly id: (typeof FIRST)[number] }) {
  const { messages } = useTranslation();
  const label = commandOf(id).label(messages).replace(/ …$/, '');
  const Icon = ICONS[id];
  return (
    <button
      type="button"
      aria-label={label}
      onClick={() => runCommand(id)}
      className={`inline-flex h-9 min-w-9 items-center justify-center gap-2 rounded-xl px-2 font-medium hover:bg-hover lg:px-2.5 ${isDangerous(id) ? 'text-danger' : 'text-ink-soft hover:text-ink'}`}
    >
      <Icon aria-hidden size={18} strokeWidth={1.75} />
      <span className="hidden lg:inline">{label}</span>
    </button>
  );
}
