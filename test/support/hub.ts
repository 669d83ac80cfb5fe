// The hub dialect's shapes and a few requests that many of its tests make.
import type { Static } from 'typebox';
import { type Id, SYSTEM } from '../../src/core/index.ts';
import type * as schemas from '../../src/dialects/hub/schemas.ts';
import { type ApiInit, formWith, startTestServer, type TestServer } from './server.ts';

export type HubAsset = Static<typeof schemas.Asset>;
export type HubFiles = Static<typeof schemas.FolderWithFiles>;
export type HubFolders = Static<typeof schemas.FolderWithFolders>;

export const ROOT = '000000000000000000000000';
export const TRASH = 'fffffffffffffffffffffffe';

/** Does nothing in the background: files are looked at when a test asks for it. */
export const startQuietServer = (settings: Readonly<Record<string, string>> = {}): Promise<TestServer> =>
  startTestServer({ settings: { VITRINE_WORKER: 'false', ...settings } });

export const get = <T = HubAsset>(server: TestServer, path: string, init?: ApiInit): Promise<T> =>
  server.json(`/api/assets/${path}`, init);

export const makeFolder = (server: TestServer, name: string, parent: string = ROOT): Promise<HubAsset> =>
  get(server, `${parent}/createfolder/${encodeURIComponent(name)}`);

export const upload = (
  server: TestServer,
  name: string,
  bytes: string | Uint8Array = `bytes of ${name}`,
  folder: string = ROOT,
): Promise<HubAsset> => get(server, `${folder}/upload`, { method: 'POST', body: formWith(name, bytes) });

export const remove = (server: TestServer, address: string): Promise<HubAsset> =>
  get(server, address, { method: 'DELETE' });

/** Status and message of a refusal, which has to have the dialect's form. */
export async function refusal(response: Response): Promise<[number, string]> {
  const body = (await response.json()) as { status?: unknown; error?: unknown };
  if (body.status !== 'ERROR' || typeof body.error !== 'string' || Object.keys(body).length !== 2)
    throw new Error(`${response.status} is not in the form of the dialect: ${JSON.stringify(body)}`);
  return [response.status, body.error];
}

export const statusOf = async (server: TestServer, path: string, init?: ApiInit): Promise<number> => {
  const response = await server.api(`/api/assets/${path}`, init);
  if (response.status >= 400 && init?.method !== 'HEAD') await refusal(response);
  return response.status;
};

/** Once its bytes were looked at. */
export async function examined(server: TestServer, { _id }: HubAsset): Promise<HubAsset> {
  await server.core.examineAsset(_id as Id);
  return get(server, _id);
}

export async function boundKey(server: TestServer, vaultId: Id): Promise<string> {
  const workspaceId = server.core.instance.workspace.id;
  const scopes = ['hub:read', 'hub:write'] as const;
  return (await server.core.createKey(SYSTEM, { workspaceId, label: 'bound', scopes, vaultId })).token;
}
