// What has come of the last change of a field.
import { Check, CircleAlert, LoaderCircle } from 'lucide-react';
import { useMessages } from '../i18n/index.ts';
import type { SaveState } from './use-autosave.ts';

export function SaveNote({ state }: { readonly state: SaveState }) {
  const { details } = useMessages();
  return (
    <span role="status" className="inline-flex min-h-5 items-center gap-1 text-xs">
      {state.is === 'saving' && (
        <>
          <LoaderCircle aria-hidden size={13} className="animate-spin text-ink-faint" />
          <span className="text-ink-faint">{details.saving}</span>
        </>
      )}
      {state.is === 'saved' && (
        <>
          <Check aria-hidden size={13} className="text-positive" />
          <span className="text-ink-faint">{details.saved}</span>
        </>
      )}
      {state.is === 'failed' && (
        <>
          <CircleAlert aria-hidden size={13} className="shrink-0 text-danger" />
          <span className="text-danger">{state.reason}</span>
        </>
      )}
    </span>
  );
}
