// A page that is older than the server asks for files that are not there any more: it is loaded again, once.

const MARK = 'vitrine.reloaded-at';
/** A second failure so soon is not because of a new version. */
const ONCE_MS = 60_000;

export function reloadWhenOutdated(): void {
  window.addEventListener('vite:preloadError', (event) => {
    const now = Date.now();
    if (now - Number(sessionStorage.getItem(MARK) ?? 0) < ONCE_MS) return;
    sessionStorage.setItem(MARK, String(now));
    event.preventDefault();
    location.reload();
  });
}
