// A text of an asset that is edited where it stands: its name, its description.
import { type KeyboardEvent, useId } from 'react';
import { SaveNote } from './save-note.tsx';
import { useAutosave } from './use-autosave.ts';

interface TextEditorProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly isLong?: boolean;
  readonly canEdit: boolean;
  /** Answers why it is refused. */
  readonly save: (text: string) => Promise<string | undefined>;
}

export function TextEditor({ label, value, placeholder, isLong = false, canEdit, save }: TextEditorProps) {
  const id = useId();
  const text = useAutosave(value, save);
  const isWrong = text.state.is === 'failed';
  const shared = {
    id,
    value: text.value,
    placeholder,
    readOnly: !canEdit,
    dir: 'auto',
    'aria-invalid': isWrong || undefined,
    onChange: ({ target }: { target: { value: string } }) => text.change(target.value),
    onBlur: text.flush,
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (event.key === 'Escape') {
        event.stopPropagation();
        text.revert();
      } else if (event.key === 'Enter' && (!isLong || event.ctrlKey || event.metaKey)) text.flush();
    },
  } as const;
  return (
    <div className="grid gap-1">
      <div className="flex items-baseline justify-between gap-2">
        <label htmlFor={id} className="text-sm font-medium text-ink-soft">
          {label}
        </label>
        <SaveNote state={text.state} />
      </div>
      {isLong ? (
        <textarea rows={3} className="field-box field-sizing-content max-h-60 min-h-18 resize-none py-2" {...shared} />
      ) : (
        <input type="text" spellCheck={false} className="field-box" {...shared} />
      )}
    </div>
  );
}
