// Which colours the page shows at the moment, whoever decided it.
import { useSyncExternalStore } from 'react';

const root = document.documentElement;

function subscribe(listener: () => void): () => void {
  const watch = new MutationObserver(listener);
  watch.observe(root, { attributeFilter: ['data-theme'] });
  return () => watch.disconnect();
}

export const useThemeName = (): string => useSyncExternalStore(subscribe, () => root.dataset['theme'] ?? 'light');
