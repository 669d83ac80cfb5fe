// One of a few choices, each with its explanation: radio buttons with room around them.
import { useId } from 'react';

interface ChoiceCardsProps<T extends string> {
  readonly label: string;
  readonly choices: readonly { readonly value: T; readonly label: string; readonly lead: string }[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly columns?: 1 | 2;
}

export function ChoiceCards<T extends string>({ label, choices, value, onChange, columns = 1 }: ChoiceCardsProps<T>) {
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">{label}</legend>
      <div className={`grid gap-2 ${columns === 2 ? 'sm:grid-cols-2' : ''}`}>
        {choices.map((choice) => (
          <label
            key={choice.value}
            className="flex cursor-pointer gap-3 rounded-xl border border-line px-3.5 py-2.5 transition-colors hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={name}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
              aria-describedby={`${name}-${choice.value}`}
              aria-label={choice.label}
              className="mt-1 size-3.5 shrink-0 accent-accent outline-none"
            />
            <span>
              <span className="font-medium">{choice.label}</span>
              <span id={`${name}-${choice.value}`} className="block text-sm text-ink-soft text-pretty">
                {choice.lead}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
