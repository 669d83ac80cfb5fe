// Bars of one column of a table, as an SVG that is read in light and in dark, with its goal as a line.

/** What is drawn of a table. */
export interface Drawn {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Bars {
  /** The column that is drawn; its cells are numbers. */
  readonly column: string;
  /** Of each bar; the last one is that of all that follow. Absent: there is none. */
  readonly goals?: readonly number[];
  /** The columns that name a bar. Default: the first. */
  readonly names?: readonly string[];
}

const WIDTH = 720;
const NAMES_WIDTH = 260;
const VALUE_WIDTH = 70;
const ROW = 28;
const BAR = 16;
const TOP = 44;
const BOTTOM = 28;

const STYLE = `text { font: 13px system-ui, sans-serif; fill: #1f2933 }
.title { font-weight: 600; font-size: 15px } .bar { fill: #2f6f9f } .goal { stroke: #b4540a; stroke-width: 2 }
.said { fill: #b4540a } @media (prefers-color-scheme: dark) { text { fill: #e4e7eb } .bar { fill: #6aaede } .goal { stroke: #f0a35e } .said { fill: #f0a35e } }`;

export function barsOf({ title, columns, rows }: Drawn, { column, goals, names = columns.slice(0, 1) }: Bars): string {
  const at = columns.indexOf(column);
  const bars = rows.map((row, index) => ({
    name: names.map((name) => row[columns.indexOf(name)] ?? '').join(', ') || title,
    value: Number.parseFloat(row[at] ?? ''),
    goal: goals?.[index] ?? goals?.at(-1),
  }));
  const known = bars.filter(({ value }) => Number.isFinite(value));
  const most = Math.max(...known.flatMap(({ value, goal }) => [value, goal ?? 0])) * 1.05;
  const length = (value: number): number => (value / most) * (WIDTH - NAMES_WIDTH - VALUE_WIDTH);
  const height = TOP + known.length * ROW + BOTTOM;
  const drawn = known.map(({ name, value, goal }, index) => {
    const y = TOP + index * ROW;
    return `<text x="${NAMES_WIDTH - 10}" y="${y + BAR - 3}" text-anchor="end">${escaped(name)}</text>
<rect class="bar" x="${NAMES_WIDTH}" y="${y}" width="${length(value).toFixed(1)}" height="${BAR}" rx="3"/>
<text x="${(NAMES_WIDTH + length(value) + 8).toFixed(1)}" y="${y + BAR - 3}">${value}</text>${goal === undefined ? '' : goalLine(NAMES_WIDTH + length(goal), y)}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escaped(`${title}: ${column}`)}">
<style>${STYLE}</style>
<text class="title" x="16" y="24">${escaped(`${title}: ${column}`)}</text>
${drawn.join('\n')}
${goals === undefined ? '' : `<text class="said" x="${NAMES_WIDTH}" y="${height - 8}">the line: the goal</text>`}
</svg>
`;
}

function goalLine(x: number, y: number): string {
  const at = x.toFixed(1);
  return `<line class="goal" x1="${at}" x2="${at}" y1="${y - 5}" y2="${y + BAR + 5}"/>`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
