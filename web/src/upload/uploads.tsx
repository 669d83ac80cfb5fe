// Uploading in the frame of the page: its button and its keys, files that are dragged over it, and the panel once there is something
// to show.
import { FolderUp, Upload } from 'lucide-react';
import { useEffect } from 'react';
import { useSession } from '../api/session.ts';
import { deferred } from '../app/deferred.tsx';
import { useObservable } from '../app/observable.ts';
import { PageActions } from '../app/page-actions.tsx';
import { useCommand } from '../commands/running.ts';
import { useMessages } from '../i18n/index.ts';
import { buttonClass } from '../ui/button.tsx';
import { Menu, MenuCommand } from '../ui/menu.tsx';
import { DropOverlay } from './drop-overlay.tsx';
import { beginUploads, pickFiles, uploadEngine } from './intake.ts';
import { useUploadTarget } from './target.ts';

const UploadPanel = deferred(async () => (await import('./upload-panel.tsx')).UploadPanel);

export function Uploads() {
  const { upload } = useMessages();
  const { user, workspace, grants } = useSession();
  const userId = user?.id ?? workspace.id;
  const shown = useUploadTarget();
  const target = { ...shown, canUpload: shown.canUpload && grants.includes('write') };
  const engine = useObservable(uploadEngine);
  useEffect(() => beginUploads(userId), [userId]);
  useCommand('upload.files', () => pickFiles('files', target), target.canUpload);
  useCommand('upload.folder', () => pickFiles('folder', target), target.canUpload);
  return (
    <>
      {target.canUpload && (
        <PageActions>
          <Menu
            trigger={
              <button type="button" aria-label={upload.upload} className={buttonClass({ kind: 'primary' })}>
                <Upload aria-hidden size={16} strokeWidth={2} />
                <span className="hidden sm:inline">{upload.upload}</span>
              </button>
            }
          >
            <MenuCommand id="upload.files" icon={Upload} />
            <MenuCommand id="upload.folder" icon={FolderUp} />
          </Menu>
        </PageActions>
      )}
      <DropOverlay target={target} />
      {engine !== undefined && <UploadPanel engine={engine} target={target} />}
    </>
  );
}
