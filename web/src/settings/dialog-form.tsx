// A dialog that is filled in and sent, and says why it was refused.
import type { ReactNode } from 'react';
import { useMessages } from '../i18n/settings.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { useDoing } from './doing.ts';
import { Refusal } from './parts.tsx';

interface DialogFormProps {
  readonly title: string;
  readonly description?: string;
  readonly size?: 'medium' | 'large';
  /** What the button says that sends it. */
  readonly action: string;
  /** Why it is not sent as it is; undefined: it can be. */
  readonly missing?: () => string | undefined;
  readonly onSend: () => Promise<unknown>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function DialogForm({ action, missing, onSend, onClose, children, ...dialog }: DialogFormProps) {
  const { app } = useMessages();
  const doing = useDoing();
  return (
    <Dialog isOpen onClose={onClose} {...dialog}>
      <form
        className="grid gap-5"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const refusal = missing?.();
          if (refusal === undefined) doing.run(onSend);
          else doing.refuse(refusal);
        }}
      >
        {children}
        <Refusal error={doing.error} />
        <DialogActions>
          <Button onClick={onClose}>{app.cancel}</Button>
          <Button kind="primary" type="submit" disabled={doing.isBusy}>
            {action}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** What is missing when nothing but blanks was typed. */
export const unlessBlank = (text: string, refusal: string): string | undefined =>
  text.trim() === '' ? refusal : undefined;
