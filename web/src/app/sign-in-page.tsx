// The page to sign in: small, since it is loaded before anything else.
import { useEffect } from 'react';
import { useMessages } from '../i18n/index.ts';
import { Logo } from '../ui/logo.tsx';
import { SignInForm } from './sign-in-form.tsx';

export function SignInPage() {
  const { app, signIn } = useMessages();
  useEffect(() => {
    document.title = `${signIn.title} · ${app.name}`;
  }, [app, signIn]);
  return (
    <main className="grid min-h-full place-items-center bg-canvas px-4 py-10">
      <div className="w-full max-w-sm">
        <div className="mb-8 grid justify-items-center gap-4 text-center">
          <Logo size={52} />
          <div>
            <h1 className="text-2xl font-semibold tracking-tight">{app.name}</h1>
            <p className="mt-1 text-ink-soft">{signIn.lead}</p>
          </div>
        </div>
        <div className="rounded-2xl border border-line bg-surface p-6 shadow-2 sm:p-8">
          <SignInForm />
        </div>
      </div>
    </main>
  );
}
