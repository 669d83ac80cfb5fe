// For a place with nothing in it: the ways to put something there, besides dropping it.
import { FolderUp, Upload } from 'lucide-react';
import { runCommand } from '../commands/running.ts';
import { useMessages } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';

export function UploadInvitation() {
  const { upload } = useMessages();
  return (
    <>
      <Button kind="primary" icon={Upload} onClick={() => runCommand('upload.files')}>
        {upload.chooseFiles}
      </Button>
      <Button icon={FolderUp} onClick={() => runCommand('upload.folder')}>
        {upload.chooseFolder}
      </Button>
    </>
  );
}
