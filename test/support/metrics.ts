// Reading the text that Prometheus reads (its exposition format, version 0.0.4).

export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Scrape {
  readonly samples: readonly Sample[];
  /** By the name of the metric, from its `# TYPE` line. */
  readonly types: ReadonlyMap<string, string>;
  /** The sum over all samples of that name that have these labels; undefined without any. */
  value(name: string, labels?: Readonly<Record<string, string>>): number | undefined;
}

/** Throws on a line that the format does not know. */
export function parseMetrics(text: string): Scrape {
  const samples: Sample[] = [];
  const types = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, typed, type] = /^# TYPE (\S+) (\S+)$/.exec(line) ?? [];
    if (typed !== undefined && type !== undefined) {
      if (types.has(typed)) throw new Error(`${typed} is there twice`);
      types.set(typed, type);
    } else if (line !== '' && !line.startsWith('#')) {
      samples.push(parseSample(line));
    }
  }
  return {
    samples,
    types,
    value(name, labels = {}) {
      const fitting = samples.filter(
        (sample) =>
          sample.name === name && Object.entries(labels).every(([label, value]) => sample.labels[label] === value),
      );
      return fitting.length === 0 ? undefined : fitting.reduce((sum, { value }) => sum + value, 0);
    },
  };
}

function parseSample(line: string): Sample {
  const [, name = '', list = '', value = ''] = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
  const isNumber = !Number.isNaN(Number(value)) || /^([+-]?inf|nan)$/i.test(value);
  if (name === '' || !isNumber) throw new Error(`not a sample: ${line}`);
  const labels: Record<string, string> = {};
  for (const [, label = '', text = ''] of list.matchAll(/(\w+)="((?:[^"\\]|\\.)*)",?/g)) labels[label] = text;
  return { name, labels, value: Number(value) };
}

export async function scrape(url: string, init: RequestInit = {}): Promise<Scrape> {
  const response = await fetch(`${url}/metrics`, init);
  if (response.status !== 200) throw new Error(`/metrics answered ${response.status}`);
  return parseMetrics(await response.text());
}
