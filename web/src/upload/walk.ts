// What is in the folders that were dropped or picked: every file with the names of the folders it lies in, and folders with nothing in them.
import type { Found } from './items.ts';

/** What systems put beside people's files. */
const LITTER = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);

/** To be taken while the event is handled: afterwards the browser has forgotten it. */
export function takeDropped(transfer: DataTransfer): (FileSystemEntry | File)[] {
  const taken: (FileSystemEntry | File)[] = [];
  for (const item of transfer.items) {
    if (item.kind !== 'file') continue;
    const found = item.webkitGetAsEntry() ?? item.getAsFile();
    if (found !== null) taken.push(found);
  }
  return taken;
}

export async function* walk(dropped: readonly (FileSystemEntry | File)[]): AsyncGenerator<Found> {
  for (const one of dropped) {
    if (one instanceof File) yield { name: one.name, path: [], file: one };
    else yield* walkEntry(one, []);
  }
}

async function* walkEntry(entry: FileSystemEntry, path: readonly string[]): AsyncGenerator<Found> {
  if (isFile(entry)) {
    const file = await fileOf(entry);
    yield file === undefined ? { name: entry.name, path, isUnreadable: true } : { name: entry.name, path, file };
  } else if (isDirectory(entry)) {
    const inside = [...path, entry.name];
    const children = await readAll(entry);
    if (children === undefined) return yield { name: entry.name, path, isUnreadable: true };
    const kept = children.filter(({ name }) => !LITTER.has(name));
    if (kept.length === 0) yield { name: entry.name, path };
    // Files first: folders are looked into while those are under way.
    for (const child of kept) if (isFile(child)) yield* walkEntry(child, inside);
    for (const child of kept) if (!isFile(child)) yield* walkEntry(child, inside);
  }
}

/** Browsers give a hundred at a time, and an empty list at the end. Undefined: it can not be read. */
async function readAll(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[] | undefined> {
  const reader = directory.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[] | undefined>((resolve) =>
      reader.readEntries(resolve, () => resolve(undefined)),
    );
    if (some === undefined) return undefined;
    if (some.length === 0) return all;
    all.push(...some);
  }
}

const fileOf = (entry: FileSystemFileEntry): Promise<File | undefined> =>
  new Promise((resolve) => entry.file(resolve, () => resolve(undefined)));

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

/** Of a picker: with `webkitdirectory`, files say in which folders they lie. */
export function* pickedFiles(files: Iterable<File>): Generator<Found> {
  for (const file of files) {
    if (LITTER.has(file.name) && file.webkitRelativePath !== '') continue;
    yield { name: file.name, path: file.webkitRelativePath.split('/').slice(0, -1), file };
  }
}

/** From the clipboard, where pictures that were copied from a page all have the same name. `at` tells them apart. */
export function* pastedFiles(files: Iterable<File>, at: Date): Generator<Found> {
  for (const file of files) {
    const isNameless = /^image\.\w+$/.test(file.name);
    const time = at.toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '.');
    yield { name: isNameless ? `${time}${file.name.slice('image'.length)}` : file.name, path: [], file };
  }
}
