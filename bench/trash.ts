// Trashing and restoring a folder of a tenth of all assets: how long it takes, and what readers notice of it. Works on a copy.
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Id } from '../src/core/index.ts';
import type { AssetListQuery } from './cases.ts';
import { milliseconds, percentile, type Table } from './measure.ts';
import { openCoreIn, seededFolder } from './seeded.ts';

const LIST: AssetListQuery = { filters: [], sort: { field: 'created', order: 'desc' }, limit: 50, includeTotal: true };
const QUIET_MS = 2_000;

export async function trash(sizes: readonly number[]): Promise<Table[]> {
  const rows: string[][] = [];
  for (const size of sizes) {
    const folder = await mkdtemp(join(tmpdir(), 'vitrine-bench-'));
    try {
      await copyFile(join(await seededFolder(size), 'vitrine.sqlite'), join(folder, 'vitrine.sqlite'));
      await using seeded = await openCoreIn(folder);
      const { core, actor } = seeded;
      const archive = (
        await core.listFolders(actor, {
          filters: [{ field: 'name', operator: 'eq', value: 'Archive' }],
          sort: { field: 'created', order: 'asc' },
          limit: 1,
          includeTotal: false,
        })
      ).items[0];
      if (!archive) throw new Error('there is no archive');
      const id: Id = archive.id;
      for (const [name, work] of [
        ['nothing', () => new Promise((resolve) => setTimeout(resolve, QUIET_MS))],
        ['trash', () => core.trashFolder(actor, id)],
        ['restore', () => core.restoreFolder(actor, id)],
      ] as const) {
        rows.push([
          String(size),
          String(archive.totalAssets),
          name,
          ...(await during(work, () => core.listAssets(actor, LIST))),
        ]);
        console.log(rows.at(-1)?.join('  '));
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return [
    {
      title: 'Trash and restore of a large folder',
      text: 'Seconds in the writer thread, and meanwhile in the answering thread: how much later than due it gets to its next task, and a list of the 50 newest assets with their total, one after the other.',
      columns: [
        'assets',
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
  ];
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
