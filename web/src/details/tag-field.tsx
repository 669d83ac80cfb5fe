// The tags of an asset: taken away one by one, and added with those in use as suggestions. Each change is saved at once.
import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useId, useState } from 'react';
import { explain } from '../api/errors.ts';
import { useMessages } from '../i18n/index.ts';
import { askConsole } from '../library/rows.ts';
import { SaveNote } from './save-note.tsx';
import type { SaveState } from './use-autosave.ts';

interface TagFieldProps {
  readonly tags: readonly string[];
  readonly canEdit: boolean;
  readonly save: (tags: string[]) => Promise<void>;
}

const MOST_SUGGESTIONS = 8;

export function TagField({ tags, canEdit, save }: TagFieldProps) {
  const { details } = useMessages();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [state, setState] = useState<SaveState>({ is: 'untouched' });
  const start = typed.trim();
  const suggestions = useQuery({
    queryKey: ['tags', start],
    queryFn: ({ signal }) =>
      askConsole<{ readonly items: readonly { readonly tag: string }[] }>(
        'tags',
        { ...(start && { starts: start }), limit: 20 },
        signal,
      ),
    enabled: canEdit,
  });
  const offered = suggestions.data?.items.map(({ tag }) => tag).filter((tag) => !tags.includes(tag)) ?? [];

  function put(next: string[]): void {
    setState({ is: 'saving' });
    save(next).then(
      () => setState({ is: 'saved' }),
      (error: unknown) => setState({ is: 'failed', reason: explain(error) }),
    );
  }

  function add(): void {
    const added = typed.split(',').flatMap((tag) => tag.trim() || []);
    setTyped('');
    if (added.length > 0) put([...new Set([...tags, ...added])]);
  }

  return (
    <div className="grid gap-1.5">
      <div className="flex items-baseline justify-between gap-2">
        {canEdit ? (
          <label htmlFor={id} className="text-sm font-medium text-ink-soft">
            {details.tags}
          </label>
        ) : (
          <span className="text-sm font-medium text-ink-soft">{details.tags}</span>
        )}
        <SaveNote state={state} />
      </div>
      {tags.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {tags.map((tag) => (
            <li
              key={tag}
              className="inline-flex max-w-full items-center rounded-full bg-accent-soft ps-2.5 text-sm text-accent-ink"
            >
              <span className="truncate py-0.5 pe-2.5 [&:has(+button)]:pe-0.5">{tag}</span>
              {canEdit && (
                <button
                  type="button"
                  aria-label={details.removeTag(tag)}
                  onClick={() => put(tags.filter((one) => one !== tag))}
                  className="grid size-6 shrink-0 place-items-center rounded-full hover:bg-hover"
                >
                  <X aria-hidden size={13} />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {canEdit && (
        <>
          <input
            id={id}
            className="field-box"
            value={typed}
            placeholder={details.addTag}
            list={`${id}-offered`}
            autoComplete="off"
            onChange={({ target }) => setTyped(target.value)}
            onBlur={add}
            onKeyDown={(event) => {
              if (event.key === 'Enter' || event.key === ',') {
                event.preventDefault();
                add();
              } else if (event.key === 'Backspace' && typed === '' && tags.length > 0) put(tags.slice(0, -1));
            }}
          />
          <datalist id={`${id}-offered`}>
            {offered.slice(0, MOST_SUGGESTIONS).map((tag) => (
              <option key={tag} value={tag} />
            ))}
          </datalist>
        </>
      )}
    </div>
  );
}
