// Page cursors: where a page ended, as an opaque text that only this installation can make.
import { timingSafeEqual } from 'node:crypto';
import type { Position, Sort } from '../database/filters.ts';
import type { Context } from './context.ts';
import { invalid } from './errors.ts';
import type { Id } from './ids.ts';
import { sign } from './secrets.ts';

const MAC_BYTES = 12;

type Secret = Pick<Context, 'secret'>;

/** What a cursor is good for: another list or workspace refuses it. */
export interface CursorScope {
  readonly list: string;
  readonly workspaceId: Id;
}

export interface Cursor {
  readonly sort: Sort;
  readonly after: Position;
}

export function encodeCursor({ secret }: Secret, scope: CursorScope, { sort, after }: Cursor): string {
  const body = JSON.stringify([sort.field, sort.order, after.value, after.id]);
  return Buffer.concat([mac(secret, scope, body), Buffer.from(body)]).toString('base64url');
}

/** Throws `invalid` on anything this installation did not make for this list and workspace. */
export function decodeCursor({ secret }: Secret, scope: CursorScope, text: string): Cursor {
  const bytes = Buffer.from(text, 'base64url');
  const body = bytes.subarray(MAC_BYTES).toString();
  const expected = mac(secret, scope, body);
  // Base64 has several spellings of the same bytes; only the one that was given out is taken.
  const isAsGiven = bytes.length > MAC_BYTES && bytes.toString('base64url') === text;
  if (!isAsGiven || !timingSafeEqual(bytes.subarray(0, MAC_BYTES), expected)) {
    throw invalid('cursor', 'The cursor is not valid.');
  }
  const [field, order, value, id] = JSON.parse(body);
  return { sort: { field, order }, after: { value, id } };
}

const mac = (secret: string, scope: CursorScope, body: string): Buffer =>
  sign(secret, ['cursor', scope.list, scope.workspaceId, body], MAC_BYTES);
