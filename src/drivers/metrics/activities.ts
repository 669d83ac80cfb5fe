// Measures of what is observed: how often, how long, with what outcome.
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { Activity, Measures, Observation, Observer, Outcome, RequestActivity } from '../../core/observation.ts';

/** Seconds, for what touches a disk or a database next door; what people wait for; what is decoded. */
const QUICK = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30];
const REQUEST = [0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60];
const LONG = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30, 60];

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

type Ended = (seconds: number, outcome: Outcome, measures: Measures) => void;

/** For each kind: called when one begins; what it answers, when it ends. */
type Kinds = { readonly [K in Activity['kind']]: (activity: Extract<Activity, { kind: K }>) => Ended };

export function createActivityMetrics(registry: Registry): Observer {
  const kinds: Kinds = {
    request: requests(registry),
    transfer: transfers(registry),
    'cached blob': cacheLooks(registry, 'vitrine_blob_cache_requests_total', 'small blobs in memory'),
    'cached picture': cacheLooks(registry, 'vitrine_picture_cache_requests_total', 'pictures made on request'),
    ...timed(registry),
  };
  return {
    begin(activity) {
      const ended = begun(kinds, activity);
      return new Timed(ended);
    },
  };
}

/** The table has for every kind what takes that kind. */
const begun = <K extends Activity['kind']>(kinds: Kinds, activity: Extract<Activity, { kind: K }>): Ended =>
  (kinds[activity.kind] as (activity: Extract<Activity, { kind: K }>) => Ended)(activity);

class Timed implements Observation {
  readonly #startedAt = performance.now();
  readonly #ended: Ended;

  constructor(ended: Ended) {
    this.#ended = ended;
  }

  run<T>(work: () => T): T {
    return work();
  }

  end(outcome: Outcome, measures: Measures = {}): void {
    this.#ended((performance.now() - this.#startedAt) / 1000, outcome, measures);
  }
}

function requests(registry: Registry): Kinds['request'] {
  const registers = [registry];
  const duration = new Histogram({
    name: 'vitrine_http_request_duration_seconds',
    help: 'Requests, from their head to the end of their answer; status is its class, or aborted.',
    labelNames: ['dialect', 'method', 'route', 'status'],
    buckets: REQUEST,
    registers,
  });
  const inFlight = new Gauge({ name: 'vitrine_http_requests_in_flight', help: 'Requests under way.', registers });
  const received = new Counter({
    name: 'vitrine_http_received_bytes_total',
    help: 'Bytes of requests, heads included.',
    labelNames: ['dialect'],
    registers,
  });
  const sent = new Counter({
    name: 'vitrine_http_sent_bytes_total',
    help: 'Bytes of answers, heads included.',
    labelNames: ['dialect'],
    registers,
  });
  return (request: RequestActivity) => {
    inFlight.inc();
    return (seconds, outcome, { status = 0, receivedBytes = 0, sentBytes = 0 }) => {
      inFlight.dec();
      const dialect = request.dialect ?? 'none';
      const method = METHODS.has(request.name) ? request.name : 'other';
      const route = request.route ?? 'none';
      const statusClass = outcome === 'abandoned' ? 'aborted' : `${Math.floor(status / 100)}xx`;
      duration.observe({ dialect, method, route, status: statusClass }, seconds);
      received.inc({ dialect }, receivedBytes);
      sent.inc({ dialect }, sentBytes);
    };
  };
}

function transfers(registry: Registry): Kinds['transfer'] {
  const registers = [registry];
  const uploads = new Counter({
    name: 'vitrine_uploads_total',
    help: 'Files that came in, by every way.',
    labelNames: ['outcome'],
    registers,
  });
  const uploaded = new Counter({
    name: 'vitrine_uploaded_bytes_total',
    help: 'Bytes of the files that came in and were stored.',
    registers,
  });
  const downloads = new Counter({
    name: 'vitrine_downloads_total',
    help: 'Files that went out and were counted as downloads; those of an archive each.',
    labelNames: ['outcome'],
    registers,
  });
  return ({ name }) =>
    (_seconds, outcome, { files = 1, fileBytes = 0 }) => {
      if (name === 'download') return downloads.inc({ outcome }, files);
      uploads.inc({ outcome }, files);
      uploaded.inc(fileBytes);
    };
}

function cacheLooks(registry: Registry, name: string, what: string): () => Ended {
  const looks = new Counter({
    name,
    help: `Looks into the cache of ${what}: hit, miss or error.`,
    labelNames: ['outcome'],
    registers: [registry],
  });
  return () => (_seconds, outcome) => {
    looks.inc({ outcome: outcome === 'ok' ? 'hit' : outcome === 'absent' ? 'miss' : 'error' });
  };
}

function timed(registry: Registry): Pick<Kinds, 'transaction' | 'blob' | 'decoding' | 'job'> {
  const histogram = (name: string, help: string, label: string, buckets: number[]) => {
    const made = new Histogram({ name, help, labelNames: [label, 'outcome'], buckets, registers: [registry] });
    return (value: string, seconds: number, outcome: string): void =>
      made.observe({ [label]: value, outcome }, seconds);
  };
  const transaction = histogram(
    'vitrine_transaction_duration_seconds',
    'Transactions, their waiting for a turn included.',
    'transaction',
    QUICK,
  );
  const blob = histogram(
    'vitrine_blob_operation_duration_seconds',
    'Operations of the blob store; write and pieces last as long as whoever sends or takes the bytes.',
    'operation',
    QUICK,
  );
  const decoding = histogram(
    'vitrine_decoding_duration_seconds',
    'Originals examined and pictures made, the waiting for a process included.',
    'operation',
    LONG,
  );
  const job = histogram('vitrine_job_duration_seconds', 'Attempts at jobs: ok, failed or dead.', 'type', LONG);
  return {
    transaction:
      ({ name }) =>
      (seconds, outcome) =>
        transaction(name, seconds, outcome),
    blob:
      ({ name }) =>
      (seconds, outcome) =>
        blob(name, seconds, outcome),
    decoding:
      ({ name }) =>
      (seconds, outcome) =>
        decoding(name, seconds, outcome),
    job:
      ({ name }) =>
      (seconds, outcome) =>
        job(name, seconds, ['ok', 'dead'].includes(outcome) ? outcome : 'failed'),
  };
}
