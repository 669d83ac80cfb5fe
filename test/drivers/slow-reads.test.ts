// The thread for slow reads: there while there is something to read, and again when there is something to read again.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished, vi } from 'vitest';
import { SlowReads } from '../../src/drivers/sqlite/slow-reads.ts';

it('ends when there was nothing to read for a while, and reads on in another thread', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-slow-reads-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'records.sqlite');
  new DatabaseSync(file).close();
  await using reads = new SlowReads(file, { idleMs: 10 });
  // Of one connection alone, which each thread has of its own.
  await reads.read('pragma cache_size = 7', []);
  await vi.waitFor(async () => expect(await reads.read('pragma cache_size', [])).not.toEqual([{ cache_size: 7 }]), {
    timeout: 60_000,
    interval: 100,
  });
  const all = await Promise.all([1, 2, 3].map((n) => reads.read('select ? as n', [n])));
  expect(all).toEqual([[{ n: 1 }], [{ n: 2 }], [{ n: 3 }]]);
});
