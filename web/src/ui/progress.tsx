// How far something is.
import { Progress as Base } from '@base-ui/react/progress';

interface ProgressProps {
  readonly label: string;
  /** From 0 to 1; null: nobody knows. */
  readonly ratio: number | null;
}

export function Progress({ label, ratio }: ProgressProps) {
  return (
    <Base.Root value={ratio === null ? null : Math.round(ratio * 100)} aria-label={label} className="w-full">
      <Base.Track className="h-1.5 overflow-hidden rounded-full bg-pressed">
        <Base.Indicator className="rounded-full bg-accent transition-[width] data-[indeterminate]:w-1/3 data-[indeterminate]:animate-pulse" />
      </Base.Track>
    </Base.Root>
  );
}
