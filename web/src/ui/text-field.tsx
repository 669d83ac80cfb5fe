// One line of text with its label, and what is wrong with it.
import { type ComponentProps, type ReactNode, useId } from 'react';

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'className' | 'id'> {
  readonly label: string;
  readonly hint?: string | undefined;
  /** Absent: nothing is wrong. */
  readonly error?: string | undefined;
  /** A small button at its end. */
  readonly end?: ReactNode;
}

export function TextField({ label, hint, error, end, ...rest }: TextFieldProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium text-ink">
        {label}
      </label>
      <div className="relative">
        <input
          id={id}
          className={`field-box ${end === undefined ? '' : 'pe-11'}`}
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={note === undefined ? undefined : `${id}-note`}
          {...rest}
        />
        {end !== undefined && <div className="absolute inset-y-0 end-0.5 grid place-items-center">{end}</div>}
      </div>
      {note !== undefined && (
        <p id={`${id}-note`} className={error === undefined ? 'text-sm text-ink-faint' : 'text-sm text-danger'}>
          {note}
        </p>
      )}
    </div>
  );
}
