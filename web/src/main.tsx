// Where the console begins: its language and who is signed in first, then the page.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { openSession, sessionState } from './api/session.ts';
import { App } from './app/app.tsx';
import { ErrorBoundary } from './app/error-boundary.tsx';
import { reloadWhenOutdated } from './app/outdated.ts';
import { remember, remembered } from './app/remembered.ts';
import { followSystemTheme } from './app/theme.ts';
import { keepEarlyKeys } from './commands/early-keys.ts';
import { loadLanguage } from './i18n/index.ts';
import './styles.css';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no place for the console');

keepEarlyKeys();
reloadWhenOutdated();
followSystemTheme();
/** What goes wrong here is said when it is wanted. */
const loadConsole = (): void => void import('./app/console.tsx').catch(() => undefined);
// Whoever was signed in here most likely still is: what they need comes along with the question.
if (remembered('was-signed-in') !== null) loadConsole();
sessionState.subscribe(() => {
  const isSignedOut = sessionState.get()?.state === 'signed-out';
  remember('was-signed-in', isSignedOut ? null : '1');
  if (!isSignedOut) loadConsole();
});

const asked = openSession().then(
  () => undefined,
  (error: unknown) => ({ error }),
);
await loadLanguage();
const failure = await asked;
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <App failure={failure?.error} />
    </ErrorBoundary>
  </StrictMode>,
);
