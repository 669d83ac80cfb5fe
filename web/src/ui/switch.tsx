// On or off, at once.
import { Switch as Base } from '@base-ui/react/switch';

interface SwitchProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

export function Switch({ label, isOn, onChange }: SwitchProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the switch is in it
    <label className="inline-flex min-h-6 cursor-pointer items-center gap-3">
      <Base.Root
        checked={isOn}
        onCheckedChange={onChange}
        className="relative inline-flex h-6 w-10 shrink-0 rounded-full border border-edge bg-sunken p-0.5 transition-colors data-[checked]:border-accent data-[checked]:bg-accent"
      >
        <Base.Thumb className="block size-4.5 rounded-full bg-edge transition-transform data-[checked]:translate-x-4 data-[checked]:bg-on-accent rtl:data-[checked]:-translate-x-4" />
      </Base.Root>
      <span>{label}</span>
    </label>
  );
}
