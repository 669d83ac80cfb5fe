// All workspaces of the installation, for those who administer it.
import { useQueryClient } from '@tanstack/react-query';
import { Building2, Pencil, Plus, Users } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { adminApi, dataOf } from '../../api/client.ts';
import { useSession } from '../../api/session.ts';
import { useTranslation } from '../../i18n/settings.ts';
import { Button, ICON_BUTTON, IconButton } from '../../ui/button.tsx';
import { PagedRows, usePaged } from '../paged.tsx';
import { Badge, Row, Section } from '../parts.tsx';
import type { Workspace } from '../records.ts';
import { CreateWorkspace, EditWorkspace } from './workspace-dialogs.tsx';

const PAGE_SIZE = 50;
const LIST = ['workspaces', 'list'];

export function WorkspacesSection() {
  const { messages, formats } = useTranslation();
  const { settings, installation, library, access } = messages;
  const { workspace: own } = useSession();
  const queries = useQueryClient();
  const [isCreating, setCreating] = useState(false);
  const [edited, setEdited] = useState<Workspace>();
  const workspaces = usePaged(LIST, async (cursor, signal) => {
    const query = { limit: PAGE_SIZE, ...(cursor !== undefined && { cursor }) };
    const page = await dataOf(adminApi.GET('/api/admin/workspaces', { params: { query }, signal }));
    return { items: page.items, next: page.next_cursor };
  });
  const refresh = () => void queries.invalidateQueries({ queryKey: ['workspaces'] });
  return (
    <Section
      title={settings.sections.workspaces}
      lead={installation.workspacesLead}
      actions={
        <Button kind="primary" icon={Plus} onClick={() => setCreating(true)}>
          {installation.createWorkspace}
        </Button>
      }
    >
      <PagedRows
        of={workspaces}
        label={settings.sections.workspaces}
        row={(workspace) => (
          <Row
            key={workspace.id}
            icon={<Building2 aria-hidden size={20} strokeWidth={1.5} className="text-ink-faint" />}
            title={
              <>
                {workspace.name}
                {workspace.id === own.id && <Badge tone="accent">{installation.ownWorkspace}</Badge>}
              </>
            }
            facts={[
              library.count(workspace.asset_count, formats.number(workspace.asset_count)),
              library.folderCount(workspace.folder_count, formats.number(workspace.folder_count)),
              formats.bytes(workspace.size),
              workspace.trash_days_in_effect === 0
                ? installation.trashForEver
                : installation.trashFor(workspace.trash_days_in_effect),
              access.created(formats.date(workspace.created)),
            ]}
            end={
              <>
                <Link
                  href={`/settings/users?workspace=${workspace.id}`}
                  aria-label={installation.usersOf(workspace.name)}
                  data-tip={installation.usersOf(workspace.name)}
                  className={ICON_BUTTON}
                >
                  <Users aria-hidden size={18} strokeWidth={1.75} />
                </Link>
                <IconButton
                  icon={Pencil}
                  label={installation.editNamed(workspace.name)}
                  onClick={() => setEdited(workspace)}
                />
              </>
            }
          />
        )}
      />
      {isCreating && <CreateWorkspace onCreated={refresh} onClose={() => setCreating(false)} />}
      {edited && <EditWorkspace workspace={edited} onSaved={refresh} onClose={() => setEdited(undefined)} />}
    </Section>
  );
}
