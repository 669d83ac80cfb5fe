// A client of the partner dialect for tests: its shapes and its uploads.
import type { Static } from 'typebox';
import { expect } from 'vitest';
import type * as schemas from '../../src/dialects/partner/schemas.ts';
import { type ApiInit, formWith, type TestServer } from './server.ts';

export type CompanyAsset = Static<typeof schemas.CompanyAsset>;

export const PARTNER = '/api/v1/partner/asset';

export type Visibility = 'private' | 'public';

export const post = (
  server: TestServer,
  visibility: Visibility,
  body: FormData | string,
  init: Omit<ApiInit, 'body' | 'method'> = {},
): Promise<Response> => server.api(`${PARTNER}/upload/${visibility}`, { ...init, method: 'POST', body });

export const upload = (
  server: TestServer,
  visibility: Visibility,
  name: string,
  bytes: string | Uint8Array,
  fields: Readonly<Record<string, string>> = {},
  init: Omit<ApiInit, 'body' | 'method'> = {},
): Promise<CompanyAsset> =>
  server.json(`${PARTNER}/upload/${visibility}`, { ...init, method: 'POST', body: formWith(name, bytes, fields) });

/** The renditions of an asset by the name of their field; null where there is none. */
export const picturesOf = ({ thumbURL, mediumURL, largeURL, largeX2URL }: CompanyAsset) => ({
  thumbURL,
  mediumURL,
  largeURL,
  largeX2URL,
});

/** What an error of this kind has to look like. */
export const errorBody = (status: number, error: string) => ({ error, message: expect.any(String), status });
