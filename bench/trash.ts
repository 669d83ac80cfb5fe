// Moving, trashing, restoring and purging a folder of a tenth of all assets: how long it takes, and what readers notice of
// it. Works on a copy.
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Folder } from '../src/core/index.ts';
import { trash as putInTrash, restore } from '../test/support/trash.ts';
import type { AssetListQuery } from './cases.ts';
import { milliseconds, percentile } from './measure.ts';
import type { Table } from './report.ts';
import { openCoreIn, type Seeded, seededFolder } from './seeded.ts';

const LIST: AssetListQuery = { filters: [], sort: { field: 'created', order: 'desc' }, limit: 50, includeTotal: true };
const QUIET_MS = 2_000;
const PURGED_AT_ONCE = 500;

export async function trash(sizes: readonly number[]): Promise<Table[]> {
  const rows: string[][] = [];
  const purges: string[][] = [];
  for (const [size, together] of sizes.flatMap((size) => [[size, false] as const, [size, true] as const])) {
    const folder = await mkdtemp(join(tmpdir(), 'vitrine-bench-'));
    try {
      await copyFile(join(await seededFolder(size, together), 'vitrine.sqlite'), join(folder, 'vitrine.sqlite'));
      await using seeded = await openCoreIn(folder);
      const { core, actor } = seeded;
      const archive = await findArchive(seeded);
      const other = await core.createFolder(actor, { name: 'Another place' });
      const label = [String(size), together ? 'together' : 'now and then', String(archive.totalAssets)];
      for (const [name, work] of [
        ['nothing', () => quiet()],
        ['move', () => core.patchFolder(actor, archive.id, { parentId: other.id })],
        ['trash', () => putInTrash(core, actor, archive.id)],
        ['restore', () => restore(core, actor, archive.id)],
      ] as const) {
        await quiet();
        rows.push([...label, name, ...(await during(work, () => core.listAssets(actor, LIST)))]);
        console.log(rows.at(-1)?.join('  '));
      }
      await putInTrash(core, actor, archive.id);
      purges.push([...label, ...(await purge(seeded, archive))]);
      console.log(purges.at(-1)?.join('  '));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return [
    {
      title: 'Move, trash and restore of a large folder',
      text: 'Seconds until the answer, each one transaction; and meanwhile in the answering thread: how much later than due it gets to its next task, and a list of the 50 newest assets with their total, one after the other. The assets of the folder came now and then among all others, or together as the last of all.',
      columns: [
        'assets',
        'came',
        'in the folder',
        'meanwhile',
        'seconds',
        'delay p99 ms',
        'delay most ms',
        'list p50 ms',
        'list p99 ms',
      ],
      rows,
    },
    {
      title: 'Purge of a large folder',
      text: `Transactions of at most ${PURGED_AT_ONCE} records, one after the other.`,
      columns: [
        'assets',
        'came',
        'in the folder',
        'transactions',
        'seconds',
        'each p50 ms',
        'each p99 ms',
        'each most ms',
      ],
      rows: purges,
    },
  ];
}

const quiet = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, QUIET_MS));

async function findArchive({ core, actor }: Seeded): Promise<Folder> {
  const page = await core.listFolders(actor, {
    filters: [{ field: 'name', operator: 'eq', value: 'Archive' }],
    sort: { field: 'created', order: 'asc' },
    limit: 1,
    includeTotal: false,
  });
  const [archive] = page.items;
  if (!archive) throw new Error('there is no archive');
  return archive;
}

/** A folder that is in the trash. */
async function purge({ core, actor }: Seeded, folder: Folder): Promise<string[]> {
  await core.discardEntries(actor, { trash: [], purge: [folder.id], recursive: true });
  const times: number[] = [];
  for (let isLeft = true; isLeft; ) {
    const startedAt = performance.now();
    isLeft = await core.purgeFolderStep(folder, PURGED_AT_ONCE);
    times.push(performance.now() - startedAt);
  }
  const seconds = times.reduce((sum, time) => sum + time, 0) / 1000;
  const shares = [percentile(times, 0.5), percentile(times, 0.99), Math.max(...times)];
  return [String(times.length), seconds.toFixed(1), ...shares.map(milliseconds)];
}

async function during(work: () => Promise<unknown>, list: () => Promise<unknown>): Promise<string[]> {
  const times: number[] = [];
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const startedAt = performance.now();
  let seconds = 0;
  const working = work().then(() => {
    seconds = (performance.now() - startedAt) / 1000;
  });
  while (seconds === 0) {
    const askedAt = performance.now();
    await list();
    times.push(performance.now() - askedAt);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await working;
  delay.disable();
  return [
    seconds.toFixed(1),
    milliseconds(Math.max(0, delay.percentile(99) / 1e6 - 1)),
    milliseconds(Math.max(0, delay.max / 1e6 - 1)),
    milliseconds(percentile(times, 0.5)),
    milliseconds(percentile(times, 0.99)),
  ];
}
