// A question before something that can not be taken back.
import { useMessages } from '../i18n/settings.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { useDoing } from './doing.ts';
import { Refusal } from './parts.tsx';

interface ConfirmProps {
  readonly title: string;
  /** What happens then. */
  readonly lead: string;
  /** What the button that does it says. */
  readonly label: string;
  readonly isDangerous?: boolean;
  readonly onConfirm: () => Promise<unknown>;
  /** Also after it was done. */
  readonly onClose: () => void;
}

export function Confirm({ title, lead, label, isDangerous = true, onConfirm, onClose }: ConfirmProps) {
  const { app } = useMessages();
  const doing = useDoing();
  return (
    <Dialog isOpen title={title} description={lead} onClose={onClose}>
      <Refusal error={doing.error} />
      <DialogActions>
        <Button onClick={onClose}>{app.cancel}</Button>
        <Button
          kind={isDangerous ? 'danger' : 'primary'}
          disabled={doing.isBusy}
          onClick={() =>
            doing.run(async () => {
              await onConfirm();
              onClose();
            })
          }
        >
          {label}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
