// Everything that is on record of one workspace, in whichever table, and that its bytes are what their names say: to be compared with
// what it is later.
import { createHash } from 'node:crypto';
import type { Id } from '../../src/core/index.ts';
import { COPIED_TABLES } from '../../src/database/copying/tables.ts';
import type { TestServer } from '../support/server.ts';
import type { Workspace } from './workspaces.ts';

const TABLES = [...COPIED_TABLES.map(({ name }) => name), 'resumable_uploads' as const];
/** Tables whose ids stand in rows of others. */
const OWNERS = ['users', 'keys', 'folders', 'assets', 'shares', 'bulk_changes'] as const;

/** Rows as JSON, in a steady order, by table; and the digests of all bytes that assets name. */
export async function recordsOf({ core }: TestServer, { id }: Workspace): Promise<Map<string, string[]>> {
  const { db } = core.engine;
  const marks = new Set<string>([id]);
  const bytes: string[] = [];
  for (const table of OWNERS) {
    const rows = await db
      .selectFrom(table)
      .selectAll()
      .where('workspace_id', '=', id as Id)
      .execute();
    for (const row of rows) {
      marks.add(row.id);
      if ('sha256' in row && row.sha256 !== null) {
        marks.add(row.sha256);
        const digest = createHash('sha256');
        for await (const chunk of (await core.blobs.open(row.sha256)) ?? []) digest.update(chunk);
        bytes.push(`${row.sha256} ${digest.digest('hex')}`);
      }
    }
  }
  const found = new Map<string, string[]>([['bytes', bytes.sort()]]);
  for (const table of TABLES) {
    const rows = await db.selectFrom(table).selectAll().execute();
    found.set(
      table,
      rows
        .filter((row) => isOf(row, marks, id))
        .map((row) => JSON.stringify(row))
        .sort(),
    );
  }
  return found;
}

/** Others may have named what is in a workspace, in vain: what they wrote then is theirs. */
function isOf(row: object, marks: ReadonlySet<string>, workspaceId: Id): boolean {
  if ('workspace_id' in row) return row.workspace_id === workspaceId;
  // Within a text stand the ids of what a job is about, and of who began an upload.
  const { payload, creator } = { payload: '', creator: '', ...row };
  if ([...marks].some((mark) => `${payload} ${creator}`.includes(mark))) return true;
  return !('creator' in row) && Object.values(row).some((value) => typeof value === 'string' && marks.has(value));
}
