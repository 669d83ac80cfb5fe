// Every door that bytes come in by, each as a function: what is sent, by its name, its type and its bytes, becomes an asset.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Id, SYSTEM } from '../../src/core/index.ts';
import { parseAssetId } from '../../src/dialects/admin/addresses.ts';
import type { ActiveFile } from '../support/active-content.ts';
import { locationOf, tusClientOf } from '../support/resumable.ts';
import type { TestServer } from '../support/server.ts';
import { CHANNEL, makeVault } from '../support/vaults.ts';

export interface Door {
  /** Of the table of routes; it may be the way of several doors. */
  readonly route: string;
  /** Whether its senders have no way to say a type. */
  readonly isUntyped?: boolean;
  /** Answers the asset. */
  send(file: ActiveFile): Promise<Id>;
}

/** What a door is opened with: a folder that the server takes files from, too. */
export async function openDoors(server: TestServer, importFolder: string): Promise<Readonly<Record<string, Door>>> {
  const vault = await makeVault(server, { visibility: 'public' });
  const tus = tusClientOf(server);
  let count = 0;

  async function post<T = { id: string }>(
    path: string,
    file: ActiveFile,
    fields: Readonly<Record<string, string>> = {},
    { method = 'POST', headers = {} } = {},
  ): Promise<T> {
    const [type, body] = formOf(file, fields);
    return server.json<T>(path, { method, body: Uint8Array.from(body), headers: { ...headers, 'content-type': type } });
  }
  const form =
    (path: string, fields?: Readonly<Record<string, string>>) =>
    async (file: ActiveFile): Promise<Id> =>
      idOf(await post(path, file, fields));
  /** In a vault no two files have one name. */
  const inVault = (): Readonly<Record<string, string>> => ({ ...CHANNEL, channel: `c${++count}` });
  const plain = async (): Promise<string> =>
    (await post('/api/store/asset/upload', { name: 'old.txt', type: 'text/plain', bytes: Buffer.from('old') })).id;

  async function resume(file: ActiveFile, metadata: Readonly<Record<string, string>> = {}): Promise<Id> {
    const said = { filename: file.name, ...(file.type !== '' && { filetype: file.type }), ...metadata };
    const location = locationOf(await tus.create(file.bytes.length, said));
    const half = Math.floor(file.bytes.length / 2);
    await tus.patch(location, 0, file.bytes.subarray(0, half));
    const last = await tus.patch(location, half, file.bytes.subarray(half));
    return idOf({ id: last.headers.get('x-asset-id') ?? '' });
  }
  async function sendPartner(file: ActiveFile, visibility: string): Promise<Id> {
    const { key } = await post<{ key: string }>(`/api/v1/partner/asset/upload/${visibility}`, file);
    return (await server.core.getAssetByKey(SYSTEM, key)).id;
  }

  return {
    'a form of the store': { route: 'POST /api/store/asset/upload', send: form('/api/store/asset/upload') },
    'new bytes by the store': {
      route: 'PUT /api/store/asset/:id/content',
      send: async (file) => idOf(await post(`/api/store/asset/${await plain()}/content`, file, {}, { method: 'PUT' })),
    },
    'a form of the hub': {
      route: 'POST /api/assets/:id/upload',
      send: form('/api/assets/000000000000000000000000/upload'),
    },
    'a form of the hub, by path': {
      route: 'POST /api/assets/browse/upload',
      send: form('/api/assets/browse/upload?path=/'),
    },
    'a body of the hub': {
      route: 'POST /api/assets/:id/upload',
      send: async ({ name, type, bytes }) =>
        idOf(
          await server.json(`/api/assets/000000000000000000000000/upload?name=${encodeURIComponent(name)}`, {
            method: 'POST',
            body: Uint8Array.from(bytes),
            headers: type === '' ? {} : { 'content-type': type },
          }),
        ),
    },
    'a form of the library': {
      route: 'POST /api/v1/assets',
      send: async (file) => idOf((await post<{ data: { id: string } }>('/api/v1/assets', file)).data),
    },
    'a file that lies on the server': {
      route: 'POST /api/v1/assets',
      isUntyped: true,
      async send({ name, bytes }) {
        await writeFile(join(importFolder, name), bytes);
        const json = { title: name, asset_type: 'document', file_path: name };
        return idOf((await server.json<{ data: { id: string } }>('/api/v1/assets', { method: 'POST', json })).data);
      },
    },
    'a private form of the partner API': {
      route: 'POST /api/v1/partner/asset/upload/private',
      send: (file) => sendPartner(file, 'private'),
    },
    'a public form of the partner API': {
      route: 'POST /api/v1/partner/asset/upload/public',
      send: (file) => sendPartner(file, 'public'),
    },
    'a form of a vault': {
      route: 'POST /api/v1/vaults/:vaultId/assets',
      send: async (file) => idOf(await post(`/api/v1/vaults/${vault.id}/assets`, file, inVault())),
    },
    'a form of the vault that is named beside it': {
      route: 'POST /v1/assets',
      send: async (file) => idOf(await post('/v1/assets', file, inVault(), { headers: { 'x-vault': vault.id } })),
    },
    'a resumable upload': { route: 'PATCH /files/:id', send: (file) => resume(file) },
    'new bytes by a resumable upload': {
      route: 'PATCH /files/:id',
      send: async (file) => resume(file, { replaces: await plain() }),
    },
  };
}

/** Of what an answer says that was made, whichever dialect says it. */
function idOf({ id, _id = '' }: { readonly id?: string; readonly _id?: string }): Id {
  const found = parseAssetId(id ?? _id);
  if (found === undefined) throw new Error(`${id ?? _id} is nobody's id`);
  return found;
}

const BOUNDARY = 'a-boundary-that-stands-in-no-file';

/** `FormData` would tidy the type up. */
function formOf({ name, type, bytes }: ActiveFile, fields: Readonly<Record<string, string>>): [string, Buffer] {
  const said = type === '' ? '' : `\r\nContent-Type: ${type}`;
  const parts = Object.entries(fields).map(
    ([field, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`,
  );
  const head = `${parts.join('')}--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="${name}"${said}\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]);
  return [`multipart/form-data; boundary=${BOUNDARY}`, body];
}
