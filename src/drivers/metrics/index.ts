// What Prometheus is told: measures of what is observed, and how things stand when it asks. Every label has few values, known
// when the program is written: no ids, no addresses.
import { AggregatorRegistry, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Observer } from '../../core/observation.ts';
import { createActivityMetrics } from './activities.ts';
import { createStandingMetrics, type Standing } from './standing.ts';

export type { Standing } from './standing.ts';

export interface Metrics {
  readonly observer: Observer;
  /** For the text, as a header. */
  readonly contentType: string;
  /** Everything, with how things stand now. */
  text(standing: Standing): Promise<string>;
  /** The same as plain data, for `textOfAll` in another process. */
  values(standing: Standing): Promise<readonly object[]>;
}

/** What several processes of one library have measured, as if they were one: `values` of each. */
export const textOfAll = (values: readonly (readonly object[])[]): Promise<string> =>
  AggregatorRegistry.aggregate(values.map((some) => [...some])).metrics();

/** Begins to count at zero. */
export function createMetrics(build: { readonly version: string; readonly node: string }): Metrics {
  const registry = new Registry();
  const info = new Gauge({
    name: 'vitrine_build_info',
    help: 'Always 1: what runs here.',
    labelNames: ['version', 'node'],
    registers: [registry],
    aggregator: 'first',
  });
  info.set({ version: build.version, node: build.node }, 1);
  const observer = createActivityMetrics(registry);
  const note = createStandingMetrics(registry);
  return {
    observer,
    contentType: registry.contentType,
    async text(standing) {
      note(standing);
      return `${await registry.metrics()}\n${await processMetrics().metrics()}`;
    },
    async values(standing) {
      note(standing);
      return [...(await registry.getMetricsAsJSON()), ...(await processMetrics().getMetricsAsJSON())];
    },
  };
}

let ofProcess: Registry | undefined;

/** Of the process, so once however many servers are in it: what watches its event loop and its memory can not be taken away. */
function processMetrics(): Registry {
  if (!ofProcess) {
    ofProcess = new Registry();
    collectDefaultMetrics({ register: ofProcess });
  }
  return ofProcess;
}
