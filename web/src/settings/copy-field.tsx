// Text to take along: shown whole, copied by a button. Where the page has no clipboard, as over plain HTTP, it is copied from the field
// itself, and where that fails, too, it is selected for the keys that copy.
import { Check, Copy } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { useMessages } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';

interface CopyFieldProps {
  readonly label: string;
  readonly text: string;
  /** Of several lines, or long ones. */
  readonly isLong?: boolean;
}

type State = 'idle' | 'copied' | 'selected';

export function CopyField({ label, text, isLong = false }: CopyFieldProps) {
  const { settings } = useMessages();
  const [state, setState] = useState<State>('idle');
  const field = useRef<HTMLTextAreaElement & HTMLInputElement>(null);
  const id = useId();
  const shared = {
    id,
    ref: field,
    readOnly: true,
    value: text,
    spellCheck: false,
    onFocus: () => field.current?.select(),
  };
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <div className="flex flex-wrap items-start gap-2">
        <div className="min-w-0 flex-1 basis-56">
          {isLong ? (
            <textarea {...shared} rows={3} className="field-box resize-none py-2 font-mono text-sm break-all" />
          ) : (
            <input {...shared} className="field-box font-mono text-sm" />
          )}
        </div>
        <Button
          size="medium"
          icon={state === 'copied' ? Check : Copy}
          aria-label={settings.copyNamed(label)}
          onClick={() => void copy(text, field.current).then((done) => setState(done ? 'copied' : 'selected'))}
        >
          {state === 'copied' ? settings.copied : settings.copy}
        </Button>
      </div>
      <p role="status" className="text-sm text-ink-soft empty:hidden">
        {state === 'selected' && settings.copyByKeys}
        <span className="sr-only">{state === 'copied' && settings.copied}</span>
      </p>
    </div>
  );
}

/** Answers whether it was copied; otherwise it is selected. */
async function copy(text: string, field: HTMLTextAreaElement | HTMLInputElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    field?.focus();
    field?.select();
    return document.execCommand('copy');
  }
}
