// What kinds of entries there are, as signs and in words.
import { File, FileImage, FileMusic, FileText, FileVideo, Folder, FolderLock, type LucideIcon } from 'lucide-react';
import { DAY_MS } from '../app/durations.ts';
import type { Formats } from '../i18n/formats.ts';
import type { Messages } from '../i18n/index.ts';
import type { Entry } from './rows.ts';

const ICONS: Readonly<Record<string, LucideIcon>> = {
  image: FileImage,
  video: FileVideo,
  audio: FileMusic,
  pdf: FileText,
  document: FileText,
};

export function iconOf(row: Entry): LucideIcon {
  if (row.type === 'folder') return row.vault === null ? Folder : FolderLock;
  if (row.type === 'trashed-folder') return Folder;
  return iconOfKind(row.kind);
}

/** Of assets. */
export const iconOfKind = (kind: string | null): LucideIcon => ICONS[kind ?? ''] ?? File;

/** `Image`, `Folder`; of other files their extension says more. */
export function kindOf(row: Entry, { library }: Messages): string {
  if (row.type === 'folder') return row.vault === null ? library.kinds.folder : library.kinds.vault;
  if (row.type === 'trashed-folder') return library.kinds.folder;
  return library.kinds[row.kind ?? 'other'];
}

/** What stands below the name. */
export function detailOf(row: Entry, messages: Messages, formats: Formats): string {
  const { library } = messages;
  if (row.type === 'folder') {
    const parts = [
      row.folder_count > 0 && library.folderCount(row.folder_count, formats.number(row.folder_count)),
      row.asset_count > 0 && library.count(row.asset_count, formats.number(row.asset_count)),
    ].filter((part) => part !== false);
    return parts.length > 0 ? parts.join(', ') : library.emptyFolder;
  }
  if (row.type !== 'asset') return daysLeft(row.purge_at, messages, formats) ?? formats.bytes(row.size);
  return formats.bytes(row.size);
}

/** undefined: it stays. */
function daysLeft(purgeAt: string | null, { library }: Messages, formats: Formats): string | undefined {
  if (purgeAt === null) return undefined;
  const days = Math.max(0, Math.ceil((new Date(purgeAt).getTime() - Date.now()) / DAY_MS));
  return library.daysLeft(days, formats.number(days));
}

/** How it is read out: file, kind, size. */
export function spokenName(row: Entry, messages: Messages, formats: Formats): string {
  return `${row.name}, ${kindOf(row, messages)}, ${row.type === 'folder' ? detailOf(row, messages, formats) : formats.bytes(row.size)}`;
}
