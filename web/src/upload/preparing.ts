// What has to be known before the bytes of a file are sent: its folder, and whether its name is taken there. Done for many files at a
// time, a little ahead of those that are sent.
import { type Choice, decide, nameKey, otherNames, type Taken } from './conflicts.ts';
import type { Folders, ReadyFolder } from './folders.ts';
import { placeKey, type UploadItem } from './items.ts';
import type { Lists } from './lists.ts';
import type { Entry, UploadPorts } from './ports.ts';
import { persevere } from './retrying.ts';

/** The server takes a thousand names at once; a file to be renamed asks for several. */
const BATCH = 100;

export interface Preparing {
  readonly ports: UploadPorts;
  readonly lists: Lists;
  readonly folders: Folders;
  readonly claims: Claims;
  choiceFor(item: UploadItem): Choice | undefined;
  fail(item: UploadItem, error: unknown): void;
  finish(item: UploadItem): void;
}

/** Which file has which name in which folder, among those that are uploaded: two with one name would not know of each other. */
export type Claims = Map<string, UploadItem>;

/** The next files of one place. Throws only what the signal was aborted with. */
export async function prepareNext(preparing: Preparing, signal: AbortSignal): Promise<void> {
  const { lists, folders, fail } = preparing;
  const batch = takeBatch(lists.of('new'));
  const [first] = batch;
  if (first === undefined) return;
  try {
    const folder = await persevere(() => folders.ensure(first.place, signal), { signal });
    if (first.kind === 'folder') await prepareFolder(preparing, first, signal);
    else await prepareFiles(preparing, batch, folder, signal);
  } catch (error) {
    if (signal.aborted) throw error;
    for (const item of batch) if (item.state === 'new') fail(item, error);
  }
}

async function prepareFolder(preparing: Preparing, item: UploadItem, signal: AbortSignal): Promise<void> {
  const place = { ...item.place, path: [...item.place.path, item.name] };
  await persevere(() => preparing.folders.ensure(place, signal), { signal });
  if (item.state === 'new') preparing.finish(item);
}

async function prepareFiles(
  { ports, lists, claims, choiceFor }: Preparing,
  batch: readonly UploadItem[],
  folder: ReadyFolder,
  signal: AbortSignal,
): Promise<void> {
  const others = new Map(
    batch.map((item) => [item, choiceFor(item) === 'keep' ? otherNames(item.name, ports.now()) : []]),
  );
  const names = [...others].flatMap(([{ name }, more]) => [name, ...more]);
  const entries = folder.isNew ? [] : await entriesOf(ports, folder.id, names, signal);
  const there = Map.groupBy(entries, ({ name }) => nameKey(name));
  for (const item of batch) {
    if (item.state !== 'new') continue;
    item.folderId = folder.id;
    if (item.url !== undefined || item.isVersion) {
      lists.put(item, 'ready');
      continue;
    }
    const find = (name: string): Taken | undefined => {
      const key = nameKey(name);
      const claimer = claims.get(claimOf(folder.id, key));
      return takenBy(
        claimer !== item && claimer !== undefined && lists.has(claimer) ? claimer : undefined,
        there.get(key),
      );
    };
    item.seenIds = (there.get(nameKey(item.name)) ?? []).map(({ id }) => id);
    const decision = decide(item.name, choiceFor(item), others.get(item) ?? [], find);
    if (decision.does === 'send') {
      item.name = decision.name;
      item.replaces = decision.replaces;
      claims.set(claimOf(folder.id, nameKey(decision.name)), item);
      lists.put(item, 'ready');
    } else {
      item.taken = decision.does === 'ask' ? decision.taken : undefined;
      lists.put(item, decision.does === 'ask' ? 'asking' : 'skipped');
    }
  }
}

/** What can not be checked is sent: the server has the last word where two of one name may not be. */
async function entriesOf(
  ports: UploadPorts,
  folderId: string | null,
  names: readonly string[],
  signal: AbortSignal,
): Promise<readonly Entry[]> {
  try {
    return await persevere(() => ports.findEntries(folderId, names, signal), { signal });
  } catch (error) {
    if (signal.aborted) throw error;
    return [];
  }
}

function takenBy(claimer: UploadItem | undefined, entries: readonly Entry[] = []): Taken | undefined {
  const asset = entries.find(({ type }) => type === 'asset');
  if (asset !== undefined) return { type: 'asset', id: asset.id, sizeBytes: asset.sizeBytes };
  if (entries.length > 0) return { type: 'folder' };
  if (claimer === undefined || claimer.state === 'skipped') return undefined;
  const { assetId: id, sizeBytes } = claimer;
  return id === undefined ? { type: 'upload' } : { type: 'asset', id, sizeBytes };
}

const claimOf = (folderId: string | null, key: string): string => `${folderId ?? ''}/${key}`;

/** From the beginning on, as many as are for the same place; a folder by itself. */
function takeBatch(waiting: ReadonlySet<UploadItem>): UploadItem[] {
  const batch: UploadItem[] = [];
  let place: string | undefined;
  for (const item of waiting) {
    place ??= placeKey(item.place);
    if (batch.length >= BATCH || placeKey(item.place) !== place) break;
    if (item.kind === 'folder' && batch.length > 0) break;
    batch.push(item);
    if (item.kind === 'folder') break;
  }
  return batch;
}
