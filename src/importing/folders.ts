// Taking the folders of another service, each after the one it lies in, in whatever order they are told.
import { CoreError, checkImportedFields, folderName, type Imported, type Origin } from '../core/index.ts';
import { folderFingerprint } from './fingerprints.ts';
import { originOf, placeIn, type Run, recorded, refuseOwn, surviving } from './run.ts';
import type { RemoteFolder } from './source.ts';

/** Folders that come before the one they lie in are kept in memory until then. */
const MOST_WAITING = 100_000;
const LONGEST_NAME_BYTES = 255;

export async function takeFolders(run: Run): Promise<void> {
  const waiting = new Map<string, RemoteFolder[]>();
  let waitingCount = 0;
  for await (const told of run.source.folders()) {
    run.remote.signal.throwIfAborted();
    await refuseOwn(run, 'folder', told.id);
    if ('problem' in told) {
      run.tally.fail({ kind: 'folder', id: told.id, name: told.id, reason: told.problem });
      continue;
    }
    if (!run.dryRun && told.parentId !== null && !(await isTaken(run, told.parentId))) {
      if (++waitingCount > MOST_WAITING)
        throw new CoreError('malformed', 'Too many folders come before their parents.');
      const siblings = waiting.get(told.parentId);
      if (siblings) siblings.push(told);
      else waiting.set(told.parentId, [told]);
      continue;
    }
    for (const ready = [told]; ready.length > 0; ) {
      const folder = ready.pop();
      if (!folder) break;
      await takeFolder(run, folder);
      for (const child of waiting.get(folder.id) ?? []) ready.push(child);
      waiting.delete(folder.id);
    }
  }
  for (const { id, name } of [...waiting.values()].flat()) {
    run.tally.fail({ kind: 'folder', id, name, reason: 'The folder it lies in could not be imported.' });
  }
}

async function isTaken(run: Run, remoteId: string): Promise<boolean> {
  return (await run.core.findImported(run.actor, 'folder', { source: run.sourceName, remoteId })) !== undefined;
}

async function takeFolder(run: Run, folder: RemoteFolder): Promise<void> {
  const { core, actor, tally } = run;
  const record = { kind: 'folder', id: folder.id, name: folder.name } as const;
  await surviving(run, record, async () => {
    const origin = originOf(run, folder.id, folderFingerprint(folder));
    const earlier = await core.findImported(actor, 'folder', origin);
    if (earlier?.isLive && earlier.fingerprint === origin.fingerprint) return tally.count('folder', 'unchanged');
    if (earlier && !earlier.isLive) return tally.leave({ ...record, reason: 'It was removed here.' });
    const name = keptName(folder.name);
    if (name !== folder.name.normalize('NFC')) tally.rename(folder.name, name);
    checkImportedFields(folder.fields);
    const isLeft = !run.dryRun && !(await recorded(run, () => save(run, folder, name, origin, earlier)));
    if (isLeft) return tally.leave({ ...record, reason: 'The folder it lies in was removed here.' });
    tally.count('folder', earlier ? 'changed' : 'taken');
  });
}

async function save(run: Run, folder: RemoteFolder, name: string, origin: Origin, earlier: Imported | undefined) {
  const { core, actor } = run;
  if (folder.vault) return core.importVault(actor, { ...origin, name, ...folder.vault });
  const place = placeIn(run, folder.parentId, origin, earlier);
  return core.importFolder(actor, { ...origin, ...place, name, fields: folder.fields });
}

/** As it can be kept here: without slashes and control characters, and not too long. */
function keptName(name: string): string {
  const flat = name.replaceAll('/', '_');
  try {
    return folderName(flat);
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
  }
  const short = [...flat.toWellFormed()].filter((char) => !/\p{Cc}/u.test(char));
  while (Buffer.byteLength(short.join('')) > LONGEST_NAME_BYTES)
    short.length = Math.min(short.length - 1, LONGEST_NAME_BYTES);
  const left = short.join('');
  return left.trim() === '' || left === '.' || left === '..' ? 'unnamed' : left;
}
