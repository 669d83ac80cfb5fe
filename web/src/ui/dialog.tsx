// Dialogs: over the page, which waits; and, from its edge, drawers for small screens.
import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { useMessages } from '../i18n/index.ts';
import { ICON_BUTTON } from './button.tsx';

interface DialogProps {
  readonly title: string;
  readonly description?: string | undefined;
  readonly isOpen: boolean;
  /** Absent: it can not be closed but by what is in it. */
  readonly onClose?: (() => void) | undefined;
  readonly children: ReactNode;
  readonly size?: 'small' | 'medium' | 'large';
}

const SIZES = { small: 'max-w-sm', medium: 'max-w-lg', large: 'max-w-3xl' } as const;
const BACKDROP =
  'fixed inset-0 z-40 bg-scrim transition-opacity duration-150 data-[ending-style]:opacity-0 data-[starting-style]:opacity-0';

export function Dialog({ title, description, isOpen, onClose, children, size = 'medium' }: DialogProps) {
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => !open && onClose?.()}>
      <Base.Portal>
        <Base.Backdrop className={BACKDROP} />
        <Base.Viewport className="fixed inset-0 z-40 grid place-items-center overflow-y-auto p-4">
          <Base.Popup
            ref={popup}
            // What is typed into first, where something is marked so; else what Base UI finds.
            initialFocus={() => popup.current?.querySelector<HTMLElement>('[data-first]') ?? true}
            className={`w-full ${SIZES[size]} rounded-2xl bg-raised text-ink shadow-3 outline-none transition duration-150 data-[ending-style]:scale-[0.98] data-[ending-style]:opacity-0 data-[starting-style]:scale-[0.98] data-[starting-style]:opacity-0`}
          >
            <header className="flex items-start gap-4 ps-6 pe-4 pt-5">
              <div className="min-w-0 flex-1">
                <Base.Title className="text-lg font-semibold text-balance">{title}</Base.Title>
                {description !== undefined && (
                  <Base.Description className="mt-1 text-ink-soft text-pretty">{description}</Base.Description>
                )}
              </div>
              {onClose && <CloseButton />}
            </header>
            <div className="px-6 pt-4 pb-6">{children}</div>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

/** The buttons at the end of a dialog, the one that does it last. */
export const DialogActions = ({ children }: { readonly children: ReactNode }) => (
  <div className="mt-6 flex flex-wrap justify-end gap-2">{children}</div>
);

interface DrawerProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** From the edge at which reading begins. */
export function Drawer({ title, isOpen, onClose, children }: DrawerProps) {
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={BACKDROP} />
        <Base.Popup className="fixed inset-y-0 start-0 z-40 flex w-72 max-w-[85vw] flex-col bg-sunken text-ink shadow-3 outline-none transition-transform duration-200 data-[ending-style]:-translate-x-full data-[starting-style]:-translate-x-full rtl:data-[ending-style]:translate-x-full rtl:data-[starting-style]:translate-x-full">
          <Base.Title className="sr-only">{title}</Base.Title>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

function CloseButton() {
  const { app } = useMessages();
  return (
    <Base.Close className={ICON_BUTTON} aria-label={app.close}>
      <X aria-hidden size={18} strokeWidth={1.75} />
    </Base.Close>
  );
}
