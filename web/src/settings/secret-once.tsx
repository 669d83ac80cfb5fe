// A secret that the server shows this once: to be copied, with a line that tries it, and a warning.
import { TriangleAlert } from 'lucide-react';
import { useMessages } from '../i18n/settings.ts';
import { Button } from '../ui/button.tsx';
import { CopyField } from '../ui/copy-field.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';

interface SecretOnceProps {
  readonly title: string;
  readonly label: string;
  readonly secret: string;
  /** What to know about it, in place of that it is never shown again. */
  readonly note?: string;
  /** A command that tries it. */
  readonly command?: string;
  readonly onClose: () => void;
}

/** Is closed by its button alone, so that the secret is not lost by a click beside it. */
export function SecretOnce({ title, label, secret, note, command, onClose }: SecretOnceProps) {
  const { settings } = useMessages();
  return (
    <Dialog isOpen title={title}>
      <div className="grid gap-5">
        <p className="flex gap-2.5 rounded-lg bg-warning-soft px-3 py-2.5 text-warning text-pretty">
          <TriangleAlert aria-hidden size={18} className="mt-px shrink-0" />
          {note ?? settings.shownOnce}
        </p>
        <CopyField label={label} value={secret} isLabelled />
        {command !== undefined && <CopyField label={settings.tryIt} value={command} isLabelled />}
      </div>
      <DialogActions>
        <Button kind="primary" onClick={onClose}>
          {settings.savedIt}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
