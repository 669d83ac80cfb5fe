// A chart in its box: the names of its lines with their values where one points, and the same figures as a table.
import { ChartLine, Table } from 'lucide-react';
import { useState } from 'react';
import { deferred } from '../../app/deferred.tsx';
import { useMessages } from '../../i18n/settings.ts';
import { IconButton } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Box } from '../parts.tsx';
import type { PlotProps, Series } from './plot.tsx';

const Plot = deferred(
  async () => (await import('./plot.tsx')).Plot,
  () => <Skeleton className="h-50 w-full rounded-xl" />,
);

export interface ChartProps extends Omit<PlotProps, 'description' | 'onPoint'> {
  readonly title: string;
  readonly lead?: string;
  /** Of a line of the table, and of what is pointed at. */
  readonly formatPoint: (seconds: number) => string;
  /** What the first column of the table is. */
  readonly timeLabel: string;
}

export function Chart({ title, lead, formatPoint, timeLabel, ...plot }: ChartProps) {
  const { figures } = useMessages();
  const [isTable, setTable] = useState(false);
  const [pointed, setPointed] = useState<number | null>(null);
  const { times, series, formatValue } = plot;
  const shown = pointed ?? times.length - 1;
  const at = times[shown];
  return (
    <Box
      title={title}
      lead={lead}
      end={
        <IconButton
          icon={isTable ? ChartLine : Table}
          label={isTable ? figures.asChart(title) : figures.asTable(title)}
          onClick={() => setTable(!isTable)}
        />
      }
    >
      {at === undefined ? (
        <p className="py-10 text-center text-ink-soft">{figures.noData}</p>
      ) : isTable ? (
        <Figures title={title} timeLabel={timeLabel} formatPoint={formatPoint} {...plot} />
      ) : (
        <>
          <dl aria-hidden className="mb-2 flex min-h-5 flex-wrap items-center gap-x-5 gap-y-1 text-sm">
            {series.map(({ label, values }, index) => (
              <div key={label} className="flex items-center gap-2">
                <LineMark isDashed={index > 0} />
                <dt className="text-ink-soft">{label}</dt>
                <dd className="font-semibold tabular-nums">{written(values[shown], formatValue)}</dd>
              </div>
            ))}
            <div className="ms-auto text-ink-faint tabular-nums">{formatPoint(at)}</div>
          </dl>
          <Plot {...plot} description={describe(title, series, formatValue)} onPoint={setPointed} />
        </>
      )}
    </Box>
  );
}

const written = (value: number | null | undefined, format: (value: number) => string): string =>
  value === null || value === undefined ? '–' : format(value);

const describe = (title: string, series: readonly Series[], format: (value: number) => string): string =>
  `${title}. ${series.map(({ label, values }) => `${label}: ${written(values.at(-1), format)}`).join('. ')}`;

const LineMark = ({ isDashed }: { readonly isDashed: boolean }) => (
  <svg width="18" height="8" aria-hidden="true" className={isDashed ? 'stroke-warning' : 'stroke-accent'}>
    <path d="M0 4h18" strokeWidth="2.5" strokeDasharray={isDashed ? '5 3' : undefined} />
  </svg>
);

type FiguresProps = Pick<ChartProps, 'title' | 'times' | 'series' | 'formatValue' | 'formatPoint' | 'timeLabel'>;

/** Newest first: that is what is looked for. */
function Figures({ title, times, series, formatValue, formatPoint, timeLabel }: FiguresProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
    <section tabIndex={0} aria-label={title} className="max-h-60 overflow-auto rounded-lg">
      <table className="w-full text-sm tabular-nums">
        <thead className="sticky top-0 bg-surface text-ink-soft">
          <tr>
            <th scope="col" className="py-1.5 pe-3 text-start font-medium">
              {timeLabel}
            </th>
            {series.map(({ label }) => (
              <th key={label} scope="col" className="py-1.5 ps-3 text-end font-medium">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {times
            .map((time, index) => (
              <tr key={time} className="border-t border-line">
                <th scope="row" className="py-1.5 pe-3 text-start font-normal whitespace-nowrap">
                  {formatPoint(time)}
                </th>
                {series.map(({ label, values }) => (
                  <td key={label} className="py-1.5 ps-3 text-end">
                    {written(values[index], formatValue)}
                  </td>
                ))}
              </tr>
            ))
            .toReversed()}
        </tbody>
      </table>
    </section>
  );
}
