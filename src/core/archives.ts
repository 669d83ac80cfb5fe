// What a download of several assets, or of a folder, contains. The zip itself is made by http/archive.
import { type ArchiveFile, findArchiveFiles, listArchiveFiles } from '../database/archives.ts';
import type { Db } from '../database/db.ts';
import { listBelow } from '../database/folders.ts';
import type { Actor } from './access.ts';
import { getAssets } from './assets.ts';
import { getEntry, recordOf } from './entries.ts';
import { notFound } from './errors.ts';
import { getFolder } from './folders.ts';
import type { Id } from './ids.ts';

const BATCH = 1_000;

/** A file, or an empty folder where `file` is absent; `path` holds the names of the folders it lies in. */
export interface ArchiveItem {
  readonly path: readonly string[];
  readonly file?: ArchiveFile;
}

/** The assets asked for, each once, in that order. Throws `not_found` naming the unknown ones. */
export async function getArchiveOfAssets(db: Db, actor: Actor, ids: readonly Id[]): Promise<ArchiveItem[]> {
  const unique = [...new Set(ids)];
  await getAssets(db, actor, unique);
  return (await findArchiveFiles(db, unique)).map((file) => ({ path: [], file }));
}

/** Everything live below a folder, some at a time, folders before what is in them, by name: the same order every time. */
export async function* listArchiveOfFolder(db: Db, actor: Actor, folderId: Id): AsyncGenerator<ArchiveItem[]> {
  const { workspaceId } = await getFolder(db, actor, folderId);
  for (const folder of await listBelow(db, folderId, Date.now())) {
    if (folder.path.length > 0) yield [{ path: folder.path }];
    let after: ArchiveFile | undefined;
    do {
      const batch: ArchiveFile[] = await listArchiveFiles(db, {
        workspaceId,
        folderId: folder.id,
        after,
        limit: BATCH,
      });
      yield batch.map((file) => ({ path: folder.path, file }));
      after = batch.length === BATCH ? batch.at(-1) : undefined;
    } while (after);
  }
}

/** Each entry once, in the order asked for: files as they are, folders with all below them, some at a time. Throws `not_found`. */
export async function* listArchiveOfEntries(db: Db, actor: Actor, ids: readonly Id[]): AsyncGenerator<ArchiveItem[]> {
  for (const id of new Set(ids)) {
    const entry = await getEntry(db, actor, id);
    if (recordOf(entry).trashedAt !== null) throw notFound('Asset');
    if (entry.type === 'asset') {
      yield (await findArchiveFiles(db, [id])).map((file) => ({ path: [], file }));
      continue;
    }
    const { name } = entry.folder;
    yield [{ path: [name] }];
    for await (const items of listArchiveOfFolder(db, actor, id))
      yield items.map((item) => ({ ...item, path: [name, ...item.path] }));
  }
}
