// The filters of a list, each as a chip that removes it.
import { X } from 'lucide-react';
import { useParams } from '../app/use-params.ts';
import type { Formats } from '../i18n/formats.ts';
import { type Messages, useTranslation } from '../i18n/index.ts';
import { hasFilters, KINDS, LIST_PARAMS, type ListParams, NO_FILTERS } from './list-params.ts';

interface Chip {
  readonly label: string;
  readonly without: Partial<ListParams>;
}

export function FilterBar() {
  const { messages, formats } = useTranslation();
  const [params, change] = useParams(LIST_PARAMS);
  if (!hasFilters(params)) return null;
  const chips = chipsOf(params, messages, formats);
  return (
    <ul
      aria-label={messages.library.filters}
      className="flex shrink-0 flex-wrap items-center gap-1.5 px-4 pb-2 sm:px-5"
    >
      {chips.map(({ label, without }) => (
        <li key={label}>
          <button
            type="button"
            aria-label={messages.library.removeFilter(label)}
            onClick={() => change(without)}
            className="inline-flex h-8 items-center gap-1.5 rounded-full bg-accent-soft ps-3 pe-2 text-sm font-medium text-accent-ink hover:bg-pressed"
          >
            <span className="max-w-56 truncate">{label}</span>
            <X aria-hidden size={14} strokeWidth={2} />
          </button>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <button
            type="button"
            onClick={() => change({ ...NO_FILTERS, q: params.q })}
            className="h-8 px-2 text-sm text-ink-soft hover:text-ink"
          >
            {messages.library.clearFilters}
          </button>
        </li>
      )}
    </ul>
  );
}

export function chipsOf(params: ListParams, { library }: Messages, formats: Formats): Chip[] {
  const { kind, tag, since, until, least, most } = params;
  const day = (text: string): string => formats.date(`${text}T00:00`);
  return [
    ...KINDS.filter((one) => kind.includes(one)).map((one) => ({
      label: library.kinds[one],
      without: { kind: kind.filter((other) => other !== one) },
    })),
    ...tag.map((one) => ({ label: `#${one}`, without: { tag: tag.filter((other) => other !== one) } })),
    ...(isDay(since) ? [{ label: library.sinceDay(day(since)), without: { since: '' } }] : []),
    ...(isDay(until) ? [{ label: library.untilDay(day(until)), without: { until: '' } }] : []),
    ...(least > 0 ? [{ label: library.atLeast(formats.bytes(least)), without: { least: 0 } }] : []),
    ...(most > 0 ? [{ label: library.atMost(formats.bytes(most)), without: { most: 0 } }] : []),
  ];
}

const isDay = (text: string): boolean => text !== '' && !Number.isNaN(new Date(`${text}T00:00`).getTime());
