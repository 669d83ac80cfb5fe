// The folders of the tree as far as they were asked for: of each that was opened, those in it, page by page. One for all trees.
import { createObservable } from '../app/observable.ts';
import { type FolderRow, listFolders } from './rows.ts';

const PAGE = 250;

export interface Children {
  readonly total: number;
  /** By position; what is missing has not been asked for. */
  readonly rows: readonly (FolderRow | undefined)[];
}

/** By id of the folder; null: the top level. */
type Tree = ReadonlyMap<string | null, Children>;

export const tree = createObservable<Tree>(new Map());
/** Ids of those that are open. */
export const openFolders = createObservable<ReadonlySet<string>>(new Set());

const asked = new Set<string>();

/** Asks for what lies in a folder from `position` on; once. */
export async function wantChildren(parent: string | null, position = 0): Promise<void> {
  const page = Math.floor(position / PAGE);
  const name = `${parent} ${page}`;
  if (asked.has(name)) return;
  asked.add(name);
  try {
    const place = { position: page * PAGE, limit: PAGE };
    const where = parent === null ? { parent__isnull: 'true' } : { parent };
    const { items, total } = await listFolders({ ...where, sort_by: 'name', sort_order: 'asc' }, place);
    if (!asked.has(name)) return;
    const rows = (tree.get().get(parent)?.rows ?? []).slice(0, total);
    for (const [index, row] of items.entries()) rows[place.position + index] = row;
    tree.set(new Map(tree.get()).set(parent, { total, rows }));
  } catch {
    // Asked again when somebody looks at it again.
    asked.delete(name);
  }
}

/** After folders have changed: what is open is asked for again, and shown as it was until then. */
export function forgetTree(): void {
  const known = [...tree.get().keys()];
  asked.clear();
  for (const parent of known) {
    if (parent === null || openFolders.get().has(parent)) void wantChildren(parent);
    else {
      const rest = new Map(tree.get());
      rest.delete(parent);
      tree.set(rest);
    }
  }
}

export function setOpen(id: string, isOpen: boolean): void {
  const ids = new Set(openFolders.get());
  if (isOpen) {
    ids.add(id);
    void wantChildren(id);
  } else ids.delete(id);
  openFolders.set(ids);
}

export interface TreeNode {
  /** undefined: it is on its way. */
  readonly row: FolderRow | undefined;
  readonly parent: string | null;
  /** Among its siblings. */
  readonly position: number;
  readonly siblings: number;
  /** From 1. */
  readonly level: number;
  readonly isOpen: boolean;
}

/** All that can be seen when everything is unfolded that is open, from top to bottom. */
export function flatten(known: Tree, open: ReadonlySet<string>, parent: string | null = null, level = 1): TreeNode[] {
  const children = known.get(parent);
  if (children === undefined) return [];
  const nodes: TreeNode[] = [];
  for (let position = 0; position < children.total; position++) {
    const row = children.rows[position];
    const isOpen = row !== undefined && open.has(row.id) && row.folder_count > 0;
    nodes.push({ row, parent, position, siblings: children.total, level, isOpen });
    if (row !== undefined && isOpen) for (const node of flatten(known, open, row.id, level + 1)) nodes.push(node);
  }
  return nodes;
}
