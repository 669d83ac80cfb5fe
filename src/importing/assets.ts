// Taking the assets of another service, a few at once: looking what is new or has changed, fetching its bytes, holding
// them against what was told of them, writing the record.
import { CoreError, checkImportedFields, fileName, inParallel, type StoredContent, tooLarge } from '../core/index.ts';
import { takeReference } from './collections.ts';
import { type Download, mismatchOf, openDownload } from './downloading.ts';
import { assetFingerprint, hasSameBytes } from './fingerprints.ts';
import { isPassing, waitAfter } from './patience.ts';
import { originOf, placeIn, type Run, recorded, refuseOwn, surviving } from './run.ts';
import type { RemoteAsset, RemoteFile } from './source.ts';

const ASSETS_AT_ONCE = 4;
const MOST_FETCHES = 3;

/** `advance` is called after each asset. */
export async function takeAssets(run: Run, advance: () => void): Promise<void> {
  await inParallel(run.source.assets(), ASSETS_AT_ONCE, async (told) => {
    run.remote.signal.throwIfAborted();
    await refuseOwn(run, 'asset', told.id);
    if ('problem' in told) run.tally.fail({ kind: 'asset', id: told.id, name: told.id, reason: told.problem });
    else if ('look' in told) {
      await surviving(run, { kind: 'asset', id: told.id, name: told.id }, async () =>
        takeAsset(run, await told.look()),
      );
    } else await surviving(run, { kind: 'asset', id: told.id, name: told.name }, () => takeAsset(run, told));
    advance();
  });
}

const takeAsset = (run: Run, asset: RemoteAsset): Promise<void> =>
  'content' in asset ? takeFile(run, asset) : takeReference(run, asset);

async function takeFile(run: Run, asset: RemoteFile): Promise<void> {
  const { core, actor, tally } = run;
  const record = { kind: 'asset', id: asset.id, name: asset.name } as const;
  const origin = originOf(run, asset.id, assetFingerprint(asset));
  const earlier = await core.findImported(actor, 'asset', origin);
  if (earlier && !earlier.isLive) return tally.leave({ ...record, reason: 'It was removed here.' });
  if (earlier?.fingerprint === origin.fingerprint) return tally.count('asset', 'unchanged');
  if (!(await hasPlace(run, asset))) return tally.leave({ ...record, reason: 'Its folder was removed here.' });
  checkImportedFields(asset.fields);
  const { sizeBytes } = asset.content;
  if (sizeBytes !== null && sizeBytes > run.maxSizeBytes) throw tooLarge(run.maxSizeBytes);
  const needsBytes = !earlier || !hasSameBytes(earlier.fingerprint, origin.fingerprint);
  if (run.dryRun) {
    if (needsBytes) tally.bytes(sizeBytes ?? 0);
    if (asset.isNameKnown) noteName(run, asset.name);
    return tally.count('asset', earlier ? 'changed' : 'taken');
  }
  const { isNameKnown, folderId, fields, address } = asset;
  const imported = { ...origin, ...placeIn(run, folderId, origin, earlier), fields, address };
  const saved = needsBytes
    ? await fetchContent(run, asset, async (content, name) => {
        const known = await core.uploadImported(actor, content, { ...imported, name }, (write) => recorded(run, write));
        if (known) tally.bytes(content.blob.sizeBytes);
        noteName(run, name);
        return known;
      })
    : await recorded(run, () =>
        core.importAsset(actor, { ...imported, content: null, name: isNameKnown ? asset.name : null }),
      );
  if (!saved) return tally.leave({ ...record, reason: 'It, or its folder, was removed here meanwhile.' });
  tally.count('asset', earlier ? 'changed' : 'taken');
}

/** Whether its folder is still here. Throws `conflict` for a folder that was not imported, but not in a dry run. */
async function hasPlace(run: Run, { folderId }: RemoteFile): Promise<boolean> {
  if (folderId === null) return true;
  const folder = await run.core.findImported(run.actor, 'folder', { source: run.sourceName, remoteId: folderId });
  if (!folder && !run.dryRun) {
    throw new CoreError('conflict', 'Its folder could not be imported, or is newer than this import: run it again.');
  }
  return folder?.isLive ?? true;
}

/** Throws the last failure when the bytes can not be had as they were told of. */
async function fetchContent<T>(
  run: Run,
  asset: RemoteFile,
  keep: (content: StoredContent, name: string) => Promise<T>,
): Promise<T> {
  const { remote, maxSizeBytes } = run;
  for (let fetches = 1; ; fetches++) {
    const download = await openDownload(remote, await asset.content.locate(), maxSizeBytes);
    const name = asset.isNameKnown ? asset.name : (download.told.name ?? asset.name);
    const declaredType = asset.content.mimeType ?? download.told.mimeType ?? undefined;
    try {
      return await keep(await verifiedContent(run, asset, download, { name, declaredType }), name);
    } catch (error) {
      download.destroy();
      remote.signal.throwIfAborted();
      if (!isPassing(error) || fetches >= Math.min(MOST_FETCHES, remote.patience.attempts)) throw error;
      await waitAfter(remote.patience, remote.signal, fetches);
    }
  }
}

async function verifiedContent(
  { core, maxSizeBytes }: Run,
  asset: RemoteFile,
  download: Download,
  details: { name: string; declaredType: string | undefined },
): Promise<StoredContent> {
  const content = await core.storeContent({ ...details, bytes: download.bytes, maxSizeBytes });
  const mismatch = mismatchOf(content, asset.content, download.told);
  if (mismatch === undefined) return content;
  await core.releaseContent(content);
  throw new CoreError('unavailable', mismatch);
}

function noteName({ tally }: Run, name: string): void {
  const kept = fileName(name);
  if (kept !== name.normalize('NFC')) tally.rename(name, kept);
}
