// One of a few choices.
import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronsUpDown } from 'lucide-react';

interface SelectProps<T extends string> {
  readonly label: string;
  /** In the order in which they are shown. */
  readonly choices: readonly { readonly value: T; readonly label: string }[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}

export function Select<T extends string>({ label, choices, value, onChange }: SelectProps<T>) {
  return (
    <Base.Root items={choices} value={value} onValueChange={(chosen) => chosen !== null && onChange(chosen)}>
      <Base.Trigger
        aria-label={label}
        className="flex h-9 min-w-40 items-center justify-between gap-3 rounded-lg border border-edge bg-surface px-3 hover:bg-hover"
      >
        <Base.Value />
        <ChevronsUpDown aria-hidden size={15} className="text-ink-faint" />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className="z-50" sideOffset={6} alignItemWithTrigger={false}>
          <Base.Popup className="popup max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto p-1">
            {choices.map((choice) => (
              <Base.Item
                key={choice.value}
                value={choice.value}
                className="flex min-h-8 items-center gap-2 rounded-lg ps-2 pe-3 outline-none data-[highlighted]:bg-hover"
              >
                <span className="grid w-4 place-items-center">
                  <Base.ItemIndicator>
                    <Check aria-hidden size={15} />
                  </Base.ItemIndicator>
                </span>
                <Base.ItemText>{choice.label}</Base.ItemText>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
