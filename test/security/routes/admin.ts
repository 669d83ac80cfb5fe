import { audit, install, manage, open, person, type Routes, read, readKeys, writeKeys } from './row.ts';

/** Administration: keys, users, workspaces, the own account, the log, how it all goes. */
export const ADMIN: Routes = {
  'GET /openapi/admin.json': open('/openapi/admin.json'),
  'POST /api/admin/api-keys': [
    writeKeys('/api/admin/api-keys', { json: { label: 'x', scopes: ['store:read'] }, own: 201 }),
    writeKeys('/api/admin/api-keys', {
      json: { label: 'x', scopes: ['vaults:read'], vault: '{vault.vault}' },
      own: 201,
    }),
  ],
  'GET /api/admin/api-keys': readKeys('/api/admin/api-keys?limit=250'),
  'GET /api/admin/api-keys/filters': readKeys('/api/admin/api-keys/filters'),
  'GET /api/admin/api-keys/:id': readKeys('/api/admin/api-keys/{key}'),
  'DELETE /api/admin/api-keys/:id': writeKeys('/api/admin/api-keys/{key}', { own: 204 }),
  'POST /api/admin/users': manage('/api/admin/users', {
    json: { email: '{new}@example.org', role: 'viewer', workspace: '{workspace}' },
    own: 201,
    only: ['none', 'reader', 'bound', 'stranger', 'strangerSession', 'admin'],
  }),
  'GET /api/admin/users': manage('/api/admin/users?limit=250'),
  'GET /api/admin/users/filters': manage('/api/admin/users/filters'),
  'GET /api/admin/users/:id': manage('/api/admin/users/{user}'),
  'PATCH /api/admin/users/:id': [
    manage('/api/admin/users/{user}', { json: { name: 'x' } }),
    manage('/api/admin/users/{user}', { json: { disabled: true } }),
    manage('/api/admin/users/{user}', { json: { role: 'viewer' } }),
  ],
  'POST /api/admin/users/:id/password-link': manage('/api/admin/users/{user}/password-link', { own: 201 }),
  'PUT /api/admin/me/password': person('/api/admin/me/password', {
    json: { old_password: 'wrong', new_password: 'another password' },
    own: 422,
  }),
  'GET /api/admin/me/sessions': person('/api/admin/me/sessions'),
  'DELETE /api/admin/me/sessions': person('/api/admin/me/sessions', { own: 204, isLast: true }),
  'DELETE /api/admin/me/sessions/:id': person('/api/admin/me/sessions/{session}', { own: 204 }),
  'POST /api/admin/workspaces': install('/api/admin/workspaces', { json: { name: 'x' } }),
  'GET /api/admin/workspaces': install('/api/admin/workspaces'),
  'GET /api/admin/workspaces/filters': manage('/api/admin/workspaces/filters'),
  'GET /api/admin/workspaces/:id': manage('/api/admin/workspaces/{workspace}'),
  'PATCH /api/admin/workspaces/:id': [
    manage('/api/admin/workspaces/{workspace}', { json: { trash_days: 7 } }),
    manage('/api/admin/workspaces/{workspace}', { json: { name: 'x' }, own: 403 }),
  ],
  'GET /api/admin/assets/:id/addresses': [
    read('/api/admin/assets/{asset}/addresses'),
    read('/api/admin/assets/{asset.uuid}/addresses'),
    read('/api/admin/assets/{asset.asset}/addresses'),
  ],
  'GET /api/admin/events': [
    audit('/api/admin/events?limit=250'),
    audit('/api/admin/events?asset_id={asset}', { foreign: 200, trashed: 200 }),
    audit('/api/admin/events?asset_id={asset.uuid}', { foreign: 200, trashed: 200 }),
  ],
  'GET /api/admin/usage': [manage('/api/admin/usage?days=1'), install('/api/admin/usage?all=true')],
  'GET /api/admin/health': manage('/api/admin/health'),
  'POST /api/admin/jobs/:id/retry': manage('/api/admin/jobs/{key}/retry', { own: 404 }),
  'GET /metrics': install('/metrics'),
  'GET /setup': open('/setup'),
  'POST /setup': open('/setup', {
    json: { token: 'x', email: 'a@example.org', password: 'a long password' },
    own: 403,
  }),
  'GET /setup/password': open('/setup/password', { own: 403 }),
  'POST /setup/password': open('/setup/password', { json: { token: 'x', password: 'a long password' }, own: 403 }),
};
