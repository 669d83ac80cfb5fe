// Traces by OpenTelemetry: what is observed becomes spans, sent to a collector by OTLP over HTTP. Loaded where traces are wanted
// alone, and nothing is registered for the whole process.
import { AsyncLocalStorage } from 'node:async_hooks';
import { type Context, type Span, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import { MINUTE_MS } from '../../core/durations.ts';
import { CoreError } from '../../core/errors.ts';
import {
  type Activity,
  type Measures,
  NO_OBSERVER,
  type Observation,
  type Observer,
  type Outcome,
} from '../../core/observation.ts';
import { endAttributes, isFault, parentOf, spanOf } from './spans.ts';

export interface TracingOptions {
  /** Of the collector: where spans are posted. */
  readonly url: string;
  /** Of the traces that begin here, how many are kept: 0 to 1. The others follow their caller. */
  readonly ratio: number;
  readonly serviceName: string;
  readonly version: string;
  /** Told of spans that could not be sent, at most once a minute. */
  onTrouble(error: unknown): void;
}

/** What is not sent by then is lost, rather than that anybody waits. */
const EXPORT_TIMEOUT_MS = 5_000;
const SHUTDOWN_TIMEOUT_MS = 3_000;
const EVERY_MS = 1_000;
/** Spans that wait to be sent; more are dropped. */
const MOST_WAITING = 4_096;
const LARGEST_BATCH = 512;
const QUIET_MS = MINUTE_MS;

/** Disposing sends what waits, within a bound. Throws `unavailable` where the packages for it are not installed. */
export async function openTracing(options: TracingOptions): Promise<Observer & AsyncDisposable> {
  const { sdk, exporters, resources } = await loadPackages();
  const exporter = new exporters.OTLPTraceExporter({ url: options.url, timeoutMillis: EXPORT_TIMEOUT_MS });
  const noteTrouble = atMostEvery(QUIET_MS, (error) => options.onTrouble(error));
  const provider = new sdk.BasicTracerProvider({
    resource: resources.resourceFromAttributes({
      'service.name': options.serviceName,
      'service.version': options.version,
    }),
    sampler: new sdk.ParentBasedSampler({ root: new sdk.TraceIdRatioBasedSampler(options.ratio) }),
    spanProcessors: [
      new sdk.BatchSpanProcessor(
        {
          export: (spans, done) =>
            exporter.export(spans, (result) => {
              if (result.code !== 0) noteTrouble(result.error);
              done(result);
            }),
          shutdown: () => exporter.shutdown(),
        },
        {
          maxQueueSize: MOST_WAITING,
          maxExportBatchSize: LARGEST_BATCH,
          scheduledDelayMillis: EVERY_MS,
          exportTimeoutMillis: 2 * EXPORT_TIMEOUT_MS,
        },
      ),
    ],
  });
  return {
    ...createObserver(provider.getTracer('vitrine', options.version)),
    async [Symbol.asyncDispose]() {
      const bound = Promise.withResolvers<void>();
      const timer = setTimeout(bound.resolve, SHUTDOWN_TIMEOUT_MS);
      await Promise.race([provider.shutdown().catch(noteTrouble), bound.promise]);
      clearTimeout(timer);
    },
  };
}

async function loadPackages() {
  try {
    const [sdk, exporters, resources] = await Promise.all([
      import('@opentelemetry/sdk-trace-node'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ]);
    return { sdk, exporters, resources };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
    const message =
      'Traces are to be sent, but the optional packages @opentelemetry/sdk-trace-node, ' +
      '@opentelemetry/exporter-trace-otlp-http and @opentelemetry/resources are not installed.';
    throw new CoreError('unavailable', message, { cause: error });
  }
}

function atMostEvery(ms: number, run: (error: unknown) => void): (error: unknown) => void {
  let lastAt = Number.NEGATIVE_INFINITY;
  return (error) => {
    if (performance.now() - lastAt < ms) return;
    lastAt = performance.now();
    run(error);
  };
}

/** Traces begin with requests and jobs: what neither of them caused is not traced. */
function createObserver(tracer: Tracer): Observer {
  const current = new AsyncLocalStorage<Context>();
  return {
    begin(activity) {
      const parent = current.getStore() ?? parentOf(activity);
      if (!parent) return NO_OBSERVER.begin(activity);
      const { name, options } = spanOf(activity);
      const span = tracer.startSpan(name, options, parent);
      return new Spanned(span, current, trace.setSpan(parent, span), activity);
    },
  };
}

class Spanned implements Observation {
  readonly #span: Span;
  readonly #current: AsyncLocalStorage<Context>;
  readonly #context: Context;
  readonly #activity: Activity;

  constructor(span: Span, current: AsyncLocalStorage<Context>, context: Context, activity: Activity) {
    this.#span = span;
    this.#current = current;
    this.#context = context;
    this.#activity = activity;
  }

  get traceId(): string {
    return this.#span.spanContext().traceId;
  }

  run<T>(work: () => T): T {
    return this.#current.run(this.#context, work);
  }

  end(outcome: Outcome, measures: Measures = {}): void {
    this.#span.setAttributes(endAttributes(this.#activity, outcome, measures));
    if (isFault(this.#activity, outcome, measures)) this.#span.setStatus({ code: SpanStatusCode.ERROR });
    this.#span.end();
  }
}
