// The notices that are shown now (toast.tsx takes them), by Base UI.
import { Toast as Base } from '@base-ui/react/toast';
import { CircleAlert, X } from 'lucide-react';
import { useEffect } from 'react';
import { useMessages } from '../i18n/index.ts';
import { Progress } from './progress.tsx';

const toasts = Base.createToastManager();
export type ToastManager = typeof toasts;

/** `onReady`: from then on nothing that is given to them is lost. */
export function ToastHost({ onReady }: { readonly onReady: (manager: ToastManager) => void }) {
  const { app } = useMessages();
  // Effects of what is within have been done by then, so that the provider listens.
  useEffect(() => onReady(toasts), [onReady]);
  return (
    <Base.Provider toastManager={toasts} limit={3}>
      <Base.Portal>
        <Base.Viewport
          aria-label={app.notifications}
          className="fixed inset-x-3 bottom-3 z-50 mx-auto flex max-w-sm flex-col gap-2 sm:inset-x-auto sm:start-4 sm:bottom-4 sm:w-88"
        >
          <ToastList />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function ToastList() {
  const { app } = useMessages();
  const { toasts: shown } = Base.useToastManager();
  return shown.map((toast) => (
    <Base.Root
      key={toast.id}
      toast={toast}
      data-notice
      className="rounded-xl bg-ink text-canvas shadow-3 transition duration-200 data-[ending-style]:opacity-0 data-[limited]:hidden data-[starting-style]:translate-y-3 data-[starting-style]:opacity-0"
    >
      <Base.Content className="flex min-h-12 items-center gap-3 ps-4 pe-2 py-2">
        {toast.type === 'error' && <CircleAlert aria-hidden size={18} className="shrink-0" />}
        <div className="grid flex-1 gap-2">
          <Base.Title className="font-medium text-pretty" />
          {toast.type === 'work' && <Progress label={app.loading} ratio={ratioOf(toast.data)} />}
        </div>
        {toast.actionProps !== undefined && (
          <Base.Action className="h-8 rounded-lg px-2.5 font-semibold underline underline-offset-4 focus-visible:outline-current" />
        )}
        <Base.Close
          aria-label={app.close}
          className="grid size-8 shrink-0 place-items-center rounded-lg focus-visible:outline-current"
        >
          <X aria-hidden size={16} />
        </Base.Close>
      </Base.Content>
    </Base.Root>
  ));
}

const ratioOf = (data: unknown): number | null =>
  typeof data === 'object' && data !== null && 'ratio' in data && typeof data.ratio === 'number' ? data.ratio : null;
