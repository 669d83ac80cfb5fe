// Resumable uploads, spoken as a client of tus does, one request at a time.
import type { ApiInit, TestServer } from './server.ts';

export interface TusClient {
  /** To the address of an upload. */
  request(path: string, method: string, headers: Record<string, string>, init?: ApiInit): Promise<Response>;
  create(sizeBytes: number, metadata: Record<string, string>, init?: ApiInit): Promise<Response>;
  patch(path: string, offset: number, body: Uint8Array, init?: ApiInit): Promise<Response>;
}

export function tusClientOf(server: TestServer): TusClient {
  const request: TusClient['request'] = (path, method, headers, init = {}) =>
    server.api(path, { ...init, method, headers: { 'tus-resumable': '1.0.0', ...headers } });
  return {
    request,
    create: (sizeBytes, metadata, init) =>
      request('/files/', 'POST', { 'upload-length': String(sizeBytes), 'upload-metadata': encode(metadata) }, init),
    patch: (path, offset, body, init) =>
      request(
        path,
        'PATCH',
        { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
        { ...init, body: Uint8Array.from(body) },
      ),
  };
}

const encode = (metadata: Record<string, string>): string =>
  Object.entries(metadata)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',');

export const locationOf = (response: Response): string => response.headers.get('location') ?? '';
