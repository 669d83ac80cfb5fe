// One operation, killed at each of the system calls by which it changes what is on the disk, or told by one that there is no room, or
// that the disk is broken: what is found afterwards is the library as it was before or as it is after, never anything between.
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Chance, openChance } from '../support/chance.ts';
import { rounds, tellFigures } from '../support/figures.ts';
import { makeLibrary, OPERATION_NAMES, type OperationName, openLibrary, shownOf } from '../support/one-operation.ts';
import { type CallPoint, listCallPoints, runFailingAt, runKilledAt } from '../support/system-calls.ts';

const PROGRAM = fileURLToPath(new URL('../support/one-operation.ts', import.meta.url));
const SHORT: readonly OperationName[] = ['small upload', 'replacement', 'purge'];
const NAMES = rounds(SHORT.length, OPERATION_NAMES.length) === SHORT.length ? SHORT : OPERATION_NAMES;
/** Of each operation at most. */
const POINTS = rounds(6, Number.POSITIVE_INFINITY);
const AT_ONCE = 2;
/** Failing ones, besides every sync of records. */
const FAILING_POINTS = rounds(2, 60);
const FAILING_NAMES: readonly OperationName[] =
  NAMES === SHORT ? ['version restore'] : NAMES.filter((name) => name !== 'resumable upload');
/** What a call says, and what whoever waits is told then. SQLite takes every failed sync for a broken disk. */
const CODES = { ENOSPC: ['storage_full', 'unavailable'], EIO: ['unavailable'] } as const;
const SHARDS = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));
const RECORDS = ['vitrine.sqlite', 'vitrine.sqlite-wal'];

let folder: string;
let template: string;
let before: string;
let chance: Chance;

beforeAll(async () => {
  chance = openChance();
  console.log(`FAULTS_SEED=${chance.seed}`);
  folder = await mkdtemp(join(tmpdir(), 'vitrine-calls-'));
  template = join(folder, 'template');
  await makeLibrary(template);
  before = (await lookAt(template)).shown;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('killed at a system call', () => {
  it.for(NAMES)('%s: it has happened or not, and it has where it was acknowledged', async (name, context) => {
    const { points, after } = await openOperation(name);
    const chosen = chosenOf(points);
    const left = chosen.values();
    const found = { before: 0, after: 0, acknowledged: 0, 'bytes without a record': 0, 'not reached': 0 };
    const work = async (): Promise<void> => {
      for (const point of left) {
        await using copy = await copyOfTemplate();
        const { isKilled, output } = await runKilledAt(
          [process.execPath, PROGRAM, name, copy.path],
          point,
          pathsOf(point, copy.path),
        );
        const at = `${point.call} ${point.nth} of ${point.family}`;
        const isAcknowledged = output === 'done\n';
        const { shown, orphans } = await lookAt(copy.path);
        const isAfter = shown === after;
        if (!isAfter) expect(`killed at ${at}:\n${shown}`).toBe(`killed at ${at}:\n${before}`);
        expect([at, isAcknowledged && !isAfter]).toEqual([at, false]);
        found[isAfter ? 'after' : 'before']++;
        if (isAcknowledged) found.acknowledged++;
        if (!isKilled) found['not reached']++;
        if (orphans > 0) found['bytes without a record']++;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    expect(found['not reached']).toBeLessThan(chosen.length / 2);
    expect(found.before).toBeGreaterThan(0);
    tellFigures(context, { 'system calls': points.length, 'killed at': chosen.length, ...found, 'half-done': 0 });
  });
});

describe('told by a system call that it has failed', () => {
  it.for(FAILING_NAMES)('%s: it is refused and has not happened, or is acknowledged and has', async (name, context) => {
    const { points, after } = await openOperation(name);
    const some = Array.from({ length: FAILING_POINTS }, () => chance.pick(points));
    const chosen = new Set([...points.filter(({ family, call }) => family === 'records' && call === 'fsync'), ...some]);
    const left = [...chosen].flatMap((point) => [['ENOSPC', point] as const, ['EIO', point] as const]).values();
    const found = { refused: 0, 'refused to start': 0, acknowledged: 0 };
    const work = async (): Promise<void> => {
      for (const [error, point] of left) {
        await using copy = await copyOfTemplate();
        const paths = pathsOf(point, copy.path);
        const command = [process.execPath, PROGRAM, name, copy.path];
        const { output, failure } = await runFailingAt(command, point, paths, error);
        const at = `${error} of ${point.call} ${point.nth} of ${point.family}`;
        const temporary = await readdir(join(copy.path, 'temporary'));
        const { shown } = await lookAt(copy.path);
        if (failure === undefined) {
          expect([at, output, shown]).toEqual([at, 'done\n', after]);
          found.acknowledged++;
          continue;
        }
        expect([at, output]).toEqual([at, '']);
        // It takes several steps, each of which stays.
        if (name !== 'purge' || shown !== after) expect([at, shown]).toEqual([at, before]);
        expect([at, temporary]).toEqual([at, []]);
        const code = /code: '([a-z_]+)'/.exec(failure)?.[1];
        if (code !== undefined) expect([at, CODES[error]]).toEqual([at, expect.arrayContaining([code])]);
        found[code === undefined ? 'refused to start' : 'refused']++;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    tellFigures(context, { 'system calls': points.length, failed: chosen.size * 2, ...found, 'half-done': 0 });
  });
});

async function openOperation(name: OperationName): Promise<{ points: CallPoint[]; after: string }> {
  await using copy = await copyOfTemplate();
  const points = await listCallPoints([process.execPath, PROGRAM, name, copy.path], {
    records: (path) => RECORDS.includes(path.slice(copy.path.length + 1)),
    names: (path) => path.startsWith(join(copy.path, 'blobs')) && SHARDS.includes(path.slice(-2)),
    bytes: (path) => path.startsWith(copy.path),
  });
  return { points, after: (await lookAt(copy.path)).shown };
}

/** Of bytes no path is known beforehand: their calls are nobody else's. */
function pathsOf({ family }: CallPoint, root: string): string[] {
  if (family === 'records') return RECORDS.map((file) => join(root, file));
  return family === 'names' ? SHARDS.map((shard) => join(root, 'blobs', shard)) : [];
}

/** Throws where anything is wrong with it but bytes without a record, which are removed. */
async function lookAt(root: string): Promise<{ shown: string; orphans: number }> {
  await using library = await openLibrary(root);
  const { core, actor } = library;
  const shown = (await shownOf(core, actor)).join('\n');
  const { found, remaining } = await core.verifyLibrary({ repair: true });
  const { orphan: orphans, ...others } = found;
  expect([remaining, ...Object.values(others)].filter((count) => count !== 0)).toEqual([]);
  return { shown, orphans };
}

async function copyOfTemplate(): Promise<{ readonly path: string } & AsyncDisposable> {
  const path = join(await mkdtemp(join(folder, 'copy-')), 'library');
  await cp(template, path, { recursive: true });
  return { path, [Symbol.asyncDispose]: () => rm(join(path, '..'), { recursive: true, force: true }) };
}

/** One of each kind of call, others in each run, or all. */
function chosenOf(points: readonly CallPoint[]): readonly CallPoint[] {
  if (POINTS === Number.POSITIVE_INFINITY) return points;
  const kinds = Map.groupBy(points, ({ family, call }) => `${family} ${call}`);
  // At the first one nothing can have happened yet.
  const picked = [...kinds.values()].map((kind) => chance.pick(kind)).slice(-POINTS);
  return [...new Set([...points.slice(0, 1), ...picked])];
}
