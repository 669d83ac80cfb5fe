// The field for another name of a folder, in its place in the tree.
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useMessages } from '../i18n/index.ts';

interface TreeNameFieldProps {
  readonly name: string;
  /** undefined: it stays as it is. */
  readonly onEnd: (name: string | undefined) => void;
}

export function TreeNameField({ name: before, onEnd }: TreeNameFieldProps) {
  const { library } = useMessages();
  const [name, setName] = useState(before);
  const field = useRef<HTMLInputElement>(null);
  const isOver = useRef(false);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  function end(wanted: string | undefined): void {
    if (isOver.current) return;
    isOver.current = true;
    onEnd(wanted === '' || wanted === before ? undefined : wanted);
  }
  function onKeyDown(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key === 'Escape') end(undefined);
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) end(name.trim());
    else return;
    event.preventDefault();
  }
  return (
    <input
      ref={field}
      aria-label={library.rename}
      maxLength={255}
      className="field-box h-7 min-h-0 min-w-0 flex-1 rounded-md px-1.5 text-sm"
      value={name}
      onChange={(event) => setName(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={({ currentTarget, relatedTarget }) => {
        // The menu that asked for it gives the focus back to the folder when it has gone.
        if (relatedTarget !== null && relatedTarget === currentTarget.closest('[data-node]')) currentTarget.focus();
        else end(name.trim());
      }}
      onClick={(event) => event.stopPropagation()}
      onFocus={(event) => event.stopPropagation()}
    />
  );
}
