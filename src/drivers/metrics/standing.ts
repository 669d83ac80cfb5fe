// How things stand when Prometheus asks: read then, not followed meanwhile.
import { Counter, Gauge, type Registry } from 'prom-client';

export interface Standing {
  /** Undefined while the database does not answer. */
  readonly figures:
    | {
        readonly workspaces: number;
        readonly assets: number;
        readonly folders: number;
        readonly bytes: number;
        readonly jobs: readonly {
          readonly type: string;
          readonly due: number;
          readonly waiting: number;
          readonly dead: number;
          /** Unix milliseconds. */
          readonly oldestDueAt: number | null;
        }[];
        readonly scrub: {
          readonly checks: readonly {
            readonly name: string;
            readonly rounds: number;
            readonly allBlobs: number;
            readonly allBytes: number;
            /** Unix milliseconds. */
            readonly finishedAt: number | null;
            readonly oldestAt: number | null;
            readonly lastOldestAt: number | null;
          }[];
          readonly damaged: number;
          readonly found: number;
          readonly mended: number;
        };
      }
    | undefined;
  readonly decoder: { readonly running: number; readonly waiting: number };
  /** Undefined for an engine without a pool. */
  readonly engine:
    | {
        readonly inUse: number;
        readonly idle: number;
        readonly waiting: number;
        readonly retries: ReadonlyMap<string, number>;
      }
    | undefined;
}

/** Told by the database to each process alike: of all processes together it is what one of them says. */
const OF_ALL = 'max';

/** Adds its metrics; answers what notes the standing in them. What is not known is left out rather than told as it was. */
export function createStandingMetrics(registry: Registry): (standing: Standing) => void {
  const registers = [registry];
  const gauge = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
    new Gauge<L>({ name: `vitrine_${name}`, help, labelNames, registers, aggregator: OF_ALL });
  const ownGauge = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
    new Gauge<L>({ name: `vitrine_${name}`, help, labelNames, registers });

  const up = new Gauge({
    name: 'vitrine_database_up',
    help: '1 when the database answered this question.',
    registers,
    aggregator: 'min',
  });
  const workspaces = gauge('workspaces', 'Workspaces.');
  const assets = gauge('assets', 'Assets outside the trash, of all workspaces.');
  const folders = gauge('folders', 'Folders outside the trash, of all workspaces.');
  const bytes = gauge('asset_bytes', 'Bytes of the assets outside the trash, each as often as there are assets of it.');
  const jobs = gauge('jobs', 'Jobs: due now, waiting to be tried again, or dead.', 'type', 'state');
  const oldest = gauge('job_oldest_due_seconds', 'For how long the oldest job that is due has been so.', 'type');
  const decoder = ownGauge('decoder_originals', 'Originals at the decoder: running or waiting.', 'state');
  const connections = ownGauge('database_connections', 'Connections of the pool: in_use or idle.', 'state');
  const waiting = ownGauge('database_connections_waiting', 'Those who wait for a connection of the pool.');
  const retries = new Counter({
    name: 'vitrine_transaction_retries_total',
    help: 'Transactions run again after a conflict.',
    labelNames: ['transaction'],
    registers,
  });

  const scrub = createScrubMetrics(registry);

  return ({ figures, decoder: load, engine }) => {
    up.set(figures ? 1 : 0);
    for (const one of [workspaces, assets, folders, bytes, waiting]) one.remove();
    for (const one of [jobs, oldest, connections, retries]) one.reset();
    scrub(figures?.scrub);
    if (figures) {
      workspaces.set(figures.workspaces);
      assets.set(figures.assets);
      folders.set(figures.folders);
      bytes.set(figures.bytes);
      for (const { type, due, waiting: later, dead, oldestDueAt } of figures.jobs) {
        jobs.set({ type, state: 'due' }, due);
        jobs.set({ type, state: 'waiting' }, later);
        jobs.set({ type, state: 'dead' }, dead);
        oldest.set({ type }, oldestDueAt === null ? 0 : Math.max(0, Date.now() - oldestDueAt) / 1000);
      }
    }
    decoder.set({ state: 'running' }, load.running);
    decoder.set({ state: 'waiting' }, load.waiting);
    if (engine) {
      connections.set({ state: 'in_use' }, engine.inUse);
      connections.set({ state: 'idle' }, engine.idle);
      waiting.set(engine.waiting);
      for (const [transaction, count] of engine.retries) retries.inc({ transaction }, count);
    }
  };
}

type ScrubStanding = NonNullable<Standing['figures']>['scrub'];

/** They are told by the database, so that they are those of all processes, also of ones that have ended. */
function createScrubMetrics(registry: Registry): (scrub: ScrubStanding | undefined) => void {
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
    new Counter<L>({ name: `vitrine_${name}`, help, labelNames, registers, aggregator: OF_ALL });
  const gauge = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
    new Gauge<L>({ name: `vitrine_${name}`, help, labelNames, registers, aggregator: OF_ALL });

  const damaged = gauge('blobs_damaged', 'Blobs in use whose bytes are known to be damaged or missing.');
  const found = counter('blobs_found_damaged_total', 'Blobs that were found to be damaged or missing.');
  const mended = counter('blobs_mended_total', 'Of these, the ones that are right again, or deleted.');
  const rounds = counter('scrub_rounds_total', 'Whole rounds of a check of all blobs: records or bytes.', 'check');
  const blobs = counter('scrub_blobs_total', 'Blobs that a check has come by.', 'check');
  const bytes = counter('scrub_bytes_total', 'Bytes that were read and found right.');
  const last = gauge('scrub_last_round_timestamp_seconds', 'When the last whole round of a check ended.', 'check');
  const oldest = gauge(
    'scrub_oldest_blob_seconds',
    'For how long the bytes of a blob have not been read, at most, as seen within the last day.',
  );
  const all = [damaged, found, mended, rounds, blobs, bytes, last, oldest];

  return (scrub) => {
    for (const one of all) one.reset();
    if (!scrub) {
      for (const one of [damaged, found, mended, bytes, oldest]) one.remove();
      return;
    }
    damaged.set(scrub.damaged);
    found.inc(scrub.found);
    mended.inc(scrub.mended);
    oldest.remove();
    for (const { name, ...check } of scrub.checks) {
      rounds.inc({ check: name }, check.rounds);
      blobs.inc({ check: name }, check.allBlobs);
      if (check.finishedAt !== null) last.set({ check: name }, check.finishedAt / 1000);
      if (name === 'bytes') bytes.inc(check.allBytes);
      const oldestAt = check.lastOldestAt ?? check.oldestAt;
      if (name === 'records' && oldestAt !== null) oldest.set(Math.max(0, Date.now() - oldestAt) / 1000);
    }
  };
}
