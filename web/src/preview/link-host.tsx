// The command that builds a link to an asset, and the dialog for it, which is loaded when it is first wanted.
import { deferred } from '../app/deferred.tsx';
import { createObservable, useObservable } from '../app/observable.ts';
import { useCommand } from '../commands/running.ts';
import { type OpenList, shownList } from '../library/openers.ts';
import { countOf, isSelected } from '../library/selection.ts';
import type { Viewed } from './viewed.ts';

export const linkTarget = createObservable<Viewed | undefined>(undefined);

const LinkBuilder = deferred(async () => (await import('./link-builder.tsx')).LinkBuilder);

export function LinkHost() {
  const target = useObservable(linkTarget);
  const open = useObservable(shownList);
  return (
    <>
      {open !== undefined && <ForSelected open={open} />}
      {target !== undefined && <LinkBuilder asset={target} onClose={() => linkTarget.set(undefined)} />}
    </>
  );
}

function ForSelected({ open: { list, selection } }: { readonly open: OpenList }) {
  const now = useObservable(selection);
  const row = countOf(now) === 1 && isSelected(now, now.focus) ? list.rowAt(now.focus) : undefined;
  useCommand('entry.link', () => row?.type === 'asset' && linkTarget.set(row), row?.type === 'asset');
  return null;
}
