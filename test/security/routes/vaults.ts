import { CHANNEL } from '../workspaces.ts';
import { open, type Routes, read, write } from './row.ts';

const PLACE = 'part/coll/chan';
const soon = new Date(Date.now() + 3_600_000).toISOString();
const file = { fields: CHANNEL };
const json = { json: { tags: ['x'] } };
/** Keys that are bound to a vault need not say which. */
const named = { headers: { 'x-vault': '{slug}' } };

/** The vaults, the routes of their keys, and delivery. */
export const VAULTS: Routes = {
  'GET /openapi/vaults.json': open('/openapi/vaults.json'),
  'POST /api/v1/vaults': write('/api/v1/vaults', { json: { name: 'made' }, own: 201, bound: 403 }),
  'GET /api/v1/vaults': read('/api/v1/vaults?limit=100'),
  'GET /api/v1/vaults/:vaultId': read('/api/v1/vaults/{vault.vault}', { vaultKey: 200 }),
  'PATCH /api/v1/vaults/:vaultId': write('/api/v1/vaults/{vault.vault}', { json: { name: 'x' } }),
  'DELETE /api/v1/vaults/:vaultId': write('/api/v1/vaults/{vault.vault}?force=true', { own: 204 }),
  'POST /api/v1/vaults/:vaultId/rotate-signing-secret': write('/api/v1/vaults/{vault.vault}/rotate-signing-secret'),
  'POST /api/v1/vaults/:vaultId/keys': write('/api/v1/vaults/{vault.vault}/keys', {
    json: { label: 'x', type: 'public' },
    own: 201,
    vaultKey: 403,
    as: { writer: 403 },
  }),
  'GET /api/v1/vaults/:vaultId/keys': read('/api/v1/vaults/{vault.vault}/keys', { vaultKey: 403 }),
  'DELETE /api/v1/vaults/:vaultId/keys/:keyId': write('/api/v1/vaults/{vault.vault}/keys/{vaultKey.key}', { own: 204 }),
  'POST /api/v1/vaults/:vaultId/assets': write('/api/v1/vaults/{vault.vault}/assets', { ...file, own: 201 }),
  'GET /api/v1/vaults/:vaultId/assets': read('/api/v1/vaults/{vault.vault}/assets', { vaultKey: 200 }),
  'GET /api/v1/vaults/:vaultId/assets/:assetId': read('/api/v1/vaults/{vault.vault}/assets/{vaultAsset.asset}', {
    vaultKey: 200,
  }),
  'PATCH /api/v1/vaults/:vaultId/assets/:assetId': write(
    '/api/v1/vaults/{vault.vault}/assets/{vaultAsset.asset}',
    json,
  ),
  'DELETE /api/v1/vaults/:vaultId/assets/:assetId': write('/api/v1/vaults/{vault.vault}/assets/{vaultAsset.asset}', {
    own: 204,
  }),
  'POST /v1/assets': write('/v1/assets', { ...file, ...named, own: 201 }),
  'GET /v1/assets': read('/v1/assets', { ...named, vaultKey: 200 }),
  'GET /v1/assets/:asset': read('/v1/assets/{vaultAsset.asset}', { ...named, vaultKey: 200 }),
  'PATCH /v1/assets/:asset': write('/v1/assets/{vaultAsset.asset}', { ...json, ...named, vaultKey: 200 }),
  'DELETE /v1/assets/:asset': write('/v1/assets/{vaultAsset.asset}', { ...named, own: 204 }),
  'POST /v1/urls/sign': write('/v1/urls/sign', {
    ...named,
    json: { path: `${PLACE}/{filename}`, expires_at: soon },
    vaultKey: 200,
  }),
  'POST /v1/urls/revoke': write('/v1/urls/revoke', {
    ...named,
    json: { path: `${PLACE}/{filename}` },
    vaultKey: 200,
    // There need not be a file there.
    mixed: { filename: 200 },
  }),
  'GET /v/:slug/:partition/:collection/:channel/:filename': open(`/v/{slug}/${PLACE}/{filename}`, {
    isPublic: true,
  }),
};
