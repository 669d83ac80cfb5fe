// The console of somebody who is signed in: the frame, the pages in it, and what lies over all of them.
import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect } from 'react';
import { listenForKeys } from '../commands/running.ts';
import { LinkHost } from '../preview/link-host.tsx';
import { PreviewHost } from '../preview/preview-host.tsx';
import { ShareHost } from '../sharing/share-host.tsx';
import { Toasts } from '../ui/toast.tsx';
import { TooltipProvider } from '../ui/tooltip.tsx';
import { Uploads } from '../upload/uploads.tsx';
import { ShortcutsHost, SignInAgainHost } from './frame-dialogs.tsx';
import { Pages } from './pages.tsx';
import { createQueryClient } from './query-client.ts';
import { Shell } from './shell.tsx';

const queries = createQueryClient();

export function Console() {
  useEffect(listenForKeys, []);
  // The one who signs in next, perhaps somebody else, finds nothing of this one.
  useEffect(
    () => () => {
      queries.clear();
      void import('../library/sources.ts').then(({ forgetLists }) => forgetLists());
    },
    [],
  );
  return (
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queries}>
        <TooltipProvider delay={400}>
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
        </TooltipProvider>
      </QueryClientProvider>
    </CSPProvider>
  );
}
