// The typed clients of the dialects: addresses, parameters and answers as the server's own documents have them.
import createClient from 'openapi-fetch';
import { BASE_PATH } from '../app/base.ts';
import type { paths as AdminPaths } from './admin.d.ts';
import type { paths as ConsolePaths } from './console.d.ts';
import { ApiError, errorOf } from './errors.ts';
import { noteSignedOut, whenSignedIn } from './session.ts';
import type { paths as StorePaths } from './store.d.ts';
import type { paths as VaultsPaths } from './vaults.d.ts';

const options = { baseUrl: location.origin + BASE_PATH, fetch: fetchSignedIn };

export const consoleApi = createClient<ConsolePaths, 'application/json'>(options);
export const storeApi = createClient<StorePaths, 'application/json'>(options);
export const vaultsApi = createClient<VaultsPaths, 'application/json'>(options);
export const adminApi = createClient<AdminPaths, 'application/json'>(options);

/**
 * Like fetch; throws ApiError for everything but a success. When the session has ended, it waits until somebody has signed in again
 * and then asks once more, so nothing that was under way is lost.
 */
export async function fetchSignedIn(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await reach(request);
  if (response.ok) return response;
  if (response.status !== 401) throw await errorOf(response);
  noteSignedOut();
  await whenSignedIn(request.signal);
  const second = await reach(again);
  if (!second.ok) throw await errorOf(second);
  return second;
}

async function reach(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw new ApiError(0, '');
  }
}

/** What an answer carries: `await dataOf(consoleApi.GET('/api/console/assets', …))`. */
export async function dataOf<T>(answer: Promise<{ readonly data?: T }>): Promise<T> {
  const { data } = await answer;
  if (data === undefined) throw new ApiError(500, 'the answer has no body');
  return data;
}
