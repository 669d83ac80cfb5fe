// Where one signs in, and where to go from there.

export const SIGN_IN_PATH = '/sign-in';

/** A path of the console; anything else, such as the address of another host, becomes its first page. */
export function nextAfterSignIn(search: string): string {
  const next = new URLSearchParams(search).get('next') ?? '/';
  const resolved = new URL(next, 'http://console.invalid');
  const isOurs = next.startsWith('/') && resolved.host === 'console.invalid' && resolved.pathname !== SIGN_IN_PATH;
  return isOurs ? resolved.pathname + resolved.search : '/';
}
