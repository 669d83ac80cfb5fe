// Slugs: readable names of assets for URLs, unique in a workspace.
import type { Tx } from '../database/engine.ts';
import { nextSlugNumber, slugExists } from '../database/slugs.ts';
import type { Id } from './ids.ts';

const LONGEST_SLUG = 100;
const MARKS = /\p{M}+/gu;
const NOT_OF_WORDS = /[^\p{L}\p{N}]+/gu;

/** A slug of the title that nothing else in the workspace has: `title`, `title-2`, `title-3`, ... */
export async function freeSlug(tx: Tx, workspaceId: Id, title: string): Promise<string> {
  const base = slugOf(title);
  if (!(await slugExists(tx.db, workspaceId, base))) return base;
  for (;;) {
    const slug = `${base}-${await nextSlugNumber(tx.db, workspaceId, base)}`;
    // Another title may be spelled so by itself.
    if (!(await slugExists(tx.db, workspaceId, slug))) return slug;
  }
}

/** Lower-case words with hyphens between them; letters of every script are kept, accents are not. */
export function slugOf(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(MARKS, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(NOT_OF_WORDS, '-')
    .replace(/^-+|-+$/g, '');
  return [...words].slice(0, LONGEST_SLUG).join('').replace(/-+$/, '') || 'asset';
}
