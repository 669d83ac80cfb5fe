// Pages of workspaces.
import { type SqlBool, sql } from 'kysely';
import type { Db } from './db.ts';
import { type ListQuery, type Page, WORKSPACE_FIELDS } from './filters.ts';
import { conditionsOf, listCountedPage } from './lists.ts';
import type { WorkspaceTable } from './schema.ts';
import { toWorkspace, type Workspace } from './workspaces.ts';

export async function listWorkspacePage(
  db: Db,
  query: Omit<ListQuery, 'workspaceId' | 'vaultId'>,
): Promise<Page<Workspace>> {
  const conditions = [sql<SqlBool>`1 = 1`, ...conditionsOf(WORKSPACE_FIELDS, query.filters)];
  const { rows, next, total } = await listCountedPage<WorkspaceTable>(db, 'workspaces', conditions, query);
  return { items: rows.map(toWorkspace), next, total };
}
