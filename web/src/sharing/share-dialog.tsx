// The dialog in which one asset or one folder is shared: a new link, and those that there are.
import { useQuery } from '@tanstack/react-query';
import { CircleCheck, ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { explain } from '../api/errors.ts';
import { useFormats, useMessages } from '../i18n/index.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { CopyField } from '../ui/copy-field.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import type { ShareTarget } from './open-share.ts';
import { ShareForm } from './share-form.tsx';
import { ShareSummary } from './share-summary.tsx';
import { sharesOf, useCreateShare, usePatchShare } from './shares.ts';
import type { Share } from './states.ts';

interface ShareDialogProps {
  readonly target: ShareTarget;
  readonly onClose: () => void;
}

export function ShareDialog({ target, onClose }: ShareDialogProps) {
  const { sharing } = useMessages();
  const [created, setCreated] = useState<Share>();
  const [edited, setEdited] = useState<Share>();
  const create = useCreateShare(target);
  if (edited) return <EditShareDialog share={edited} name={target.name} onClose={() => setEdited(undefined)} />;
  return (
    <Dialog isOpen onClose={onClose} title={sharing.title(target.name)} description={sharing.lead[target.type]}>
      {created ? (
        <Created share={created} onAnother={() => setCreated(undefined)} onClose={onClose} />
      ) : (
        <ShareForm
          isBusy={create.isPending}
          onCancel={onClose}
          onSubmit={(settings) => create.mutate(settings, { onSuccess: setCreated })}
        />
      )}
      <Existing target={target} except={created?.id} onEdit={setEdited} />
    </Dialog>
  );
}

interface CreatedProps {
  readonly share: Share;
  readonly onAnother: () => void;
  readonly onClose: () => void;
}

function Created({ share, onAnother, onClose }: CreatedProps) {
  const { sharing } = useMessages();
  const formats = useFormats();
  const terms = [
    share.expires_at === null ? sharing.neverExpires : sharing.until(formats.dateTime(share.expires_at)),
    ...(share.has_password ? [sharing.passwordApart] : []),
  ];
  return (
    <div className="grid gap-4">
      <p role="status" className="flex items-center gap-2 font-medium text-positive">
        <CircleCheck aria-hidden size={18} />
        {sharing.created}
      </p>
      <div className="grid gap-1.5">
        <CopyField label={sharing.link} value={share.url} />
        <p className="text-sm text-ink-faint">{terms.join(' · ')}</p>
      </div>
      <DialogActions>
        <Button kind="quiet" onClick={onAnother}>
          {sharing.another}
        </Button>
        <a href={share.url} target="_blank" rel="noopener" className={buttonClass()}>
          <ExternalLink aria-hidden size={16} />
          {sharing.openPage}
        </a>
        <Button kind="primary" onClick={onClose}>
          {sharing.done}
        </Button>
      </DialogActions>
    </div>
  );
}

interface ExistingProps {
  readonly target: ShareTarget;
  readonly except: string | undefined;
  readonly onEdit: (share: Share) => void;
}

function Existing({ target, except, onEdit }: ExistingProps) {
  const { sharing } = useMessages();
  const { data, error } = useQuery(sharesOf(target));
  const shares = data?.filter(({ id }) => id !== except) ?? [];
  if (error) return <p className="mt-5 text-sm text-danger">{explain(error)}</p>;
  if (shares.length === 0) return null;
  return (
    <section className="mt-6 border-t border-line pt-4">
      <h3 className="mb-1 font-semibold">{sharing.existing}</h3>
      <ul className="grid">
        {shares.map((share) => (
          <li key={share.id} className="border-b border-line py-2.5 last:border-0 last:pb-0">
            <ShareSummary share={share} name={target.name} onEdit={() => onEdit(share)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface EditShareDialogProps {
  readonly share: Share;
  readonly name: string;
  readonly onClose: () => void;
}

export function EditShareDialog({ share, name, onClose }: EditShareDialogProps) {
  const { sharing } = useMessages();
  const patch = usePatchShare();
  return (
    <Dialog isOpen onClose={onClose} title={sharing.editTitle(name)} description={sharing.editLead}>
      <ShareForm
        share={share}
        isBusy={patch.isPending}
        onCancel={onClose}
        onSubmit={(changes) => patch.mutate({ id: share.id, patch: changes }, { onSuccess: onClose })}
      />
    </Dialog>
  );
}
