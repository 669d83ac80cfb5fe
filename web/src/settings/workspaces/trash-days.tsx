// How long the trash of a workspace keeps what is in it.
import { useMessages } from '../../i18n/settings.ts';
import { Select } from '../../ui/select.tsx';
import type { Workspace } from '../records.ts';

const OFFERED = [7, 14, 30, 90, 180, 365];

interface TrashDaysProps {
  readonly workspace: Pick<Workspace, 'trash_days' | 'trash_days_in_effect'>;
  /** null: as the server is set. */
  readonly value: number | null;
  readonly onChange: (days: number | null) => void;
}

export function TrashDays({ workspace, value, onChange }: TrashDaysProps) {
  const { installation } = useMessages();
  // A number that was set by a program is offered beside the usual ones.
  const days = [...new Set([...OFFERED, ...(value === null || value === 0 ? [] : [value])])].sort((a, b) => a - b);
  const asServer =
    workspace.trash_days === null ? installation.asServer(workspace.trash_days_in_effect) : installation.asServerIs;
  return (
    <Select
      label={installation.trashDays}
      choices={[
        { value: 'server', label: asServer },
        ...days.map((number) => ({ value: String(number), label: installation.days(number) })),
        { value: '0', label: installation.forEver },
      ]}
      value={value === null ? 'server' : String(value)}
      onChange={(chosen) => onChange(chosen === 'server' ? null : Number(chosen))}
    />
  );
}
