// The parts that details are made of: sections that fold, and facts by name.
import { ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';

interface SectionProps {
  readonly title: string;
  /** Beside the title, such as how many there are. */
  readonly note?: string | undefined;
  readonly isOpenAtFirst?: boolean;
  /** Made when it is first opened: most of them ask the server. */
  readonly children: () => ReactNode;
}

const opened = new Map<string, boolean>();

export function Section({ title, note, isOpenAtFirst = false, children }: SectionProps) {
  // The next asset is looked at in the same way.
  const [isOpen, setOpen] = useState(opened.get(title) ?? isOpenAtFirst);
  return (
    <section className="border-t border-line">
      <h3>
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => {
            opened.set(title, !isOpen);
            setOpen(!isOpen);
          }}
          className="flex min-h-11 w-full items-center gap-2 px-4 text-start font-semibold outline-offset-[-2px] hover:bg-hover"
        >
          <ChevronRight
            aria-hidden
            size={15}
            className={`text-ink-faint transition-transform ${isOpen ? 'rotate-90' : 'rtl:rotate-180'}`}
          />
          <span className="flex-1">{title}</span>
          {note !== undefined && <span className="text-sm font-normal text-ink-faint">{note}</span>}
        </button>
      </h3>
      {isOpen && <div className="px-4 pt-1 pb-5">{children()}</div>}
    </section>
  );
}

export interface Fact {
  readonly name: string;
  /** Absent, or empty: not shown. */
  readonly value: ReactNode;
}

export const Facts = ({ facts }: { readonly facts: readonly Fact[] }) => (
  <dl className="grid grid-cols-[minmax(5.5rem,auto)_1fr] gap-x-4 gap-y-1.5">
    {facts.map(
      ({ name, value }) =>
        value !== undefined &&
        value !== null &&
        value !== '' && (
          <div key={name} className="contents">
            <dt className="text-ink-faint">{name}</dt>
            <dd className="min-w-0 wrap-anywhere">{value}</dd>
          </div>
        ),
    )}
  </dl>
);
