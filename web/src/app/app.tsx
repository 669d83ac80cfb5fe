// The console as a whole: the page to sign in, or everything else, which is loaded apart from it.
import { Redirect, Router, useLocation, useSearch } from 'wouter';
import { explain } from '../api/errors.ts';
import { sessionState } from '../api/session.ts';
import { BASE_PATH } from './base.ts';
import { deferred } from './deferred.tsx';
import { Failure } from './error-boundary.tsx';
import { useObservable } from './observable.ts';
import { nextAfterSignIn, SIGN_IN_PATH } from './sign-in-address.ts';
import { SignInPage } from './sign-in-page.tsx';

const Console = deferred(async () => (await import('./console.tsx')).Console);

/** `failure`: why nobody knows who is signed in. */
export function App({ failure }: { readonly failure: unknown }) {
  if (failure !== undefined) return <Failure lead={explain(failure)} />;
  return (
    <Router base={BASE_PATH}>
      <Door />
    </Router>
  );
}

function Door() {
  const current = useObservable(sessionState);
  const [path] = useLocation();
  const search = useSearch();
  if (current === undefined || current.state === 'signed-out') {
    if (path === SIGN_IN_PATH) return <SignInPage />;
    const next = path === '/' && search === '' ? '' : `?next=${encodeURIComponent(path + (search && `?${search}`))}`;
    return <Redirect to={SIGN_IN_PATH + next} replace />;
  }
  if (path === SIGN_IN_PATH) return <Redirect to={nextAfterSignIn(search)} replace />;
  return <Console />;
}
