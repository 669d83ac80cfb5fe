// What people note of an asset in words of their own: names and values. Values that are no text are shown as JSON, and stay what they are.
import { Plus, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { useMessages } from '../i18n/index.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { SaveNote } from './save-note.tsx';
import { useAutosave } from './use-autosave.ts';

type Metadata = Readonly<Record<string, unknown>>;

interface Line {
  /** Of this line alone, while it is here. */
  readonly id: number;
  readonly name: string;
  readonly text: string;
  /** As it was; undefined for text. */
  readonly other: unknown;
}

interface MetadataFieldProps {
  readonly metadata: Metadata;
  readonly canEdit: boolean;
  readonly save: (metadata: Record<string, unknown>) => Promise<void>;
}

export function MetadataField({ metadata, canEdit, save }: MetadataFieldProps) {
  const { details } = useMessages();
  const ids = useRef(0);
  const linesOf = (from: Metadata): Line[] =>
    Object.entries(from).map(([name, value]) => {
      const isText = typeof value === 'string';
      return {
        id: ids.current++,
        name,
        text: isText ? value : JSON.stringify(value),
        other: isText ? undefined : value,
      };
    });
  const [saved] = useState(() => linesOf(metadata));
  const [lines, setLines] = useState(saved);
  const saving = useAutosave<readonly Line[]>(lines, async (draft) => {
    const named = draft.filter(({ name }) => name.trim() !== '');
    if (new Set(named.map(({ name }) => name.trim())).size < named.length) return details.nameTwice;
    await save(
      Object.fromEntries(named.map(({ name, text, other }) => [name.trim(), other === undefined ? text : other])),
    );
    return undefined;
  });

  const change = (next: Line[]): void => {
    setLines(next);
    saving.change(next);
  };
  const patch = (id: number, part: Partial<Line>): void =>
    change(lines.map((line) => (line.id === id ? { ...line, ...part } : line)));

  return (
    <div className="grid gap-2">
      {lines.length === 0 && <p className="text-ink-faint">{details.noMetadata}</p>}
      {lines.map(({ id, name, text, other }) => (
        <div key={id} className="grid grid-cols-[2fr_3fr_auto] gap-1.5">
          <input
            aria-label={details.metadataName}
            placeholder={details.metadataName}
            readOnly={!canEdit}
            value={name}
            onChange={({ target }) => patch(id, { name: target.value })}
            onBlur={saving.flush}
            className="field-box min-h-9 px-2 text-sm"
          />
          <input
            aria-label={name === '' ? details.metadataValue : details.metadataValueOf(name)}
            placeholder={details.metadataValue}
            readOnly={!canEdit || other !== undefined}
            value={text}
            dir="auto"
            onChange={({ target }) => patch(id, { text: target.value })}
            onBlur={saving.flush}
            className="field-box min-h-9 px-2 text-sm read-only:bg-sunken"
          />
          {canEdit && (
            <IconButton
              icon={Trash2}
              label={details.removeMetadata(name)}
              onClick={() => change(lines.filter((line) => line.id !== id))}
            />
          )}
        </div>
      ))}
      <div className="flex items-center justify-between gap-2">
        {canEdit && (
          <Button
            size="small"
            kind="quiet"
            icon={Plus}
            onClick={() => setLines([...lines, { id: ids.current++, name: '', text: '', other: undefined }])}
          >
            {details.addMetadata}
          </Button>
        )}
        <SaveNote state={saving.state} />
      </div>
    </div>
  );
}
