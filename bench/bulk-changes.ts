// Bulk changes of a tenth of all assets: how long they take and what is settled at once, and what readers and writers notice
// meanwhile. Works on a copy.
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { BulkChange, Edit, Id, Selection } from '../src/core/index.ts';
import { milliseconds, percentile } from './measure.ts';
import type { Table } from './report.ts';
import { openCoreIn, type Seeded, seededFolder } from './seeded.ts';

/** Between two folders that are made. */
const PAUSE_MS = 20;

export async function measureBulkChanges(sizes: readonly number[]): Promise<Table[]> {
  const rows: string[][] = [];
  for (const size of sizes) {
    const folder = await mkdtemp(join(tmpdir(), 'vitrine-bench-'));
    try {
      await copyFile(join(await seededFolder(size), 'vitrine.sqlite'), join(folder, 'vitrine.sqlite'));
      await using seeded = await openCoreIn(folder);
      const { core, actor } = seeded;
      const selection = await selectionOf(seeded, size / 10);
      const other = await core.createFolder(actor, { name: 'Another place' });
      for (const [name, edit] of [
        ['tag', { type: 'tag', add: ['in bulk'], remove: [] }],
        ['patch', { type: 'patch', isPublic: true, metadata: { season: 'spring' } }],
        ['move', { type: 'move', folderId: other.id }],
        ['trash', { type: 'trash' }],
      ] as const satisfies readonly (readonly [string, Edit])[]) {
        let begun: BulkChange | undefined;
        const done = await during(seeded, async () => (begun = await core.beginBulkChange(actor, { selection, edit })));
        if (!begun) throw new Error('it was begun');
        rows.push([String(size), String(begun.total), name, ...done]);
        console.log(rows.at(-1)?.join('  '));
        const { id } = begun;
        rows.push([
          String(size),
          String(begun.total),
          `${name}, undone`,
          ...(await during(seeded, () => core.undoBulkChange(actor, id))),
        ]);
        console.log(rows.at(-1)?.join('  '));
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return [
    {
      title: 'Bulk changes',
      text: 'Seconds until all is settled and answered, and until all is changed; and meanwhile in the answering thread: how much later than due it gets to its next task, and how long a folder takes to be made, one after the other.',
      columns: [
        ...['assets', 'selected', 'change', 'settled s', 'done s', 'failed'],
        ...['delay most ms', 'made p50 ms', 'made p99 ms', 'made most ms'],
      ],
      rows,
    },
  ];
}

/** Of the workspace's assets, the last ones that came. */
async function selectionOf({ core, actor }: Seeded, count: number): Promise<Selection> {
  const list: Selection = {
    type: 'list',
    filters: [],
    sort: { field: 'created', order: 'desc' },
    except: [],
    folderIds: [],
  };
  let last: Id | undefined;
  let after: { value: string | number; id: Id } | undefined;
  for (let left = count; left > 0; ) {
    const page = await core.listAssets(actor, {
      filters: [],
      sort: list.sort,
      after,
      limit: Math.min(left, 1_000),
      includeTotal: false,
    });
    last = page.items.at(-1)?.id ?? last;
    after = page.next;
    left -= page.items.length;
    if (!after) break;
  }
  return { ...list, to: last };
}

async function during({ core, actor }: Seeded, begin: () => Promise<BulkChange>): Promise<string[]> {
  const times: number[] = [];
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  let isOver = false;
  const making = (async () => {
    for (let i = 0; !isOver; i++) {
      const startedAt = performance.now();
      await core.createFolder(actor, { name: `Meanwhile ${i}` });
      times.push(performance.now() - startedAt);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  })();
  const startedAt = performance.now();
  const { id, workspaceId } = await begin();
  const settled = performance.now() - startedAt;
  while (await core.stepBulkChange({ workspaceId }, id));
  const done = performance.now() - startedAt;
  isOver = true;
  await making;
  delay.disable();
  const { failed } = await core.getBulkChange(actor, id);
  return [
    (settled / 1000).toFixed(2),
    (done / 1000).toFixed(1),
    String(failed),
    milliseconds(Math.max(0, delay.max / 1e6 - 1)),
    milliseconds(percentile(times, 0.5)),
    milliseconds(percentile(times, 0.99)),
    milliseconds(Math.max(...times)),
  ];
}
