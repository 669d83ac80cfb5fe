// Until when a key works. That it works for ever is a choice, never the beginning.
import { DAY_MS } from '../../app/durations.ts';
import { useFormats } from '../../i18n/index.ts';
import { useMessages } from '../../i18n/settings.ts';
import { Select } from '../../ui/select.tsx';

const DAYS = ['7', '30', '90', '365'] as const;
export type ExpiryChoice = (typeof DAYS)[number] | 'never';

/** null: it does not end. */
export const expiryTime = (choice: ExpiryChoice): string | null =>
  choice === 'never' ? null : new Date(Date.now() + Number(choice) * DAY_MS).toISOString();

export function Expiry({
  value,
  onChange,
}: {
  readonly value: ExpiryChoice;
  readonly onChange: (value: ExpiryChoice) => void;
}) {
  const { access } = useMessages();
  const formats = useFormats();
  const time = expiryTime(value);
  return (
    <div className="grid justify-items-start gap-1.5">
      <span className="font-medium">{access.expiry}</span>
      <Select
        label={access.expiry}
        choices={[
          ...DAYS.map((days) => ({ value: days, label: access.expiryDays(Number(days)) })),
          { value: 'never' as const, label: access.expiryNever },
        ]}
        value={value}
        onChange={onChange}
      />
      <p className="text-sm text-ink-faint">
        {time === null ? access.expiryNeverHint : access.expiryHint(formats.date(time))}
      </p>
    </div>
  );
}
