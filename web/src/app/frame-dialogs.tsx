// The places of the dialogs that belong to no page: the sheet of keys, and the one to sign in again. Each is loaded when it is first
// wanted.
import { lazy, Suspense, useState } from 'react';
import { sessionState } from '../api/session.ts';
import { useCommand } from '../commands/running.ts';
import { useObservable } from './observable.ts';

const ShortcutsSheet = lazy(async () => ({ default: (await import('./shortcuts-sheet.tsx')).ShortcutsSheet }));
const SignInAgain = lazy(async () => ({ default: (await import('./sign-in-again.tsx')).SignInAgain }));

export function ShortcutsHost() {
  /** undefined: it was never wanted. */
  const [isOpen, setOpen] = useState<boolean>();
  useCommand('shortcuts.open', () => setOpen(true));
  if (isOpen === undefined) return null;
  return (
    <Suspense fallback={null}>
      <ShortcutsSheet isOpen={isOpen} onClose={() => setOpen(false)} />
    </Suspense>
  );
}

export function SignInAgainHost() {
  const current = useObservable(sessionState);
  if (current?.state !== 'expired') return null;
  return (
    <Suspense fallback={null}>
      <SignInAgain email={current.session.user?.email} />
    </Suspense>
  );
}
