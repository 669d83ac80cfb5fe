// A client of the library dialect for tests: its shapes and a few requests that many of its tests make.
import type { Static } from 'typebox';
import type * as schemas from '../../src/dialects/library/schemas.ts';
import { type ApiInit, formWith, type TestServer } from './server.ts';

export type AssetRead = Static<typeof schemas.AssetRead>;
export type AssetList = Static<typeof schemas.AssetList>;
export type LibraryList = Static<typeof schemas.LibraryList>;

export const LIBRARY = '/api/v1/assets';

export const list = (server: TestServer, query = '', key?: string): Promise<AssetList> =>
  server.json(`${LIBRARY}${query}`, key === undefined ? {} : { key });

export const titles = async (server: TestServer, query: string): Promise<string[]> =>
  (await list(server, query)).data.map(({ title }) => title);

export const get = async (server: TestServer, id: string): Promise<AssetRead> =>
  (await server.json<{ data: AssetRead }>(`${LIBRARY}/${id}`)).data;

/** What an answer of one record holds. */
export const dataOf = async (response: Response): Promise<AssetRead> =>
  ((await response.json()) as { data: AssetRead }).data;

export const post = (server: TestServer, json: unknown, init: ApiInit = {}): Promise<Response> =>
  server.api(LIBRARY, { ...init, method: 'POST', json });

export const create = async (server: TestServer, fields: Readonly<Record<string, unknown>>): Promise<AssetRead> =>
  (await server.json<{ data: AssetRead }>(LIBRARY, { method: 'POST', json: fields })).data;

export const upload = async (
  server: TestServer,
  name: string,
  bytes: string | Uint8Array,
  fields: Readonly<Record<string, string>> = {},
): Promise<AssetRead> =>
  (await server.json<{ data: AssetRead }>(LIBRARY, { method: 'POST', body: formWith(name, bytes, fields) })).data;

export const patch = (server: TestServer, id: string, json: unknown): Promise<Response> =>
  server.api(`${LIBRARY}/${id}`, { method: 'PATCH', json });

/** The field that an answer complains of, which has to be a 400 of this dialect. */
export async function refusedField(response: Response): Promise<string | undefined> {
  const body = (await response.json()) as { error: string; message: string; field?: string };
  if (response.status !== 400 || body.error !== 'Validation failed' || body.message === '')
    throw new Error(`400 expected, not ${response.status}: ${JSON.stringify(body)}`);
  return body.field;
}
