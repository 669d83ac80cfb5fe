// Who is signed in. Small and apart from the rest of the client, because the page to sign in needs nothing else.
import { addressOf } from '../app/base.ts';
import { createObservable, useObservable } from '../app/observable.ts';
import type { paths } from './console.d.ts';
import { ApiError, errorOf } from './errors.ts';

export type Session = paths['/api/console/session']['get']['responses'][200]['content']['application/json'];

export type SessionState =
  | { readonly state: 'signed-out' }
  | { readonly state: 'signed-in'; readonly session: Session }
  /** The server has ended it; the page goes on with what it has until somebody signs in. */
  | { readonly state: 'expired'; readonly session: Session };

/** undefined until the server has been asked. */
export const sessionState = createObservable<SessionState | undefined>(undefined);

const ADDRESS = addressOf('/api/console/session');

/** Asks the server who is signed in here. */
export async function openSession(): Promise<void> {
  const response = await request({ method: 'GET' });
  if (response.status === 401) return sessionState.set({ state: 'signed-out' });
  sessionState.set({ state: 'signed-in', session: await sessionOf(response) });
}

/** Throws ApiError: 401 when the address or the password is wrong, 429 when that happened too often. */
export async function signIn(email: string, password: string): Promise<void> {
  const response = await request({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  const session = await sessionOf(response);
  const before = sessionState.get();
  // Somebody else must not see what the page holds of the one before.
  if (before?.state === 'expired' && before.session.user?.id !== session.user?.id) return location.reload();
  sessionState.set({ state: 'signed-in', session });
}

export async function signOut(): Promise<void> {
  const response = await request({ method: 'DELETE' });
  if (!response.ok && response.status !== 401) throw await errorOf(response);
  sessionState.set({ state: 'signed-out' });
}

/** To be told when an answer says that nobody is signed in. */
export function noteSignedOut(): void {
  const current = sessionState.get();
  if (current?.state === 'signed-in') sessionState.set({ state: 'expired', session: current.session });
}

/** Resolves when somebody is signed in; rejects when `signal` is aborted before. */
export function whenSignedIn(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      if (!signal.aborted && sessionState.get()?.state !== 'signed-in') return;
      unsubscribe();
      signal.removeEventListener('abort', settle);
      if (signal.aborted) reject(signal.reason);
      else resolve();
    };
    const unsubscribe = sessionState.subscribe(settle);
    signal.addEventListener('abort', settle);
    settle();
  });
}

/** Of the one who is signed in, or was until a moment ago; for components inside the console, where there always is one. */
export function useSession(): Session {
  const current = useObservable(sessionState);
  if (current === undefined || current.state === 'signed-out') throw new Error('nobody is signed in');
  return current.session;
}

async function sessionOf(response: Response): Promise<Session> {
  if (!response.ok) throw await errorOf(response);
  return response.json();
}

async function request(init: RequestInit): Promise<Response> {
  try {
    return await fetch(ADDRESS, { ...init, cache: 'no-store' });
  } catch {
    throw new ApiError(0, '');
  }
}
