// Opens the preview for what the address names (`?open=`), so that Back closes it and its address can be sent to others. The preview
// itself is loaded when it is first wanted.
import { useEffect, useRef } from 'react';
import { deferred } from '../app/deferred.tsx';
import { text } from '../app/search-params.ts';
import { useParams } from '../app/use-params.ts';
import { previewOpener } from '../library/openers.ts';

const PARAMS = { open: text() };
const Preview = deferred(async () => (await import('./preview.tsx')).Preview);

export function PreviewHost() {
  const [{ open: id }, change] = useParams(PARAMS);
  /** Whether the step back in the history is the page without the preview. */
  const wasOpenedHere = useRef(false);
  const latest = useRef(change);
  useEffect(() => {
    latest.current = change;
  });
  useEffect(() => {
    previewOpener.set(({ list }, index) => {
      wasOpenedHere.current = true;
      latest.current({ open: list.rowAt(index)?.id ?? '' }, { isStep: true });
    });
    return () => previewOpener.set(undefined);
  }, []);
  if (id === '') return null;
  return (
    <Preview
      id={id}
      onMoved={(next) => latest.current({ open: next })}
      onClose={() => {
        if (wasOpenedHere.current) history.back();
        else latest.current({ open: '' });
        wasOpenedHere.current = false;
      }}
    />
  );
}
