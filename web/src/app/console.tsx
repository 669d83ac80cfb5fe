// The console of somebody who is signed in: the frame, the pages in it, and what lies over all of them.
import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect } from 'react';
import { listenForKeys } from '../commands/running.ts';
import { forgetLists } from '../library/sources.ts';
import { LinkHost } from '../preview/link-host.tsx';
import { PreviewHost } from '../preview/preview-host.tsx';
import { ShareHost } from '../sharing/share-host.tsx';
import { loadMenus } from '../ui/menu.tsx';
import { Toasts } from '../ui/toast.tsx';
import { Tips } from '../ui/tooltip.tsx';
import { Uploads } from '../upload/uploads.tsx';
import { ShortcutsHost, SignInAgainHost } from './frame-dialogs.tsx';
import { Pages } from './pages.tsx';
import { createQueryClient } from './query-client.ts';
import { Shell } from './shell.tsx';

const queries = createQueryClient();
/** What the first page shows has come by then. */
const MENUS_AFTER_MS = 2_000;

export function Console() {
  useEffect(listenForKeys, []);
  useEffect(() => {
    const timer = setTimeout(loadMenus, MENUS_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  // The one who signs in next, perhaps somebody else, finds nothing of this one.
  useEffect(
    () => () => {
      queries.clear();
      forgetLists();
    },
    [],
  );
  return (
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queries}>
        <Shell>
          <Pages />
        </Shell>
        <PreviewHost />
        <LinkHost />
        <Uploads />
        <ShareHost />
        <ShortcutsHost />
        <SignInAgainHost />
        <Toasts />
        <Tips />
      </QueryClientProvider>
    </CSPProvider>
  );
}
