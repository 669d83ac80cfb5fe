// Over the page when the server has ended the session: the page stays as it is, and goes on afterwards.
import { sessionState } from '../api/session.ts';
import { useMessages } from '../i18n/index.ts';
import { Dialog } from '../ui/dialog.tsx';
import { SignInForm } from './sign-in-form.tsx';

export function SignInAgain({ email }: { readonly email: string | undefined }) {
  const { signIn } = useMessages();
  return (
    <Dialog isOpen title={signIn.againTitle} description={signIn.againLead} size="small">
      <SignInForm email={email} />
      <button
        type="button"
        className="mt-3 min-h-6 w-full text-accent-ink underline-offset-4 hover:underline"
        onClick={() => sessionState.set({ state: 'signed-out' })}
      >
        {signIn.otherUser}
      </button>
    </Dialog>
  );
}
