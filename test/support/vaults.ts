// A client of the vaults dialect for tests: vaults, uploads, and requests whose path goes out exactly as written.
import { randomBytes } from 'node:crypto';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { formWith, type TestServer } from './server.ts';

export interface VaultJson {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly visibility: string;
  readonly asset_count: number;
  readonly size: number;
}

export interface AssetJson {
  readonly id: string;
  readonly vault_id: string;
  readonly partition: string;
  readonly collection: string;
  readonly channel: string;
  readonly filename: string;
  readonly metadata: string;
  readonly tags: string;
}

export interface SdkAssetJson extends Omit<AssetJson, 'metadata' | 'tags'> {
  readonly url: string;
  readonly path: string;
  readonly metadata: Record<string, unknown>;
  readonly tags: string[];
}

export interface ErrorJson {
  readonly error: { readonly code: string; readonly message: string; readonly status: number };
}

export interface PageJson<T> {
  readonly data: T[];
  readonly cursor: string | null;
  readonly has_more: boolean;
}

export const CHANNEL = { partition: 'marketing', collection: 'blog', channel: 'hero-images' };

/** A vault of its own, with a slug nobody else has. */
export const makeVault = (server: TestServer, fields: Record<string, unknown> = {}): Promise<VaultJson> =>
  server.json('/api/v1/vaults', {
    method: 'POST',
    json: { name: 'A vault', slug: `v-${randomBytes(6).toString('hex')}`, ...fields },
  });

export async function makeKey(server: TestServer, vault: VaultJson, type: 'public' | 'secret'): Promise<string> {
  const { key } = await server.json<{ key: string }>(`/api/v1/vaults/${vault.id}/keys`, {
    method: 'POST',
    json: { label: type, type },
  });
  return key;
}

export const post = (
  server: TestServer,
  vault: Pick<VaultJson, 'id'>,
  name: string,
  fields: Record<string, string> = {},
  headers: Record<string, string> = {},
): Promise<Response> =>
  server.api(`/api/v1/vaults/${vault.id}/assets`, {
    method: 'POST',
    headers,
    body: formWith(name, `bytes of ${name}`, { ...CHANNEL, ...fields }),
  });

export async function upload(
  server: TestServer,
  vault: Pick<VaultJson, 'id'>,
  name: string,
  fields: Record<string, string> = {},
): Promise<AssetJson> {
  const response = await post(server, vault, name, fields);
  if (response.status !== 201) throw new Error(`${name}: ${response.status} ${await response.text()}`);
  return (await response.json()) as AssetJson;
}

export async function errorOf(response: Response): Promise<ErrorJson['error']> {
  return ((await response.json()) as ErrorJson).error;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** The path is sent as it is: fetch would tidy it up. */
export function raw(
  server: TestServer,
  path: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
): Promise<RawAnswer> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    request.on('error', reject);
    request.end();
  });
}
