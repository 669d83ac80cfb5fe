// Lines over time, drawn by uPlot in the colours of the page. Loaded apart, since only two pages need it.
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useEffect, useRef } from 'react';
import { useThemeName } from './use-theme-name.ts';

export interface Series {
  readonly label: string;
  /** null: nothing is known of that time. */
  readonly values: readonly (number | null)[];
}

export interface PlotProps {
  /** What it shows, for those who do not see it. */
  readonly description: string;
  /** Seconds since 1970. */
  readonly times: readonly number[];
  /** At most two: the first is a whole line, the second a dashed one, so that they differ without their colours. */
  readonly series: readonly Series[];
  readonly formatValue: (value: number) => string;
  readonly formatTime: (seconds: number) => string;
  /** Between two marks of the time, in seconds. */
  readonly steps: readonly number[];
  /** The place that is pointed at, or null. */
  readonly onPoint: (index: number | null) => void;
}

const HEIGHT_PX = 200;
const DIGIT_PX = 7;
const VALUE_STEPS = Array.from({ length: 16 }, (_none, power) => [1, 2, 5].map((step) => step * 10 ** power)).flat();
/** With fewer, each is a point of its own. */
const POINTS_UP_TO = 31;

export function Plot(props: PlotProps) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const latest = useRef(props);
  latest.current = props;
  const themeName = useThemeName();
  const count = props.series.length;

  // biome-ignore lint/correctness/useExhaustiveDependencies: other colours need another plot
  useEffect(() => {
    const target = place.current;
    if (target === null) return;
    const made = new uPlot(optionsOf(target.clientWidth, count, latest), dataOf(latest.current), target);
    plot.current = made;
    const watch = new ResizeObserver(() => made.setSize({ width: target.clientWidth, height: HEIGHT_PX }));
    watch.observe(target);
    return () => {
      watch.disconnect();
      made.destroy();
      plot.current = undefined;
    };
  }, [count, themeName]);

  const { times, series } = props;
  useEffect(() => {
    plot.current?.setData(dataOf({ times, series }));
  }, [times, series]);

  return <div ref={place} role="img" aria-label={props.description} className="h-50 w-full min-w-0 overflow-hidden" />;
}

const dataOf = ({ times, series }: Pick<PlotProps, 'times' | 'series'>): uPlot.AlignedData => [
  [...times],
  ...series.map(({ values }) => [...values]),
];

function optionsOf(width: number, count: number, latest: { readonly current: PlotProps }): uPlot.Options {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const font = `12px ${style.getPropertyValue('--font-sans') || 'system-ui, sans-serif'}`;
  const axis = { stroke: colour('ink-faint'), font, ticks: { show: false }, border: { show: false } } as const;
  const grid = { stroke: colour('line'), width: 1 } as const;
  const points: uPlot.Series.Points = { show: true, size: 5, filter: pointsToDraw };
  return {
    width,
    height: HEIGHT_PX,
    padding: [8, 28, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 8 } },
    scales: {
      x: { time: false, range: (_plot, min, max) => (min === max ? [min - 43_200, max + 43_200] : [min, max]) },
      y: { range: (_plot, _min, max) => [0, max > 0 ? max * 1.08 : 1] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 28,
        space: 76,
        incrs: [...latest.current.steps],
        values: (_plot, splits) => splits.map((seconds) => latest.current.formatTime(seconds)),
      },
      {
        ...axis,
        grid,
        space: 36,
        incrs: VALUE_STEPS,
        size: (_plot, values) => 14 + DIGIT_PX * Math.max(3, ...(values ?? []).map(({ length }) => length)),
        values: (_plot, splits) => splits.map((value) => latest.current.formatValue(value)),
      },
    ],
    series: [
      {},
      { stroke: colour('accent'), fill: `${colour('accent')}1f`, width: 2, points },
      ...(count > 1 ? [{ stroke: colour('warning'), width: 2, dash: [6, 5], points }] : []),
    ],
    hooks: { setCursor: [({ cursor }) => latest.current.onPoint(cursor.idx ?? null)] },
  };
}

/** All of a few, and of many those that no line leads to. */
function pointsToDraw({ data }: uPlot, series: number): number[] {
  const values = data[series] ?? [];
  const isKnown = (index: number): boolean => typeof values[index] === 'number';
  const isLoose = (index: number): boolean => !isKnown(index - 1) && !isKnown(index + 1);
  return [...values.keys()].filter((index) => isKnown(index) && (values.length <= POINTS_UP_TO || isLoose(index)));
}
