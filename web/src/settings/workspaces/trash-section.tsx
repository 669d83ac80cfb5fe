// For how long the own workspace keeps what was deleted.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { adminApi, dataOf } from '../../api/client.ts';
import { useSession } from '../../api/session.ts';
import { useMessages } from '../../i18n/settings.ts';
import { Button } from '../../ui/button.tsx';
import { notify } from '../../ui/toast.tsx';
import { useDoing } from '../doing.ts';
import { Answer, Box, Refusal, Section } from '../parts.tsx';
import type { Workspace } from '../records.ts';
import { TrashDays } from './trash-days.tsx';

export function TrashSection() {
  const { settings, installation } = useMessages();
  const { id } = useSession().workspace;
  const workspace = useQuery({
    queryKey: ['workspaces', id],
    queryFn: ({ signal }) => dataOf(adminApi.GET('/api/admin/workspaces/{id}', { params: { path: { id } }, signal })),
  });
  return (
    <Section title={settings.sections.trash} lead={installation.trashLead}>
      <Answer of={workspace}>{(known) => <Policy workspace={known} />}</Answer>
    </Section>
  );
}

function Policy({ workspace }: { readonly workspace: Workspace }) {
  const { settings, installation } = useMessages();
  const queries = useQueryClient();
  const doing = useDoing();
  const [days, setDays] = useState(workspace.trash_days);
  const isShorter =
    days !== null && days > 0 && (workspace.trash_days_in_effect === 0 || days < workspace.trash_days_in_effect);

  async function save(): Promise<void> {
    const params = { path: { id: workspace.id } };
    await adminApi.PATCH('/api/admin/workspaces/{id}', { params, body: { trash_days: days } });
    await queries.invalidateQueries({ queryKey: ['workspaces'] });
    notify({ text: settings.saved });
  }

  return (
    <Box>
      <form
        className="grid justify-items-start gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          doing.run(save);
        }}
      >
        <div className="grid gap-1.5">
          <span className="font-medium">{installation.trashDays}</span>
          <TrashDays workspace={workspace} value={days} onChange={setDays} />
        </div>
        <p role="status" className="max-w-prose text-ink-soft text-pretty">
          {isShorter ? installation.trashShorter : installation.trashHint}
        </p>
        <Refusal error={doing.error} />
        <Button kind="primary" type="submit" disabled={doing.isBusy || days === workspace.trash_days}>
          {settings.save}
        </Button>
      </form>
    </Box>
  );
}
