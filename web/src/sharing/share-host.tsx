// The place of the dialog in which something is shared: nothing of it is loaded before somebody wants to.
import { deferred } from '../app/deferred.tsx';
import { useObservable } from '../app/observable.ts';
import { sharedTarget } from './open-share.ts';

const ShareDialog = deferred(async () => (await import('./share-dialog.tsx')).ShareDialog);

export function ShareHost() {
  const target = useObservable(sharedTarget);
  if (target === undefined) return null;
  return (
    <ShareDialog key={`${target.type} ${target.id}`} target={target} onClose={() => sharedTarget.set(undefined)} />
  );
}
