// The two places of the tree that are no records, and the words in addresses that are no names.

export const ROOT_ID = '000000000000000000000000';
export const TRASH_ID = 'fffffffffffffffffffffffe';

const ROOT_WORDS = new Set([ROOT_ID, 'root', 'hub']);
/** Parts of routes: what is called so is reached by its id or its path. */
const RESERVED = new Set(['tree', 'trash', 'tags', 'browse', 'batch', 'delete', 'restore']);

export const isRoot = (text: string): boolean => ROOT_WORDS.has(text);
export const isTrash = (text: string): boolean => text === 'trash' || text.toLowerCase() === TRASH_ID;
export const isReserved = (text: string): boolean => RESERVED.has(text);

/** The names of a path; none for the root, however it is written. */
export function namesOf(path: string): string[] {
  const [first = '', ...rest] = path.replace(/^\/+/, '').split('/');
  return [...(first === 'hub' || first === 'root' ? [] : [first]), ...rest].filter((name) => name !== '');
}
