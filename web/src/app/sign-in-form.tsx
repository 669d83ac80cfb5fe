// E-mail address and password: on the page to sign in, and in the dialog when a session has ended.
import { type SubmitEvent, useId, useRef, useState } from 'react';
import { ApiError, explain } from '../api/errors.ts';
import { signIn } from '../api/session.ts';
import { useTranslation } from '../i18n/index.ts';

/** `email`: of the one who has to sign in again, which can not be changed then. */
export function SignInForm({ email }: { readonly email?: string | undefined }) {
  const { messages, formats } = useTranslation();
  const words = messages.signIn;
  const [error, setError] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const [isShown, setShown] = useState(false);
  const password = useRef<HTMLInputElement>(null);
  const id = useId();

  function explainRefusal(refusal: unknown): string {
    if (!(refusal instanceof ApiError)) return explain(refusal);
    if (refusal.status === 429) return words.tooOften(formats.wait(refusal.retryAfterSeconds ?? 60));
    return [400, 401, 403, 422].includes(refusal.status) ? words.wrong : explain(refusal);
  }

  async function submit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [address, secret] = [String(form.get('email') ?? '').trim(), String(form.get('password') ?? '')];
    if (address === '' || secret === '') return setError(words.missing);
    setBusy(true);
    setError(undefined);
    try {
      await signIn(address, secret);
    } catch (refusal) {
      setError(explainRefusal(refusal));
      password.current?.select();
    } finally {
      setBusy(false);
    }
  }

  return (
    <form method="post" noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
      <div role="alert" className="empty:hidden">
        {error !== undefined && (
          <p className="rounded-lg bg-danger-soft px-3 py-2 font-medium text-danger text-pretty">{error}</p>
        )}
      </div>
      <div className="grid gap-1.5">
        <label htmlFor={`${id}-email`} className="font-medium">
          {words.email}
        </label>
        <input
          id={`${id}-email`}
          className="field-box read-only:bg-sunken"
          name="email"
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          defaultValue={email}
          readOnly={email !== undefined}
          // biome-ignore lint/a11y/noAutofocus: the page, or the dialog, has no other purpose
          autoFocus={email === undefined}
        />
      </div>
      <div className="grid gap-1.5">
        <label htmlFor={`${id}-password`} className="font-medium">
          {words.password}
        </label>
        <div className="relative">
          <input
            ref={password}
            id={`${id}-password`}
            className="field-box pe-12"
            name="password"
            type={isShown ? 'text' : 'password'}
            autoComplete="current-password"
            // biome-ignore lint/a11y/noAutofocus: all that is left to type
            autoFocus={email !== undefined}
          />
          <button
            type="button"
            aria-label={isShown ? words.hidePassword : words.showPassword}
            onClick={() => setShown(!isShown)}
            className="absolute inset-y-0.5 end-0.5 grid w-10 place-items-center rounded-lg text-ink-faint hover:text-ink"
          >
            <Eye isCrossed={isShown} />
          </button>
        </div>
      </div>
      <button
        type="submit"
        disabled={isBusy}
        className="mt-2 h-11 rounded-[0.625rem] bg-accent text-lg font-semibold text-on-accent shadow-1 transition-colors hover:bg-accent-strong disabled:opacity-60"
      >
        {isBusy ? words.submitting : words.submit}
      </button>
    </form>
  );
}

/** Drawn here, so that this page needs no set of icons. */
const Eye = ({ isCrossed }: { readonly isCrossed: boolean }) => (
  <svg
    viewBox="0 0 24 24"
    width="18"
    height="18"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.75"
    aria-hidden="true"
  >
    <path d="M2 12s3.5-7 10-7 10 7 10 7-3.5 7-10 7-10-7-10-7z" />
    <circle cx="12" cy="12" r="3" />
    {isCrossed && <path d="M3 3l18 18" strokeLinecap="round" />}
  </svg>
);
