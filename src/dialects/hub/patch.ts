// What a PATCH asks for.
import {
  type Actor,
  type AssetPatch,
  type Core,
  type Entry,
  type FolderPatch,
  invalid,
  metadataOf,
  recordOf,
  type WriteCondition,
} from '../../core/index.ts';
import { parseTime } from '../../http/times.ts';
import { withoutFacts } from './meta.ts';

export interface SentPatch {
  readonly name?: string;
  readonly tags?: readonly string[];
  readonly meta?: object;
  readonly expiry?: string | null;
  readonly expiery?: string | null;
}

/** Throws `invalid` naming the field at fault, and `precondition_failed`. */
export async function patchEntry(
  core: Core,
  actor: Actor,
  entry: Entry,
  sent: SentPatch,
  condition?: WriteCondition,
): Promise<Entry> {
  const { id } = recordOf(entry);
  const patch = patchOf(sent);
  if (entry.type === 'folder') return { type: 'folder', folder: await core.patchFolder(actor, id, patch, condition) };
  const meta = patch.metadataMerge && withoutFacts(patch.metadataMerge);
  const changes = { ...patch, ...(meta && { metadataMerge: meta }) };
  return { type: 'asset', asset: await core.patchAsset(actor, id, changes, condition) };
}

function patchOf({ name, tags, meta, expiry, expiery }: SentPatch): AssetPatch & FolderPatch {
  const expiresAt = readExpiry(expiry, 'expiry') ?? readExpiry(expiery, 'expiery');
  return {
    ...(name === undefined ? {} : { name: checkedName(name) }),
    ...(tags === undefined ? {} : { tags }),
    ...(meta === undefined ? {} : { metadataMerge: metadataOf(meta, 'meta') }),
    ...(expiresAt === undefined ? {} : { expiresAt: expiresAt.at }),
  };
}

function readExpiry(sent: string | null | undefined, field: string): { readonly at: number | null } | undefined {
  if (sent === undefined) return undefined;
  return { at: sent === null ? null : parseTime(sent, field) };
}

function checkedName(name: string): string {
  if (name === '') throw invalid('name', 'A name is needed.');
  return name;
}
