// What filters of a list are chosen by: kind, tag, day and size. They go into the address.
import { Popover } from '@base-ui/react/popover';
import { type ReactElement, type ReactNode, useId, useState } from 'react';
import { useParams } from '../app/use-params.ts';
import { useTranslation } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/select.tsx';
import { hasFilters, KINDS, LIST_PARAMS, NO_FILTERS } from './list-params.ts';
import { useTags } from './use-tags.ts';

const SIZES = [0, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000] as const;

interface FilterPopoverProps {
  /** A button that takes a ref and the usual properties. */
  readonly trigger: ReactElement<Record<string, unknown>>;
}

/** Open from the beginning: it comes when it was asked for. */
export function FilterPopover({ trigger }: FilterPopoverProps) {
  const { messages } = useTranslation();
  const words = messages.library;
  const [params, change] = useParams(LIST_PARAMS);
  return (
    <Popover.Root defaultOpen>
      <Popover.Trigger render={trigger} />
      <Popover.Portal>
        <Popover.Positioner className="z-50" sideOffset={6} align="end" collisionPadding={8}>
          <Popover.Popup
            aria-label={words.filters}
            className="popup grid max-h-(--available-height) w-80 max-w-[calc(100vw-1rem)] gap-4 overflow-y-auto p-4 outline-none"
          >
            <Part title={words.kind}>
              <div className="flex flex-wrap gap-1.5">
                {KINDS.map((kind) => (
                  <Toggle
                    key={kind}
                    label={words.kinds[kind]}
                    isOn={params.kind.includes(kind)}
                    onChange={(isOn) => change({ kind: withOrWithout(params.kind, kind, isOn) })}
                  />
                ))}
              </div>
            </Part>
            <Part title={words.tag}>
              <TagChoice chosen={params.tag} onChange={(tag) => change({ tag })} />
            </Part>
            <Part title={words.date}>
              <div className="grid grid-cols-2 gap-2">
                <Day label={words.since} value={params.since} onChange={(since) => change({ since })} />
                <Day label={words.until} value={params.until} onChange={(until) => change({ until })} />
              </div>
            </Part>
            <Part title={words.size}>
              <SizeChoice value={params.least} onChange={(least) => change({ least })} />
            </Part>
            {hasFilters(params) && (
              <Button kind="quiet" onClick={() => change({ ...NO_FILTERS, q: params.q })}>
                {words.clearFilters}
              </Button>
            )}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

const withOrWithout = (all: readonly string[], one: string, isIn: boolean): string[] =>
  isIn ? [...all.filter((other) => other !== one), one] : all.filter((other) => other !== one);

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className="grid gap-2">
    <h2 className="text-sm font-semibold">{title}</h2>
    {children}
  </section>
);

function Toggle({
  label,
  isOn,
  onChange,
}: {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={() => onChange(!isOn)}
      className="h-8 max-w-full truncate rounded-full border border-line px-3 text-sm hover:bg-hover aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-ink"
    >
      {label}
    </button>
  );
}

function TagChoice({
  chosen,
  onChange,
}: {
  readonly chosen: readonly string[];
  readonly onChange: (tags: readonly string[]) => void;
}) {
  const { messages } = useTranslation();
  const words = messages.library;
  const [typed, setTyped] = useState('');
  const tags = useTags(typed.trim());
  const offered = [...new Set([...chosen, ...tags.map(({ tag }) => tag)])].slice(0, 24);
  return (
    <>
      <input
        type="search"
        aria-label={words.findTag}
        placeholder={words.findTag}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        className="field-box h-9 min-h-0"
      />
      {offered.length === 0 ? (
        <p className="text-sm text-ink-faint">{words.anyTag}</p>
      ) : (
        <div className="flex max-h-32 flex-wrap gap-1.5 overflow-y-auto">
          {offered.map((tag) => (
            <Toggle
              key={tag}
              label={tag}
              isOn={chosen.includes(tag)}
              onChange={(isOn) => onChange(withOrWithout(chosen, tag, isOn))}
            />
          ))}
        </div>
      )}
    </>
  );
}

function Day({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (day: string) => void;
}) {
  const id = useId();
  return (
    <div className="grid min-w-0 gap-1">
      <label htmlFor={id} className="text-sm text-ink-soft">
        {label}
      </label>
      <input
        id={id}
        type="date"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="field-box h-9 min-h-0 min-w-0 px-2"
      />
    </div>
  );
}

function SizeChoice({ value, onChange }: { readonly value: number; readonly onChange: (bytes: number) => void }) {
  const { messages, formats } = useTranslation();
  const words = messages.library;
  const sizes = [...new Set<number>([...SIZES, value])].sort((one, other) => one - other);
  const choices = sizes.map((size) => ({
    value: String(size),
    label: size === 0 ? words.anySize : words.atLeast(formats.bytes(size)),
  }));
  return (
    <Select
      label={words.size}
      choices={choices}
      value={String(value)}
      onChange={(chosen) => onChange(Number(chosen))}
    />
  );
}
