// Seeded databases, kept from run to run in BENCH_DATA (default: a folder of the system's temporary one), and the
// product's core over them.
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Actor, type Core, createCore, type Id } from '../src/core/index.ts';
import { openPictureCache } from '../src/drivers/disk/cache.ts';
import { openDiskBlobStore } from '../src/drivers/disk/index.ts';
import { createMediaDecoder } from '../src/drivers/media/index.ts';
import { openSqlite } from '../src/drivers/sqlite/index.ts';
import { seedDatabase } from './seed.ts';

export const BENCH_DATA = process.env['BENCH_DATA'] ?? join(tmpdir(), 'vitrine-bench');

export interface Seeded extends AsyncDisposable {
  readonly file: string;
  readonly core: Core;
  readonly workspaceId: Id;
  /** May read and write everything in the dominant workspace. */
  readonly actor: Actor;
}

/** The data folder of a server with so many assets; made when it is not there yet. */
export async function seededFolder(assets: number, together = false): Promise<string> {
  const folder = join(BENCH_DATA, `${assets}${together ? '-together' : ''}`);
  const file = join(folder, 'vitrine.sqlite');
  if (existsSync(file)) return folder;
  mkdirSync(folder, { recursive: true });
  const unfinished = `${file}.unfinished`;
  await seedDatabase({ file: unfinished, assets, together });
  renameSync(unfinished, file);
  return folder;
}

export const openSeeded = async (assets: number): Promise<Seeded> => openCoreIn(await seededFolder(assets));

export async function openCoreIn(folder: string): Promise<Seeded> {
  const file = join(folder, 'vitrine.sqlite');
  await using stack = new AsyncDisposableStack();
  const transactionsUrl = new URL('../src/core/transactions.ts', import.meta.url).href;
  const engine = stack.use(await openSqlite({ file, transactionsUrl }));
  const blobs = stack.use(await openDiskBlobStore(folder));
  const media = stack.use(createMediaDecoder());
  const pictureCache = stack.use(openPictureCache(join(folder, 'cache'), { maxBytes: 1024 ** 3 }));
  const core = await createCore({
    engine,
    blobs,
    media,
    pictureCache,
    settings: { maxUploadBytes: 100 * 1024 * 1024, sweepGraceMs: 3_600_000, scrubMs: 0, trashMs: 0 },
    rootKey: 'bench-root-key-of-at-least-32-characters',
  });
  const actor = await core.authenticate('store', 'bench-root-key-of-at-least-32-characters');
  const kept = stack.move();
  return {
    file,
    core,
    actor,
    workspaceId: core.instance.workspace.id,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
