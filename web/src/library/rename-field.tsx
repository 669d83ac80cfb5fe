// The field for another name, over the entry that it is about. The part before the extension is selected.
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useMessages } from '../i18n/index.ts';
import type { EntryList } from './entry-list.ts';
import { boxOf, type Layout } from './layout.ts';
import { rename } from './list-actions.ts';
import { type Entry, isFolder } from './rows.ts';

interface RenameFieldProps {
  readonly layout: Layout;
  readonly list: EntryList;
  readonly renaming: Entry | undefined;
  readonly onEnd: () => void;
  readonly onChanged: () => void;
}

export function RenameField({ layout, list, renaming, onEnd, onChanged }: RenameFieldProps) {
  if (renaming === undefined) return null;
  const index = list.indexOf(renaming.id);
  if (index === undefined) return null;
  const box = boxOf(layout, index);
  const isLine = layout.mode === 'list';
  const isBelow = !isLine && renaming.type !== 'folder';
  return (
    <div
      className="pointer-events-auto absolute z-20"
      style={{
        transform: `translate(${box.x + (isLine ? box.height + 8 : isBelow ? -4 : 36)}px, ${box.y + (isBelow ? box.width + 2 : (box.height - 34) / 2)}px)`,
        inlineSize: isLine ? Math.min(420, box.width - box.height - 16) : box.width + (isBelow ? 8 : -44),
      }}
    >
      <NameInput key={renaming.id} row={renaming} list={list} onEnd={onEnd} onChanged={onChanged} />
    </div>
  );
}

function NameInput({
  row,
  list,
  onEnd,
  onChanged,
}: Omit<RenameFieldProps, 'layout' | 'renaming'> & { readonly row: Entry }) {
  const { library } = useMessages();
  const [name, setName] = useState(row.name);
  const [error, setError] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  const isOver = useRef(false);
  useEffect(() => {
    const input = field.current;
    if (input === null) return;
    input.focus({ preventScroll: true });
    const dot = row.name.lastIndexOf('.');
    input.setSelectionRange(0, isFolder(row) || dot <= 0 ? row.name.length : dot);
  }, [row]);

  /** The name is there at once; when the server refuses it, the old one comes back, and why is told. */
  function save(): void {
    const wanted = name.trim();
    if (isOver.current) return;
    if (wanted === '') {
      setError(library.nameMissing);
      return;
    }
    isOver.current = true;
    onEnd();
    if (wanted === row.name) return;
    void rename(list, row, wanted, onChanged);
  }

  function onKeyDown(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key === 'Escape') {
      isOver.current = true;
      onEnd();
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      save();
    }
  }

  return (
    <>
      <input
        ref={field}
        aria-label={library.rename}
        aria-invalid={error !== undefined}
        className="field-box h-8.5 min-h-0 px-2 text-sm shadow-2"
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => save()}
        onPointerDown={(event) => event.stopPropagation()}
      />
      {error !== undefined && (
        <p role="alert" className="popup mt-1 px-2.5 py-1.5 text-sm text-danger">
          {error}
        </p>
      )}
    </>
  );
}
