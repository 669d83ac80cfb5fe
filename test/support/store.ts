// The store dialect's shapes and a few requests that many of its tests make.
import type { Static } from 'typebox';
import { type Scope, SYSTEM } from '../../src/core/index.ts';
import type * as schemas from '../../src/dialects/store/schemas.ts';
import type { TestServer } from './server.ts';

export type AssetRead = Static<typeof schemas.AssetRead>;
export type AssetPage = Static<typeof schemas.AssetPage>;
export type FolderRead = Static<typeof schemas.FolderRead>;
export type FolderPage = Static<typeof schemas.FolderPage>;
export type ShareRead = Static<typeof schemas.ShareRead>;
export type AccessRead = Static<typeof schemas.AccessRead>;
export type VersionRead = Static<typeof schemas.VersionRead>;
export type EventPage = Static<typeof schemas.EventPage>;

export interface ValidationProblem {
  readonly detail: readonly { readonly loc: readonly string[]; readonly msg: string; readonly type: string }[];
}

export const createFolder = (server: TestServer, name: string, parent?: string): Promise<FolderRead> =>
  server.json('/api/store/folder', { method: 'POST', json: { name, ...(parent === undefined ? {} : { parent }) } });

export const createShare = (server: TestServer, share: Readonly<Record<string, unknown>>): Promise<ShareRead> =>
  server.json('/api/share', { method: 'POST', json: share });

/** A key of the first workspace with those scopes. */
export async function keyWith(server: TestServer, ...scopes: Scope[]): Promise<string> {
  const workspaceId = server.core.instance.workspace.id;
  return (await server.core.createKey(SYSTEM, { workspaceId, label: 'of a test', scopes })).token;
}

/** The admin key of a workspace of its own. */
export async function keyOfAnotherWorkspace(server: TestServer): Promise<string> {
  const workspace = await server.json<{ key: string }>('/api/admin/workspaces', {
    method: 'POST',
    json: { name: 'Another' },
  });
  return workspace.key;
}

/** The fields a 422 complains of. */
export async function refusedFields(response: Response): Promise<string[]> {
  if (response.status !== 422) throw new Error(`422 expected, not ${response.status}: ${await response.text()}`);
  const { detail } = (await response.json()) as ValidationProblem;
  return detail.map(({ loc }) => loc.slice(1).join('.'));
}

/** Path and query of a link that the server gave. */
export const pathOf = (url: string): string => new URL(url).pathname + new URL(url).search;
