// A share as the server has it, the state it is in, and what it is of.
import type { paths } from '../api/store.d.ts';

export type Share = paths['/api/share/{id}']['get']['responses'][200]['content']['application/json'];
export type SharePatch = NonNullable<paths['/api/share/{id}']['patch']['requestBody']>['content']['application/json'];

export const SHARE_STATES = ['open', 'expired', 'used-up', 'withdrawn'] as const;
export type ShareState = (typeof SHARE_STATES)[number];

/** What keeps recipients out, if anything; `now` in milliseconds. */
export function stateOf(share: Share, now = Date.now()): ShareState {
  if (!share.active) return 'withdrawn';
  if (share.expires_at !== null && new Date(share.expires_at).getTime() <= now) return 'expired';
  if (share.max_downloads !== null && share.download_count >= share.max_downloads) return 'used-up';
  return 'open';
}

/** What is shared; without a name when it is not there any more, or in the trash. */
export function targetOf({ asset, folder }: Share): { type: 'asset' | 'folder'; id: string; name?: string } {
  const type = asset === null ? 'folder' : 'asset';
  const target = asset ?? folder ?? '';
  return typeof target === 'string' ? { type, id: target } : { type, id: target.id, name: target.name };
}
