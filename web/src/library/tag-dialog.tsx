// The tags of what is selected: those on all of it, those on some, and new ones.
import { useQuery } from '@tanstack/react-query';
import { Check, Minus, Plus } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import type { EntryList } from './entry-list.ts';
import { applyEdit, selectedRows } from './list-actions.ts';
import { countOf, type Selection } from './selection.ts';
import { type TagState, tagStates } from './tag-states.ts';
import { useTags } from './use-tags.ts';

/** How many are looked at to say which tags they have. */
const LOOKED_AT = 1_000;

interface TagDialogProps {
  readonly list: EntryList;
  readonly selection: Selection;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

export function TagDialog({ list, selection, onClose, onChanged }: TagDialogProps) {
  const { messages, formats } = useTranslation();
  const words = messages.library;
  const { data: rows } = useQuery({
    queryKey: ['tags-of', list.key, selection.ranges],
    queryFn: () => selectedRows(list, selection, LOOKED_AT),
    gcTime: 0,
  });
  const [chosen, setChosen] = useState<ReadonlyMap<string, 'all' | 'none'>>(new Map());
  const [typed, setTyped] = useState('');
  const suggestions = useTags(typed.trim());
  const states = tagStates(rows ?? [], countOf(selection) > LOOKED_AT);
  const set = (tag: string, state: 'all' | 'none'): void => setChosen(new Map(chosen).set(tag, state));
  const tags = [...new Set([...chosen.keys(), ...states.keys()])].sort((one, other) => one.localeCompare(other));
  const offered = suggestions.filter(({ tag }) => !tags.includes(tag)).slice(0, 12);
  const assets = countOf(selection) - (rows ?? []).filter(({ type }) => type === 'folder').length;

  function addTyped(): void {
    const tag = typed.trim();
    if (tag !== '') set(tag, 'all');
    setTyped('');
  }

  function apply(): void {
    const add = [...chosen].filter(([tag, state]) => state === 'all' && states.get(tag) !== 'all').map(([tag]) => tag);
    const remove = [...chosen].filter(([tag, state]) => state === 'none' && states.has(tag)).map(([tag]) => tag);
    const rest = typed.trim();
    if (rest !== '' && states.get(rest) !== 'all') add.push(rest);
    onClose();
    if (add.length + remove.length > 0) void applyEdit(list, selection, { type: 'tag', add, remove }, onChanged);
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.tagTitle(assets, formats.number(assets))}
      description={rows?.some(({ type }) => type === 'folder') === true ? words.tagFolders : undefined}
    >
      <div className="grid gap-4">
        <div className="flex gap-2">
          <input
            data-first
            aria-label={words.addTag}
            placeholder={words.addTag}
            value={typed}
            maxLength={100}
            autoComplete="off"
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event: KeyboardEvent) => {
              if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
              event.preventDefault();
              if (typed.trim() === '') apply();
              else addTyped();
            }}
            className="field-box"
          />
          <Button icon={Plus} onClick={addTyped}>
            {words.add}
          </Button>
        </div>
        {offered.length > 0 && (
          <div className="flex max-h-20 flex-wrap gap-1.5 overflow-y-auto">
            {offered.map(({ tag, assets: count }) => (
              <button
                key={tag}
                type="button"
                onClick={() => {
                  set(tag, 'all');
                  setTyped('');
                }}
                className="inline-flex h-7 items-center gap-1.5 rounded-full border border-dashed border-edge px-2.5 text-sm text-ink-soft hover:bg-hover"
              >
                {tag}
                <span className="text-xs text-ink-faint tabular-nums">{formats.number(count)}</span>
              </button>
            ))}
          </div>
        )}
        {rows === undefined ? (
          <Skeleton className="h-24 w-full rounded-xl" />
        ) : (
          <div className="max-h-56 min-h-24 overflow-y-auto rounded-xl border border-line p-1">
            {tags.length === 0 && <p className="p-3 text-ink-faint">{words.tagsNone}</p>}
            {tags.map((tag) => (
              <TagLine
                key={tag}
                tag={tag}
                state={chosen.get(tag) ?? states.get(tag) ?? 'none'}
                onChange={(state) => set(tag, state)}
              />
            ))}
          </div>
        )}
      </div>
      <DialogActions>
        <Button onClick={onClose}>{messages.app.cancel}</Button>
        <Button kind="primary" onClick={apply}>
          {words.apply}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

interface TagLineProps {
  readonly tag: string;
  readonly state: TagState | 'none';
  readonly onChange: (state: 'all' | 'none') => void;
}

function TagLine({ tag, state, onChange }: TagLineProps) {
  const { library } = useTranslation().messages;
  return (
    // biome-ignore lint/a11y/useSemanticElements: an input has no third state that a page could set without a script
    <button
      type="button"
      role="checkbox"
      aria-checked={state === 'some' ? 'mixed' : state === 'all'}
      onClick={() => onChange(state === 'all' ? 'none' : 'all')}
      className="flex min-h-9 w-full items-center gap-3 rounded-lg px-2.5 text-start hover:bg-hover"
    >
      <span
        className={`grid size-4.5 shrink-0 place-items-center rounded border ${state === 'none' ? 'border-edge' : 'border-accent bg-accent text-on-accent'}`}
      >
        {state === 'all' && <Check aria-hidden size={13} strokeWidth={3} />}
        {state === 'some' && <Minus aria-hidden size={13} strokeWidth={3} />}
      </span>
      <span className="min-w-0 flex-1 truncate">{tag}</span>
      {state === 'some' && <span className="text-sm text-ink-faint">{library.onSome}</span>}
    </button>
  );
}
