// The places of the dialogs that belong to no page: the sheet of keys, and the one to sign in again. Each is loaded when it is first
// wanted.
import { useState } from 'react';
import { sessionState } from '../api/session.ts';
import { useCommand } from '../commands/running.ts';
import { deferred } from './deferred.tsx';
import { useObservable } from './observable.ts';

const ShortcutsSheet = deferred(async () => (await import('./shortcuts-sheet.tsx')).ShortcutsSheet);
const SignInAgain = deferred(async () => (await import('./sign-in-again.tsx')).SignInAgain);

export function ShortcutsHost() {
  /** undefined: it was never wanted. */
  const [isOpen, setOpen] = useState<boolean>();
  useCommand('shortcuts.open', () => setOpen(true));
  if (isOpen === undefined) return null;
  return <ShortcutsSheet isOpen={isOpen} onClose={() => setOpen(false)} />;
}

export function SignInAgainHost() {
  const current = useObservable(sessionState);
  if (current?.state !== 'expired') return null;
  return <SignInAgain email={current.session.user?.email} />;
}
