// Runs before anything is painted: which colours, by what the user chose or else by the system. See theme.ts.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem('vitrine.theme');
  } catch {
    // Storage may be forbidden; the system decides then.
  }
  const isDark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
})();
